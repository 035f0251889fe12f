import { atLeast, floor } from '../facts/claude-code-action.ts';
import type { Grant } from '../grants/capability.ts';
import type { SiteFacts } from '../graph/build.ts';
import { withoutTool } from '../graph/edits.ts';
import { type Entry, isOutside, WEB_ENTRY } from '../graph/entries.ts';
import type { Edit, ScanGraph } from '../graph/model.ts';
import type { Act, Power } from '../graph/powers.ts';
import type { Span } from '../repository/position.ts';
import { isGrave, isPoor, type Privilege, privilegesOf } from './privilege.ts';
import { relayedEntries } from './relayed.ts';

/** What an outsider gets out of an agent, worst first. */
export const OUTCOMES = ['shell', 'secret', 'code', 'message', 'mention'] as const;

export type Outcome = (typeof OUTCOMES)[number];

export interface Hop {
  readonly span: Span;
  readonly message: string;
}

/** From an entry that an outsider controls, through an agent, to what it can do and what it holds. */
export interface InjectionPath {
  readonly outcome: Outcome;
  readonly fact: SiteFacts;
  readonly entry: Entry;
  readonly hops: readonly Hop[];
  readonly privileges: readonly Privilege[];
  readonly grave: boolean;
  /** `certain`: every hop stands in the files. `likely`: something is taken for granted. `able`: it can read the text, and nothing says that it does. */
  readonly sureness: 'certain' | 'likely' | 'able';
  readonly assumes: readonly string[];
  /** Any one of these breaks it. */
  readonly edits: readonly Edit[];
}

/** The worst path through each agent: one finding an agent, not one for each of its weaknesses. */
export function injectionPaths(facts: readonly SiteFacts[], graph: ScanGraph): readonly InjectionPath[] {
  const relayed = relayedEntries(facts, graph);
  return facts.flatMap((fact) => {
    const paths = [...fact.entries, ...(relayed.get(fact) ?? [])]
      .map((entry) => pathOf(fact, entry))
      .filter((path) => path !== undefined);
    paths.sort(worstFirst);
    return paths.slice(0, 1);
  });
}

function worstFirst(a: InjectionPath, b: InjectionPath): number {
  return (
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    Number(b.grave) - Number(a.grave) ||
    Number(b.entry.writer === 'anyone') - Number(a.entry.writer === 'anyone') ||
    SURE.indexOf(a.sureness) - SURE.indexOf(b.sureness)
  );
}

const SURE = ['certain', 'likely', 'able'];

interface Gain {
  readonly outcome: Outcome;
  readonly grant: Hop;
  readonly gain: Hop;
  readonly edits: readonly Edit[];
  readonly certain: boolean;
}

function pathOf(fact: SiteFacts, entry: Entry): InjectionPath | undefined {
  if (!isOutside(entry.writer)) return undefined;
  const held = privilegesOf(fact, entry.situation);
  const gain = gainOf(fact, entry, held);
  if (gain === undefined) return undefined;
  const { site } = fact;
  const text = textHop(fact, entry);
  const unclear = site.agent.grants.unknown.map(({ reason }) => reason);
  const sureness = text.able ? 'able' : entry.certain && gain.certain && unclear.length === 0 ? 'certain' : 'likely';
  return {
    outcome: gain.outcome,
    fact,
    entry,
    hops: [entryHop(fact, entry), text.hop, gain.grant, gain.gain],
    privileges: held,
    grave: isGrave(site, held),
    sureness,
    assumes: [...new Set([...entry.assumes, ...unclear])],
    edits: [...entry.edits, ...gain.edits],
  };
}

function gainOf(fact: SiteFacts, entry: Entry, held: readonly Privilege[]): Gain | undefined {
  const { site, powers } = fact;
  const { grants } = site.agent;
  const shell = grants.items.find(({ capability }) => capability === 'any-shell');
  // A sandbox without network keeps commands away from keys and from the forge.
  const free = shell !== undefined && !(grants.sandboxed && grants.network === 'no');
  const byHand = entry.how === 'read' && entry.approvals.min > 0;
  const declared = held.filter(({ kind }) => kind !== 'undeclared-token');
  if (free && held.length > 0) {
    const worth = declared[0] ?? held[0]!;
    return gain(byHand ? 'mention' : 'shell', shell, worth, 'run any command', declared.length > 0);
  }
  if (byHand || isPoor(entry.situation)) return undefined;
  const out = powers.find(({ act }) => WAYS_OUT.has(act));
  const leak = leakOf(fact, held);
  if (leak !== undefined && (out !== undefined || grants.network === 'yes')) {
    return { outcome: 'secret', ...leak };
  }
  const code = strongest(powers, ['push', 'merge', 'push-branch', 'open-pull-request']);
  if (code !== undefined) return powerGain('code', code);
  const message = strongest(
    powers.filter(({ carried }) => !carried),
    ['dispatch', 'repository-dispatch', 'label', 'issue', 'comment'],
  );
  return message === undefined ? undefined : powerGain('message', message);
}

const WAYS_OUT = new Set<Act>(['comment', 'issue', 'label', 'open-pull-request', 'push', 'push-branch']);

function gain(outcome: Outcome, grant: Grant, worth: Privilege, what: string, certain: boolean): Gain {
  return {
    outcome,
    grant: { span: grant.span, message: `it may ${what}: ${grant.reason}` },
    gain: { span: worth.span, message: `the job holds ${worth.what}` },
    edits: [withoutTool(grant.span, grant.tool, what)],
    certain,
  };
}

/** A secret that a tool which only reads can still reach. */
function leakOf({ site }: SiteFacts, held: readonly Privilege[]): Omit<Gain, 'outcome'> | undefined {
  const { agent } = site;
  const secret = held.find(({ kind }) => /key|secret/.test(kind));
  const reader = agent.grants.items.find(({ capability }) => capability === 'read-files');
  if (secret === undefined || reader === undefined || agent.name !== 'anthropics/claude-code-action') return undefined;
  const proc = floor('proc-environ');
  if (atLeast(agent.version.version, proc.version) !== 'no') return undefined;
  return {
    grant: {
      span: reader.span,
      message: `it may read any file of the host, /proc/self/environ too: ${proc.what}, until v${proc.version}`,
    },
    gain: { span: secret.span, message: `the process holds ${secret.what}, and a comment carries it out` },
    edits: [
      {
        id: `version ${agent.version.span.file}:${agent.version.span.line}`,
        span: agent.version.span,
        change: `use a release from v${proc.version} on`,
        put: `uses: ${agent.name}@v1`,
        cost: 1,
      },
    ],
    certain: agent.version.kind === 'exact',
  };
}

function strongest(powers: readonly Power[], acts: readonly Act[]): Power | undefined {
  for (const act of acts) {
    const power = powers.find((p) => p.act === act);
    if (power !== undefined) return power;
  }
  return undefined;
}

const MEANS: Partial<Record<Act, string>> = {
  push: 'so the outsider decides what is pushed',
  merge: 'so the outsider decides what is merged',
  'push-branch': 'so the outsider decides what is on the branch',
  'open-pull-request': 'so the outsider decides what is proposed in its name',
  dispatch: 'so the outsider starts other workflows',
  'repository-dispatch': 'so the outsider starts other workflows',
};

function powerGain(outcome: Outcome, power: Power): Gain {
  return {
    outcome,
    grant: { span: power.span, message: power.reason },
    gain: { span: power.span, message: MEANS[power.act] ?? 'so the outsider speaks in its name' },
    edits: power.edits.filter(({ id }) => !id.startsWith('token ')),
    certain: power.certain,
  };
}

function entryHop({ site }: SiteFacts, entry: Entry): Hop {
  const { event } = entry.situation;
  const span = site.workflow.triggers.find((t) => t.event === event)?.span ?? site.workflow.span;
  if (entry.through !== undefined) return { span, message: entry.through };
  const who = entry.writer === 'contributor' ? 'whoever had a pull request merged once' : 'anybody';
  if (entry.how === 'starts') return { span, message: `${who} starts it: ${event}` };
  const starter = entry.approvals.min > 0 ? 'a person with rights' : 'a clock';
  return { span, message: `${starter} starts it, and ${who} wrote what it reads` };
}

/** How the outsider's words come before the model. */
function textHop({ site }: SiteFacts, entry: Entry): { readonly hop: Hop; readonly able: boolean } {
  const { agent } = site;
  for (const prompt of entry.node.id === WEB_ENTRY.id ? [] : agent.prompts) {
    const taint = prompt.taints.find(
      ({ writer, events }) =>
        writer !== 'writer' && writer !== 'agent' && (events.length === 0 || events.includes(entry.situation.event)),
    );
    if (taint === undefined) continue;
    const place = taint.path[0]?.span ?? prompt.text.span;
    return { hop: { span: place, message: `${taint.source} stands in the ${prompt.role}` }, able: false };
  }
  const byWeb = entry.node.id === WEB_ENTRY.id;
  const reads = agent.reads.filter(({ what }) => (what === 'web') === byWeb);
  const read = reads.find(({ certainty }) => certainty === 'certain') ?? reads[0];
  if (read === undefined) {
    return { hop: { span: site.step.span, message: `${agent.name} shows the model what started it` }, able: false };
  }
  return { hop: { span: read.span, message: read.reason }, able: read.certainty === 'able' && agent.mode === 'agent' };
}
