import type { DraftRead } from '../tools/index.ts';
import { fileArtifact, type ToolPlace } from '../tools/index.ts';

/** From this version on the client loads AGENTS.md where there is no CLAUDE.md. */
const AGENTS_SINCE = [2, 1, 277];

/** What decides which files the client loads by itself. */
export interface Loading {
  cwd: string;
  version: string | undefined;
  subagent: boolean;
  /** A CLAUDE.md was seen in this directory. */
  instructed: boolean;
}

/**
 * The files that Claude Code loads by itself when a session starts, whether or not they exist: instructions of the
 * project and of the user, and the project's auto memory (not in sub-agents). Without text: where the log shows one of
 * them in an attachment, that read carries it.
 */
export function ruleReads(loading: Loading, place: ToolPlace): DraftRead[] {
  const { cwd, version, subagent, instructed } = loading;
  const home = homeOf(cwd);
  const paths = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'].map((path) => `${cwd}/${path}`);
  paths.push(`${home}/.claude/CLAUDE.md`);
  if (!instructed && isSince(version, AGENTS_SINCE)) paths.push(`${cwd}/AGENTS.md`);
  if (!subagent) paths.push(`${home}/.claude/projects/${cwd.replace(/[^A-Za-z0-9]/g, '-')}/memory/MEMORY.md`);
  const reads: DraftRead[] = [];
  for (const path of new Set(paths)) {
    const artifact = fileArtifact(path, place);
    if (artifact !== undefined) reads.push({ channel: artifact.channel, artifact, how: 'rule' });
  }
  return reads;
}

/** The home directory that a work directory lies in, so that its files have one name; `~` where it does not show. */
export function homeOf(cwd: string): string {
  return /^(?:\/(?:Users|home)\/[^/]+|\/root|[A-Za-z]:[\\/]Users[\\/][^\\/]+)(?=[\\/]|$)/.exec(cwd)?.[0] ?? '~';
}

function isSince(version: string | undefined, since: readonly number[]): boolean {
  const parts = version === undefined ? null : /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (parts === null) return false;
  for (let at = 0; at < since.length; at++) {
    const difference = Number(parts[at + 1]) - since[at]!;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
