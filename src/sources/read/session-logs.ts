import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findInputs } from './inputs.ts';

/** A place where a client keeps its session logs on this machine. */
export interface SessionLogs {
  /** The client, for people. */
  client: string;
  folder: string;
  files: number;
  bytes: number;
}

/**
 * The standard places for session logs that exist, by name and size alone: no file is opened. `home` is the user's home
 * folder, `env` the environment (`CLAUDE_CONFIG_DIR` and `CODEX_HOME` move two of the places).
 */
export function findSessionLogs(home: string, env: Readonly<Record<string, string | undefined>>): SessionLogs[] {
  const places: [client: string, folder: string][] = [
    ['Claude Code', join(env.CLAUDE_CONFIG_DIR || join(home, '.claude'), 'projects')],
    ['Codex CLI', join(env.CODEX_HOME || join(home, '.codex'), 'sessions')],
    ['Gemini CLI', join(home, '.gemini', 'tmp')],
  ];
  return places.flatMap(([client, folder]) => {
    if (!existsSync(folder)) return [];
    const { inputs } = findInputs([folder]);
    return [{ client, folder, files: inputs.length, bytes: inputs.reduce((sum, input) => sum + input.size, 0) }];
  });
}
