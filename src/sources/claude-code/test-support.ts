import type { CallEvent, FleetEvent, ReadEvent, WriteEvent } from '../../fleet/index.ts';
import type { SourceContext } from '../source.ts';
import { claudeCode } from './index.ts';

/** What reading gave, the kinds of events apart. */
export interface Read {
  events: FleetEvent[];
  skipped: string[];
  reads: ReadEvent[];
  writes: WriteEvent[];
  calls: CallEvent[];
}

/** Reads files of one run, each a list of records. */
export function readFiles(files: unknown[][], state = new Map<string, unknown>()): Read {
  const events: FleetEvent[] = [];
  const skipped: string[] = [];
  for (const [file, records] of files.entries()) {
    const context: SourceContext = {
      file,
      path: `${file}.jsonl`,
      emit: (event) => events.push(event),
      skip: (line, reason) => skipped.push(`${file}:${line} ${reason}`),
      hint: () => {},
      options: {},
      state,
    };
    const reader = claudeCode.lines!(context);
    for (const [at, record] of records.entries()) {
      reader.line(typeof record === 'string' ? record : JSON.stringify(record), at + 1);
    }
    reader.end();
  }
  claudeCode.finish!(state);
  const of = <K extends FleetEvent['kind']>(kind: K) => events.filter((event) => event.kind === kind) as never[];
  return { events, skipped, reads: of('read'), writes: of('write'), calls: of('call') };
}

let counter = 0;
/** Fields of every record: a new id, a second later. */
export const base = (extra: object = {}) => ({
  uuid: `u${++counter}`,
  sessionId: 's1',
  cwd: '/home/u/p',
  version: '2.1.20',
  gitBranch: 'main',
  timestamp: new Date(1_760_000_000_000 + counter * 1000).toISOString(),
  ...extra,
});
export const user = (content: unknown, extra: object = {}) =>
  base({ type: 'user', message: { role: 'user', content }, ...extra });
export const assistant = (content: unknown[], extra: object = {}, message: object = {}) =>
  base({
    type: 'assistant',
    message: { role: 'assistant', model: 'm', id: `msg${counter}`, content, ...message },
    ...extra,
  });
export const use = (id: string, name: string, input: unknown) => ({ type: 'tool_use', id, name, input });
export const answer = (id: string, content: unknown, extra: object = {}) =>
  user([{ type: 'tool_result', tool_use_id: id, content }], extra);
/** Reads but those of files that the client loads by itself. */
export const observed = (read: Read) => read.reads.filter((event) => event.how !== 'rule');
