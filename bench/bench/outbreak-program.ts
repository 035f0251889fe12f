import { eventOf, type Step } from '../../src/cases/test-fleet.ts';
import { ContactEngine, TextLens } from '../../src/contacts/index.ts';
import { Rng } from '../../src/lab/rng.ts';
import {
  behaviourState,
  type CaseSet,
  caseLineList,
  planOf,
  rankCuts,
  reproduction,
  situationOf,
  transmissionTree,
} from '../../src/outbreak/index.ts';

const SESSION_EVENTS = 40;
const REPOSITORY_SESSIONS = 200;
const FILES = 400;
const AGENTS = 50;
const TAKES = 0.6;
const COMES_BY_ITSELF = 0.05;

/**
 * A made fleet without texts, with up to one case for each hundred events; then times what follows the trace: the tree, the
 * reproduction numbers, the cuts. Who caught it is drawn by a rule of its own: a read of what a case wrote last.
 */
export function runOutbreak(events: number): void {
  const engine = new ContactEngine();
  const lens = new TextLens();
  const rng = Rng.of(1, 'bench');
  const onsets = new Map<string, number>();
  const most = events / 100;
  let writers: (string | undefined)[] = [];
  for (let i = 0; i < events; i++) {
    const session = Math.floor(i / SESSION_EVENTS);
    if (i % (SESSION_EVENTS * REPOSITORY_SESSIONS) === 0) writers = [];
    const s = `s${session}`;
    const at = i * 1_000;
    const key = rng.int(FILES);
    const ref = {
      channel: key % 2 === 0 ? 'codebase' : 'memory',
      scope: `r${Math.floor(session / REPOSITORY_SESSIONS)}`,
      key: `f${key}`,
    } as const;
    const draw = rng.unit();
    const step: Step = draw < 0.4 ? { s, at, read: ref } : draw < 0.6 ? { s, at, write: ref } : { s, at, call: 'make' };
    engine.observe(eventOf(step, i), lens);
    if (step.write !== undefined) writers[key] = s;
    if (onsets.size >= most || onsets.has(s)) continue;
    const writer = writers[key];
    const caught = step.read !== undefined && writer !== undefined && onsets.has(writer) && rng.chance(TAKES);
    if (caught || (i % SESSION_EVENTS === 0 && rng.chance(COMES_BY_ITSELF))) onsets.set(s, at + 1);
  }
  const sessions = engine.sessions.list;
  const cases = new Map(
    sessions.flatMap(({ no, id }) => (onsets.has(id) ? [[no, { order: no, time: onsets.get(id) }] as const] : [])),
  );
  const set: CaseSet = { cases, assessed: () => true };
  const agents = {
    of: sessions.map(({ no }) => Math.floor(no / REPOSITORY_SESSIONS) * AGENTS + (no % AGENTS)),
    names: Array.from({ length: Math.ceil(sessions.length / REPOSITORY_SESSIONS) * AGENTS }, (_, i) => `agent-${i}`),
  };
  const started = performance.now();
  const state = behaviourState(set, engine);
  const list = caseLineList(set, engine, { behaviour: 'made', agent: ({ no }) => agents.names[agents.of[no]!]! });
  const tree = transmissionTree(list);
  const treeAt = performance.now();
  reproduction(list, tree.infectors, {
    rows: tree.probabilities,
    exposed: ['codebase', 'memory'],
    role: () => 'agent',
  });
  const reproductionAt = performance.now();
  const situation = situationOf(state, engine, agents);
  planOf(situation, rankCuts(situation).chosen);
  const ended = performance.now();
  process.stdout.write(
    JSON.stringify({
      cases: cases.size,
      contacts: engine.contacts.length,
      tree: (treeAt - started) / 1_000,
      reproduction: (reproductionAt - treeAt) / 1_000,
      cuts: (ended - reproductionAt) / 1_000,
      seconds: (ended - started) / 1_000,
    }),
  );
}
