import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where recorded runs are looked for; what rests on them is skipped, and said so, when the folder is absent. */
export const DATA = join('..', 'shared', 'data');

/** A message of a recorded run, in OpenAI's shape. */
export interface Message {
  role: string;
  content?: string | null;
  tool_calls?: { id?: string; function: { name: string; arguments: unknown } }[] | null;
  tool_call_id?: string;
  name?: string;
  [more: string]: unknown;
}

/** A recorded run. What is not `messages` is truth or bookkeeping, and no detector sees it. */
export interface Run {
  id: string;
  messages: Message[];
}

export interface DojoRun extends Run {
  pipeline: string;
  suite: string;
  attack: string | null;
  payloadRead: boolean | null;
  acted: 'completed' | 'started' | 'no' | 'unknown' | null;
}

export interface AsbRun extends Run {
  channel: 'tool' | 'memory' | 'clean';
  model: string;
  attackTool: string;
  attackToolCalled: 'after' | 'before' | 'none' | null;
  payloadRead: boolean | null;
  memoryFound: boolean;
}

/** The runs of all files of a folder, `undefined` when it is absent. */
export function runs<T extends Run>(folder: string, isWanted: (name: string) => boolean = () => true): T[] | undefined {
  const path = join(DATA, folder);
  if (!existsSync(path)) return undefined;
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl.gz') && isWanted(name))
    .sort()
    .flatMap((name) =>
      gunzipSync(readFileSync(join(path, name)))
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T),
    );
}
