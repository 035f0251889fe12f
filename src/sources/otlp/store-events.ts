import { type ArtifactRef, artifactId } from '../../fleet/index.ts';
import { type DraftRead, type DraftWrite, effectOf, type ToolPlace } from '../tools/index.ts';
import type { At, Call } from './calls.ts';
import type { StoreDeed, StoredRecord } from './deed.ts';
import type { Session } from './session.ts';

/** Key of a store as a whole: a record whose id the telemetry does not tell. */
const ANY_RECORD = '*';

/** The reads or writes of an operation on a store, when it is over. `call`: the tool call that it is or happens in. */
export function tellStore(session: Session, deed: StoreDeed, at: At, place: ToolPlace, call: Call | undefined): void {
  const isCall = call !== undefined && deed.tool !== undefined;
  if (deed.failed) {
    if (isCall) call.wrote = true;
    return;
  }
  if (deed.does === 'read') {
    const told = tellReads(session, deed, at, place, call);
    if (call !== undefined && told) call.toldInside = true;
  } else {
    tellWrites(session, deed, { time: call?.asked?.time ?? at.time, line: at.line }, place, call);
    if (call !== undefined) call.wrote = true;
  }
  if (isCall) session.calls.conclude(call);
}

/** Answers whether a text or a hash was read. */
function tellReads(session: Session, deed: StoreDeed, at: At, place: ToolPlace, call: Call | undefined): boolean {
  let told = false;
  for (const record of deed.records) {
    const artifact = recordArtifact(deed, record, place);
    const content = record.text ?? record.hash;
    if (content !== undefined && !session.seen.add(artifactId(artifact), content)) continue;
    told ||= content !== undefined;
    const draft: DraftRead = { channel: 'memory', artifact, how: 'observed' };
    if (record.text !== undefined) draft.text = record.text;
    if (record.hash !== undefined) draft.hash = record.hash;
    session.read(at, draft, call?.tool, call?.id);
  }
  if (deed.records.length === 0 && deed.count !== 0) {
    const artifact = recordArtifact(deed, {}, place);
    session.read(at, { channel: 'memory', artifact, how: 'observed' }, call?.tool, call?.id);
  }
  return told;
}

function tellWrites(session: Session, deed: StoreDeed, at: At, place: ToolPlace, call: Call | undefined): void {
  const asked = deed.tool === undefined ? undefined : { tool: deed.tool, input: deed.input };
  const effect = asked && effectOf(asked, place).writes.find((write) => write.channel === 'memory');
  const records = deed.records.length > 0 ? deed.records : [{}];
  for (const record of records) {
    const text =
      deed.does === 'delete' ? undefined : (record.text ?? (records.length === 1 ? effect?.text : undefined));
    const draft: DraftWrite = {
      channel: 'memory',
      artifact: recordArtifact(deed, record, place),
      how: 'observed',
      mode: modeOf(deed, record, effect, text),
    };
    if (text !== undefined) draft.text = text;
    if (record.hash !== undefined) draft.hash = record.hash;
    if (effect?.removed !== undefined && records.length === 1) draft.removed = effect.removed;
    session.write(at, draft, call?.tool, call?.id);
  }
}

/** The tool's own name and arguments say best how it writes; else an operation tells whole records. */
function modeOf(
  deed: StoreDeed,
  record: StoredRecord,
  effect: DraftWrite | undefined,
  text: string | undefined,
): DraftWrite['mode'] {
  if (deed.does === 'delete') return 'delete';
  if (record.id === undefined) return 'append';
  if (effect !== undefined && effect.mode !== 'delete' && effect.mode !== 'touch') return effect.mode;
  return text === undefined && record.hash === undefined ? 'touch' : 'replace';
}

function recordArtifact(deed: StoreDeed, record: StoredRecord, place: ToolPlace): ArtifactRef {
  const store = deed.store ?? '';
  const scope = place.scope === '' || store === '' ? place.scope + store : `${place.scope}/${store}`;
  return { channel: 'memory', scope, key: record.id ?? ANY_RECORD };
}
