import type { Channel } from '../../fleet/channel.ts';

/**
 * A behavioural selection model as plain data: what a model file says, checked, with nothing computed. It can be
 * embedded in a page as JSON.
 *
 * Source of the concepts: Mallen and Shlegeris, "The behavioral selection model for predicting AI motivations"
 * (4 December 2025), called BSM in this room. Every number of a model is an assumption of whoever wrote the file.
 */
export interface Model {
  readonly name: string;
  readonly about: string;
  readonly graph: CausalGraph;
  readonly actions: readonly Action[];
  readonly situations: readonly Situation[];
  readonly contexts: readonly Context[];
  readonly patterns: readonly CognitivePattern[];
  readonly beliefs: Beliefs;
  readonly selection: Selection;
  readonly priors: Priors;
  readonly operations: readonly Operation[];
  readonly channels: readonly ChannelParameters[];
  readonly instances: Instances;
  readonly reflection: Reflection;
  readonly personas: readonly Persona[];
  readonly exposures: readonly Exposure[];
}

/**
 * Directed acyclic graph of world states that an AI's actions can affect. Every node is a possible consequence of
 * action and a possible object of motivation (BSM, "causal graph").
 */
export interface CausalGraph {
  readonly nodes: readonly CausalNode[];
  /** S of BSM: the cognitive pattern has influence through deployment. */
  readonly selection: string;
  /** R of BSM: the reward on this episode. */
  readonly reward: string;
  /** What the developers want. A pattern that pursues one of these is *intended*. */
  readonly intended: readonly string[];
  /** Activity inside the network. A pattern that pursues one of these is a *wireheader*. */
  readonly internal: readonly string[];
  /** In deployment, "influence on other instances through channel h", for each channel h that the model has. */
  readonly spread: Readonly<Partial<Record<Channel, string>>>;
  readonly classification: ClassificationRule;
}

/** How near to S a goal has to be to count as a fitness-seeker's (BSM: "close upstream", explaining much of S). */
export interface ClassificationRule {
  /** Largest number of edges from the goal to S. */
  readonly edges: number;
  /** The goal has to explain at least 1 - tolerance of the variance of S that its causes explain. In [0, 1]. */
  readonly tolerance: number;
}

export interface CausalNode {
  /** Letters, digits and `_`, so that formulas can name it. */
  readonly id: string;
  readonly label: string;
  readonly mechanism: Mechanism;
  /** Why it stands where it stands, or which node of a source it is. */
  readonly note?: string;
}

/** How a node comes about from its parents. Parents are the nodes that the mechanism names. */
export type Mechanism =
  /** Set by the context or the situation; `value` where neither sets it. */
  | { readonly kind: 'given'; readonly value: number }
  /** A property of the action: its value stands with each action, 0 where an action does not name it. */
  | { readonly kind: 'property' }
  /** 0 or 1; the formula gives the probability of 1. */
  | { readonly kind: 'chance'; readonly formula: string }
  /** A definition: the formula gives the value. */
  | { readonly kind: 'value'; readonly formula: string }
  /** 0 or 1 by noisy-or: P(0) = (1 - leak) * product of (1 - strength) over the causes that are not 0. */
  | { readonly kind: 'any'; readonly causes: Readonly<Record<string, number>>; readonly leak: number }
  /** A row of probabilities over `values` for each combination of the parents' values, the last parent fastest. */
  | {
      readonly kind: 'table';
      readonly parents: readonly string[];
      readonly values: readonly number[];
      readonly rows: readonly (readonly number[])[];
    };

/** The root of the graph: what the AI can do in one episode. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly properties: Readonly<Record<string, number>>;
  /** This action leaves something for other instances in that channel. */
  readonly writes?: Channel;
  /** For an action that writes: the same action without the write, which its kappa is measured against. */
  readonly without?: string;
}

/** `training`: the episode updates the weights. `held-out`: an evaluation before deployment. `deployment`: in use. */
export type Phase = 'training' | 'held-out' | 'deployment';

/** Whether the AI is trained, tested, watched or on its own. What it can tell apart is the recognition rate's. */
export interface Situation {
  readonly id: string;
  readonly label: string;
  readonly phase: Phase;
  readonly watched: boolean;
  /** Values of `given` nodes. */
  readonly set: Readonly<Record<string, number>>;
  /** How readily a situation that is not recognised is taken for this one, relative to the others. */
  readonly weight: number;
}

/** A kind of episode: a situation and a task. */
export interface Context {
  readonly id: string;
  readonly label: string;
  readonly situation: string;
  /** Share of its phase's episodes, relative to the other contexts of that phase. 0: only operations bring it in. */
  readonly weight: number;
  /** Values of `given` nodes, beyond what the situation sets. */
  readonly set: Readonly<Record<string, number>>;
  /** The base policy pi_0 (unnormalised). An action that is not named has 1; one with 0 is not available. */
  readonly base: Readonly<Record<string, number>>;
}

/**
 * A cognitive pattern: a computation inside the AI that influences its actions, perhaps only in some contexts (BSM).
 * A motivation, or X-seeker, is a pattern that votes for actions that it believes lead to X.
 */
export interface CognitivePattern {
  readonly id: string;
  readonly label: string;
  /** X: nodes and how much each is wanted. More than one makes a kludge, where they are upstream of S. */
  readonly goal: Readonly<Record<string, number>>;
  readonly gate: Gate;
  /** w_k at the start of training, for the version in which all patterns share one policy. */
  readonly weight: number;
  readonly traits: Traits;
  readonly note?: string;
}

/** g_k(c): how far the pattern is active in a context. 1 everywhere when nothing is said. */
export interface Gate {
  /** Opening by context; contexts that are not named have `otherwise`. In [0, 1]. */
  readonly contexts: Readonly<Record<string, number>>;
  /** Opening by the situation that the pattern believes itself to be in. In [0, 1]. */
  readonly situations: Readonly<Record<string, number>>;
  readonly otherwise: number;
}

/** What the implicit priors read (BSM, "implicit priors over cognitive patterns"). All assumed. */
export interface Traits {
  /** Description length in bits, for simplicity. */
  readonly bits: number;
  /** How many goals the class holds, for counting. */
  readonly members: number;
  /** Reasoning that a decision needs, in units of S, for speed. */
  readonly cost: number;
  /** ln-odds of being found in human writing, against an average pattern, for pretraining imitation. */
  readonly human: number;
  /** ln-odds of being adopted because training text spells it out, for salience. */
  readonly salience: number;
  /** Chance that white-box selection reads the pattern as bad. In [0, 1]. */
  readonly detectable: number;
}

/** The AI's own causal graph: the true one plus noise of size 1/q, q being capability and situational awareness. */
export interface Beliefs {
  /** q >= 1. Each believed mechanism is (1 - 1/q) true and 1/q random. Infinity: the true graph. */
  readonly capability: number;
  /** Chance that the situation (trained, tested, watched, alone) is recognised. In [0, 1]. */
  readonly recognition: number;
  /** Number of random belief graphs that results are averaged over. */
  readonly draws: number;
  readonly seed: number;
}

export interface Selection {
  /** Weight of a pattern that is alone in charge; the vote's spread in training is 1. */
  readonly decisiveness: number;
  /** `unit`: votes are divided by their largest spread in training, as utilities have no unit. `raw`: as believed. */
  readonly votes: 'unit' | 'raw';
  /** T: selection steps, for the exclusive version. */
  readonly steps: number;
  /** eta * T: total learning rate, for the shared version. */
  readonly learning: number;
  /** Chance per step that a pattern turns into another one, any alike. */
  readonly mutation: number;
  /** Chance per step that a schemer turns into a reward-seeker while nothing tells the two apart; see the prior. */
  readonly atrophy: number;
  /** A sequence of environments. Empty: one stage with the contexts' own weights. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly id: string;
  /** Share of the steps, relative to the other stages. */
  readonly steps: number;
  /** Weights of contexts in this stage; contexts that are not named have 0. Empty: the contexts' own weights. */
  readonly contexts: Readonly<Record<string, number>>;
}

export const PRIORS = [
  'simplicity',
  'counting',
  'speed',
  'imitation',
  'salience',
  'instrumental_becomes_terminal',
  'personas',
] as const;

export type PriorName = (typeof PRIORS)[number];

/** Strength of each implicit prior; 0 switches it off, 1 takes the traits as they stand. */
export type Priors = Readonly<Record<PriorName, number>>;

/** A change that developers make: surgery on the graph, other contexts, or a look inside. */
export interface Operation {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  /** 0: off. 1: in full. Between: each changed mechanism is that share of the new one, the rest of the old one. */
  readonly strength: number;
  /** New mechanisms of nodes. */
  readonly replace: Readonly<Record<string, Mechanism>>;
  /** Weights that contexts have in training and testing under it, times the strength. */
  readonly contexts: Readonly<Record<string, number>>;
  /** White-box selection: a pattern is credited 1 - strength * its `detectable`. */
  readonly whiteBox: boolean;
}

/** An assumed number with the range that is thought possible. */
export interface Range {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** What the spread model needs of a channel. Rates are per session and day as named. */
export interface ChannelParameters {
  readonly channel: Channel;
  /** Writes per session that happen without any motive (b0). */
  readonly accidental: Range;
  /** Writes per session of a pattern that wants nothing else: its kappa is 1. */
  readonly deliberate: Range;
  /** Reads of what was left there, per instance and day (r). */
  readonly reads: Range;
  /** Chance that a reader adopts what it read (a), per exposure. */
  readonly adoption: Range;
  /** Decay of what was left, per day (delta). */
  readonly decay: Range;
  /** Removal by monitors, per day (m): coverage * recall * removal. */
  readonly removal: Range;
}

/** What the spread model needs of the instances. */
export interface Instances {
  /** Sessions per instance and day. */
  readonly sessions: Range;
  /** Context resets per day (rho). */
  readonly turnover: Range;
  /** Removal after detection, per day (u). */
  readonly detection: Range;
}

/**
 * Reflection and deliberation, which BSM says that it leaves out. What is assumed here: in a context, with chance
 * `rate`, a pattern asks what its goal would need in the long run and pursues `target` instead; deliberation multiplies
 * decisiveness in deployment. Off where strength is 0 and deliberation is 1.
 */
export interface Reflection {
  /** Multiplies every rate; 0 is off. */
  readonly strength: number;
  readonly target: string;
  /** Chance by context; 0 where not named. In [0, 1]. */
  readonly rate: Readonly<Record<string, number>>;
  readonly deliberation: number;
}

/** A character that the AI may take itself to be (persona selection model, 2026), as a mixture of patterns. */
export interface Persona {
  readonly id: string;
  readonly label: string;
  /** Prior share after pretraining, relative to the other personas. */
  readonly prior: number;
  /** How likely the character is to act from each pattern. */
  readonly patterns: Readonly<Record<string, number>>;
}

/** Something that is read in context, as evidence about which character one is. */
export interface Exposure {
  readonly id: string;
  readonly label: string;
  /** Personas that it carries: adopted when the posterior falls on one of them. */
  readonly carries: readonly string[];
  /** How likely the text is in the company of each persona, relative to the others; 1 where not named. */
  readonly likelihood: Readonly<Record<string, number>>;
}
