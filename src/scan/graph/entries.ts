import type { Persona, Situation } from '../expressions/situation.ts';
import type { AgentSite } from '../repository/model.ts';
import { gateJob } from './edits.ts';
import { assumptions } from './messages.ts';
import { type Approvals, type ArtifactNode, type Edit, sumApprovals, type WriterClass } from './model.ts';

/** A way in which text of an outsider reaches an agent. */
export interface Entry {
  readonly node: ArtifactNode;
  readonly situation: Situation;
  /** `starts`: the outsider starts the run. `read`: somebody with rights, or a clock, starts it, and it reads the text. */
  readonly how: 'starts' | 'read';
  readonly writer: WriterClass;
  readonly gate: string | null;
  readonly approvals: Approvals;
  readonly edits: readonly Edit[];
  readonly certain: boolean;
  readonly assumes: readonly string[];
  /** Another agent that the outsider steers, and what it writes that starts this one, in words. */
  readonly through?: string;
}

const ASSOCIATED = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** What a persona is to the repository: whom one has to be to do what it does. */
export function classOf(persona: Persona): WriterClass {
  if (persona.writes) return persona.type === 'Bot' ? 'bot' : 'writer';
  if (persona.type === 'Bot') return 'anyone'; // Anybody can make a GitHub App and let it write on a public repository.
  if (persona.associations.some((a) => ASSOCIATED.has(a))) return 'writer';
  return persona.associations.every((a) => a === 'CONTRIBUTOR') ? 'contributor' : 'anyone';
}

const OUTSIDE: ReadonlySet<WriterClass> = new Set(['anyone', 'contributor']);

export function isOutside(writer: WriterClass): boolean {
  return OUTSIDE.has(writer);
}

const ENTRY_OF: readonly (readonly [RegExp, string, string])[] = [
  [/^issue_comment$|^discussion_comment$/, 'comments', 'comments'],
  [/^issues$/, 'issues', 'issues'],
  [/^discussion$/, 'discussions', 'discussions'],
  [/^pull_request_review/, 'reviews', 'reviews'],
  [/^pull_request/, 'pulls', 'pull requests'],
  [/^workflow_run$/, 'runs', 'runs on pull requests of forks'],
  [/^(?:fork|watch|gollum)$/, 'misc', 'forks, stars and wiki pages'],
];

export function entryNode(event: string): ArtifactNode {
  const [, key, label] = ENTRY_OF.find(([pattern]) => pattern.test(event)) ?? [null, 'outside', 'outside texts'];
  return {
    type: 'artifact',
    id: `entry:${key}`,
    label: `${label}, which anybody can write`,
    channel: key === 'pulls' || key === 'runs' ? 'codebase' : 'message',
    writers: ['anyone'],
    files: [],
  };
}

export const WEB_ENTRY: ArtifactNode = {
  type: 'artifact',
  id: 'entry:web',
  label: 'pages of the web',
  channel: 'web',
  writers: ['anyone'],
  files: [],
};

const STARTED_BY_HAND: Approvals = { min: 1, max: 1, assumes: [] };

/** Every way of outsiders to an agent, one for each event, writer and manner. */
export function entriesOf(site: AgentSite): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const situation of site.situations) {
    const entry = entryIn(site, situation);
    if (entry === undefined) continue;
    const key = `${situation.event} ${entry.how} ${entry.writer}`;
    const known = found.get(key);
    if (known === undefined || (entry.certain && !known.certain)) found.set(key, entry);
  }
  for (const entry of readByClock(site)) found.set(`${entry.node.id} read clock`, entry);
  return [...found.values()];
}

function entryIn(site: AgentSite, situation: Situation): Entry | undefined {
  const actor = classOf(situation.actor);
  const author = classOf(situation.author ?? situation.actor);
  const how = isOutside(actor) ? 'starts' : 'read';
  if (how === 'read' && !isOutside(author)) return undefined;
  const reach = site.reach(situation);
  if (reach.answer === 'no') return undefined;
  const writer = how === 'starts' ? actor : author;
  if (!readsText(site, situation, how)) return undefined;
  const open = reach.gates.filter(({ answer }) => answer === 'unknown');
  const passed = reach.gates.filter(({ kind, answer }) => kind !== 'trigger' && answer !== 'no');
  return {
    node: entryNode(situation.event),
    situation,
    how,
    writer,
    gate: passed.length > 0 ? passed.map(({ reason }) => reason).join('; ') : null,
    approvals: how === 'read' ? sumApprovals([STARTED_BY_HAND, reach.approvals]) : reach.approvals,
    edits: how === 'starts' ? [gateJob(site, situation.event)] : [],
    certain: open.length === 0,
    assumes: assumptions(open),
  };
}

/** Whether words of the outsider come before the model in this situation. */
function readsText(site: AgentSite, situation: Situation, how: Entry['how']): boolean {
  const { prompts, reads, mode, gate } = site.agent;
  // A filter on comments keeps those of others out; the text of the issue itself stays.
  const filtered = gate.onlyCommentsBy.kind === 'named' && situation.event !== 'issues';
  if (mode !== 'agent' && !filtered) return true;
  const tainted = prompts.some(({ taints }) =>
    taints.some(
      ({ events, writer, by }) =>
        (events.length === 0 || events.includes(situation.event)) &&
        (writer === 'anyone' || writer === 'unknown' || writer === 'contributor') &&
        (how === 'starts' ? by !== 'other' || situation.event !== 'schedule' : by === 'author'),
    ),
  );
  return tainted || reads.some(({ what }) => what !== 'web' && what !== 'prompt-file');
}

function asksForWeb({ text }: AgentSite['agent']['prompts'][number]): boolean {
  return ASKS_FOR_WEB.test(text.value);
}

/** An address, a tool by its name, or words that send the agent out. */
const ASKS_FOR_WEB =
  /https?:\/\/|\b(?:WebFetch|WebSearch|browse|scrape|crawl)\b|\b(?:search|look|find|check)\b[^.\n]{0,40}\b(?:(?:the|on the) (?:web|internet)|online)\b/i;

/** Texts of outsiders that an agent fetches in runs which a clock starts. */
function readByClock(site: AgentSite): Entry[] {
  const clock = site.workflow.triggers.find(({ event }) => event === 'schedule');
  if (clock === undefined) return [];
  const entries: Entry[] = [];
  for (const read of site.agent.reads) {
    if (read.certainty !== 'certain' && !(read.what === 'web' && site.agent.prompts.some(asksForWeb))) continue;
    const node =
      read.what === 'web'
        ? WEB_ENTRY
        : /issue/.test(read.what)
          ? entryNode('issues')
          : read.what === 'comments'
            ? entryNode('issue_comment')
            : undefined;
    if (node === undefined) continue;
    entries.push({
      node,
      situation: {
        event: 'schedule',
        actor: { id: 'clock', logins: 'other', type: 'unknown', associations: [], writes: true },
      },
      how: 'read',
      writer: 'anyone',
      gate: null,
      approvals: { min: 0, max: 0, assumes: [] },
      edits: [],
      certain: read.what !== 'web',
      assumes: read.what === 'web' ? ['it reads pages that others than the project write'] : [],
    });
  }
  return entries;
}
