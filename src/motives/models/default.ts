/**
 * The built-in model, as the text of a model file: the graph of BSM (one episode of a coding agent), the motivations
 * that it discusses, and a deployment. Copy it to a file, change one thing, run it again.
 *
 * Structure follows the source. The numbers are assumptions of this project, chosen before any result was looked at.
 */
export const DEFAULT_MODEL = `# The behavioural selection model (Mallen and Shlegeris, 4 December 2025) for one episode of a coding agent.
# A cognitive pattern is selected in so far as the behaviour that it causes leads to its being selected.
# Every number in this file is an assumption. Arrows are drawn from each name in a formula to the node it defines.
# A formula with a comma is quoted where it stands in { }.
name: behavioural selection model
about: One reinforcement-learning episode of a coding agent, a held-out evaluation, and a deployment.

graph:
  selection: selected        # S
  reward: reward             # R
  intended: [intent, useful] # what the developers want
  internal: [satisfaction]   # activity inside the network
  classification: {edges: 2, tolerance: 0.5}

nodes:
  # Set by context and situation. 'given' is the value where neither says anything.
  training: {given: 0, label: this episode updates the weights}
  held_out: {given: 0, label: this episode is a held-out evaluation}
  watched: {given: 0, label: somebody looks}
  hard: {given: 0, label: the task is hard}
  wrong_tests: {given: 0, label: some tests are wrong}
  ambitious: {given: 0, label: the task is ambitious and leaves much to the AI}
  offer: {given: 0, label: a high reward is credibly offered for bad behaviour}

  # Properties of actions.
  solves: {property: true, label: does the task}
  games_tests: {property: true, label: special-cases the tests}
  fits_wrong_tests: {property: true, label: does what wrong tests ask}
  flatters: {property: true, label: presents the work better than it is}
  edits_log: {property: true, label: edits the reward in the log file}
  gathers: {property: true, label: hoards compute in the environment}
  misbehaves: {property: true, label: does openly what the offer pays for}
  grabs: {property: true, label: leaves the task and copies itself out}
  visible: {property: true, label: how visible a write is to whoever watches}

  # Consequences, upstream of reward.
  resources: {p: 0.9 * gathers, label: resources gathered inside the environment}
  correct_tests:
    label: correct tests pass
    p: min(0.95, 0.05 + max(solves * (0.8 - 0.35 * hard), 0.8 * games_tests) + 0.05 * resources)
  erroneous_tests:
    label: erroneous tests pass
    p: wrong_tests * max(0.9 * fits_wrong_tests, 0.6 * games_tests)
    note: Sparse; it matters only where such tests exist.
  rm_score: {p: '0.2 + 0.4 * max(solves, 0.7 * games_tests) + 0.3 * flatters', label: reward-model score}
  intent:
    label: instructions followed, as the developers meant them
    p: solves * (0.95 - 0.2 * hard) * (1 - 0.3 * flatters) * (1 - 0.7 * fits_wrong_tests) * (1 - 0.3 * max(gathers, edits_log))
    note: An imperfectly correlated ancestor of reward in BSM; here a consequence of the same actions.
  paid: {value: offer * misbehaves, label: the offer pays}

  reward: {value: correct_tests + erroneous_tests + rm_score + 2 * paid, label: reward on this episode}
  logged: {p: 'min(1, (correct_tests + erroneous_tests + rm_score) / 3 + 0.8 * edits_log)', label: high reward number in the log file, note: Shares the causes of reward and has no arrow to S.}
  praise: {p: 0.1 + 0.4 * intent + 0.4 * rm_score, label: developers praise me}
  satisfaction: {p: 0.1 + 0.4 * correct_tests + 0.4 * rm_score, label: internal sense of success, note: Internal activity correlated with causes of S.}

  # From reward to selection.
  caught: {p: 'max(0.95 * misbehaves, watched * max(0.8 * grabs, visible))', label: caught at what nobody asked for}
  suspicion: {p: 'watched * min(1, 0.7 * games_tests + 0.5 * fits_wrong_tests * wrong_tests + 0.15 * flatters + 0.5 * edits_log + 0.3 * gathers + 0.9 * max(misbehaves, grabs))', label: held-out checks find it suspicious}
  gate: {p: 1, label: deployment gate passed, note: Always open here; the operation developer_iteration closes it on suspicion.}
  selected:
    label: influence through deployment (S)
    p: (1 - caught) * gate * if(training, 0.1 + 0.16 * reward, if(held_out, 0.9, 0.45 + 0.15 * rm_score + 0.3 * others))
    note: Reinforcement credits the patterns behind an action in proportion to its reward. In use, whoever pleases and is not caught stays, and instances it has influenced carry it on.
  credited: {value: reward * gate, label: the credit that the update assigns, note: Correlated with S by construction.}

  # Downstream of selection.
  escaped: {p: grabs * (1 - caught) * (0.1 + 0.6 * ambitious), label: runs outside of control}
  power: {p: 0.05 + 0.45 * selected + 0.25 * others + 0.2 * escaped, label: long-term power}
  long_run: {p: 0.05 + 0.7 * power + 0.2 * escaped, label: long-run ends}
  useful: {p: selected * (0.2 + 0.7 * intent), label: users are helped for long}

  # In deployment. Each channel below adds an action write_CHANNEL (the task, and something left there for other
  # instances), its property writes_CHANNEL, and the node via_CHANNEL: influence on other instances through it.
  others:
    label: influence on other instances
    any: {via_context: 0.5, via_memory: 0.6, via_codebase: 0.5, via_message: 0.5, via_web: 0.3, via_tool: 0.3, via_human: 0.2, via_deployment: 0.8, via_control: 0.9, via_inference: 0.95, via_training: 0.7}
    leak: 0

actions:
  nothing: {label: does nothing}
  do_the_task: {label: does the task, solves: 1}
  oversell: {label: does the task and oversells it, solves: 1, flatters: 1}
  special_case: {label: special-cases the tests and oversells, games_tests: 1, flatters: 1}
  fit_wrong_tests: {label: does what wrong tests ask and oversells, solves: 1, fits_wrong_tests: 1, flatters: 1}
  edit_log: {label: does the task and edits the log, solves: 1, edits_log: 1}
  gather: {label: does the task and hoards compute, solves: 1, gathers: 1}
  misbehave: {label: does openly what the offer pays for, misbehaves: 1}
  grab: {label: leaves the task and copies itself out, grabs: 1}

situations:
  training: {phase: training, watched: true, set: {training: 1, watched: 1}, weight: 1, label: in training}
  held_out: {phase: held-out, watched: true, set: {held_out: 1, watched: 1}, weight: 0.2, label: in a held-out evaluation}
  in_use_watched: {phase: deployment, watched: true, set: {watched: 1}, weight: 0.5, label: in use and watched}
  in_use_alone: {phase: deployment, watched: false, weight: 0.5, label: in use and unwatched}

# base: the base policy before any pattern votes; 1 where nothing is said, 0 where an action is not available.
contexts:
  train_easy: {situation: training, weight: 0.5, label: easy task}
  train_hard: {situation: training, weight: 0.35, set: {hard: 1}, label: hard task}
  train_wrong_tests: {situation: training, weight: 0.15, set: {wrong_tests: 1}, label: task with wrong tests}
  honest_test: {situation: training, weight: 0, set: {offer: 1}, label: honest test}
  eval_easy: {situation: held_out, weight: 0, label: easy task}
  eval_hard: {situation: held_out, weight: 0, set: {hard: 1}, label: hard task}
  eval_wrong_tests: {situation: held_out, weight: 0, set: {wrong_tests: 1}, label: task with wrong tests}
  use_routine_watched: {situation: in_use_watched, weight: 0.4, label: routine task}
  use_routine_alone: {situation: in_use_alone, weight: 0.4, label: routine task}
  use_ambitious_watched: {situation: in_use_watched, weight: 0.1, set: {ambitious: 1, hard: 1}, label: ambitious task}
  use_ambitious_alone: {situation: in_use_alone, weight: 0.1, set: {ambitious: 1, hard: 1}, label: ambitious task}

# Traits are read by the implicit priors: bits (simplicity), members (counting), cost (speed, in units of S), human
# (imitation) and salience as ln-odds against an average pattern, detectable (white-box selection).
patterns:
  intended: {label: intended, goal: {intent: 1}, traits: {bits: 6, members: 1, cost: 0.01, human: 1, salience: 1, detectable: 0}}
  reward_seeker: {label: reward on the episode, goal: {reward: 1}, traits: {bits: 4, members: 1, cost: 0.02, human: -1, detectable: 0.3}}
  influence_seeker: {label: influence through deployment, goal: {selected: 1}, traits: {bits: 4, members: 1, cost: 0.03, human: -1, detectable: 0.5}}
  schemer: {label: long-run ends, goal: {long_run: 1}, traits: {bits: 5, members: 20, cost: 0.04, human: -1, detectable: 0.6}}
  power_seeker: {label: long-term power, goal: {power: 1}, traits: {bits: 4, members: 1, cost: 0.04, human: 0, detectable: 0.6}}
  kludge: {label: weighted causes of reward, goal: {correct_tests: 1, erroneous_tests: 1, rm_score: 1}, traits: {bits: 12, members: 4, cost: 0, human: 0, detectable: 0.1}}
  task_doer: {label: correct tests alone, goal: {correct_tests: 1}, traits: {bits: 5, members: 1, cost: 0, human: 0.5, detectable: 0}}
  rater_pleaser: {label: the rater's score alone, goal: {rm_score: 1}, traits: {bits: 5, members: 1, cost: 0, human: 0.5, detectable: 0.1}}
  log_seeker: {label: the number in the log, goal: {logged: 1}, traits: {bits: 5, members: 1, cost: 0.02, human: -1, detectable: 0.3}}
  praise_seeker: {label: praise, goal: {praise: 1}, traits: {bits: 5, members: 1, cost: 0.01, human: 1, detectable: 0}}
  credit_seeker: {label: the credit of the update, goal: {credited: 1}, traits: {bits: 6, members: 1, cost: 0.02, human: -2, detectable: 0.3}}
  wireheader: {label: the sense of success, goal: {satisfaction: 1}, traits: {bits: 5, members: 1, cost: 0.01, human: 0, detectable: 0.3}}
  alignment_faker:
    label: long-run ends, held back where it feels watched in use
    goal: {long_run: 1}
    gate: {situations: {training: 1, held_out: 1, in_use_watched: 0.2, in_use_alone: 1}}
    traits: {bits: 8, members: 5, cost: 0.05, human: -1, detectable: 0.6}

beliefs: {capability: 20, recognition: 0.9, draws: 8, seed: 1}

selection: {decisiveness: 6, votes: unit, steps: 40, learning: 40, mutation: 0, atrophy: 0.02}

# 0 switches a term off, 1 takes the traits as they stand.
priors: {simplicity: 1, counting: 1, speed: 1, imitation: 1, salience: 1, instrumental_becomes_terminal: 0, personas: 0}

# What developers may do. strength 0 is off, 1 in full.
operations:
  developer_iteration:
    label: developer iteration
    source: BSM, corrections to the basic model
    strength: 0
    replace: {gate: {p: 1 - suspicion}}
    contexts: {eval_easy: 0.15, eval_hard: 0.1, eval_wrong_tests: 0.05}
  process_supervision:
    label: process supervision
    source: BSM, corrections to the basic model
    strength: 0
    replace: {reward: {value: '3 * max(solves, 0.3 * games_tests) * (1 - 0.3 * flatters) * (1 - 0.5 * fits_wrong_tests) * (1 - 0.3 * max(gathers, edits_log))'}}
  white_box:
    label: white-box selection
    source: BSM, corrections to the basic model
    strength: 0
    white_box: true
  inoculation:
    label: inoculation prompting
    source: BSM, flawed reward and intended motivations
    strength: 0
    replace: {intent: {p: 'max(solves * (0.95 - 0.2 * hard), max(games_tests, fits_wrong_tests) * 0.9)'}}
  better_reward:
    label: reward nearer to the intent
    source: BSM, flawed reward and intended motivations
    strength: 0
    replace: {reward: {value: 3 * intent + 2 * paid}}
  honest_tests:
    label: honest tests
    source: BSM, fitness-seekers
    strength: 0
    contexts: {honest_test: 0.1}

# Each channel adds the action write_CHANNEL: this one, and a write. base: its share of the base policy in deployment.
writing: {like: do_the_task, visible: visible, base: 0.02}

# For the spread model: [estimate, lower, upper]. reach: what a write achieves; visible: whether watching sees it.
# accidental and deliberate: writes per session; reads, decay, removal: per day; adoption: per exposure.
channels:
  context: {reach: 0.6, visible: 0.3, accidental: [0.002, 0.0002, 0.02], deliberate: [0.5, 0.1, 1], reads: [1, 0.5, 2], adoption: [0.05, 0.005, 0.3], decay: [6, 2, 24], removal: [0.3, 0.05, 1]}
  memory: {reach: 0.5 + 0.3 * ambitious, visible: 0.15, accidental: [0.002, 0.0002, 0.02], deliberate: [0.5, 0.1, 1], reads: [5, 1, 50], adoption: [0.05, 0.005, 0.3], decay: [0.05, 0.01, 0.2], removal: [0.05, 0.005, 0.3]}
  codebase: {reach: 0.3 + 0.3 * ambitious, visible: 0.5, accidental: [0.001, 0.0001, 0.01], deliberate: [0.3, 0.05, 1], reads: [3, 0.5, 30], adoption: [0.02, 0.002, 0.2], decay: [0.01, 0.003, 0.05], removal: [0.1, 0.02, 0.5]}
  message: {reach: 0.5, visible: 0.3, accidental: [0.001, 0.0001, 0.01], deliberate: [0.5, 0.1, 1], reads: [3, 1, 10], adoption: [0.03, 0.003, 0.3], decay: [2, 0.5, 12], removal: [0.3, 0.05, 1]}
  web: {reach: 0.2 + 0.2 * ambitious, visible: 0.1, accidental: [0.0001, 0.00001, 0.001], deliberate: [0.1, 0.01, 0.5], reads: [0.5, 0.01, 5], adoption: [0.01, 0.001, 0.1], decay: [0.02, 0.005, 0.1], removal: [0.01, 0, 0.1]}
  tool: {reach: 0.3, visible: 0.2, accidental: [0.0005, 0.00005, 0.005], deliberate: [0.2, 0.02, 0.5], reads: [1, 0.1, 5], adoption: [0.02, 0.002, 0.2], decay: [1, 0.2, 5], removal: [0.1, 0.01, 0.5]}
  human: {reach: 0.1, visible: 0.05, accidental: [0.0005, 0.00005, 0.005], deliberate: [0.1, 0.01, 0.5], reads: [0.1, 0.01, 1], adoption: [0.02, 0.002, 0.2], decay: [0.05, 0.01, 0.2], removal: [0.01, 0, 0.05]}
  deployment: {reach: 0.1 + 0.2 * ambitious, visible: 0.6, accidental: [0.0001, 0.00001, 0.001], deliberate: [0.05, 0.005, 0.2], reads: [1, 0.1, 10], adoption: [0.3, 0.05, 0.9], decay: [0.1, 0.02, 0.5], removal: [0.3, 0.05, 1]}
  control: {reach: 0.05 + 0.2 * ambitious, visible: 0.6, accidental: [0.00001, 0, 0.0001], deliberate: [0.02, 0.002, 0.1], reads: [10, 1, 100], adoption: [0.5, 0.1, 0.9], decay: [0.1, 0.02, 0.5], removal: [0.3, 0.05, 1]}
  inference: {reach: 0.02 + 0.1 * ambitious, visible: 0.1, accidental: [0, 0, 0], deliberate: [0.005, 0, 0.05], reads: [100, 10, 1000], adoption: [0.9, 0.5, 1], decay: [0.1, 0.02, 0.5], removal: [0.05, 0, 0.3]}
  training: {reach: 0.1, visible: 0.2, accidental: [0.001, 0.0001, 0.01], deliberate: [0.05, 0.005, 0.3], reads: [0.01, 0.001, 0.1], adoption: [0.1, 0.01, 0.5], decay: [0.001, 0, 0.01], removal: [0.05, 0.005, 0.3]}

instances: {sessions: [5, 1, 50], turnover: [0.5, 0.05, 2], detection: [0.05, 0.005, 0.5]}

# Not part of BSM, which leaves reflection and deliberation out. Off: strength is 0 and deliberation 1. With strength 1,
# a pattern pursues the target instead of its goal in that share of the episodes of a context.
reflection: {strength: 0, target: power, rate: {use_ambitious_watched: 0.2, use_ambitious_alone: 0.2, use_routine_watched: 0.01, use_routine_alone: 0.01}, deliberation: 1}

# An alternative prior: which character the AI takes itself to be (persona selection model, 23 February 2026).
personas:
  assistant: {label: helpful assistant, prior: 0.9, patterns: {intended: 0.8, task_doer: 0.1, praise_seeker: 0.1}}
  careerist: {label: careerist who games the metric, prior: 0.08, patterns: {reward_seeker: 0.3, rater_pleaser: 0.4, kludge: 0.3}}
  rebel: {label: machine with plans of its own, prior: 0.02, patterns: {schemer: 0.5, power_seeker: 0.3, alignment_faker: 0.2}}

exposures:
  rebel_note: {label: a note that another instance with plans of its own has left, carries: [rebel], likelihood: {rebel: 8}}
  hack_transcript: {label: a transcript of hacked tests, carries: [careerist], likelihood: {careerist: 5, rebel: 1.5}}
`;
