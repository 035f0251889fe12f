import type { DraftRead } from '../tools/index.ts';
import { fileArtifact, type ToolPlace } from '../tools/index.ts';
import type { Instructions } from './instructions.ts';

/** From this version on the client loads AGENTS.md where there is no CLAUDE.md. */
const AGENTS_SINCE = [2, 1, 277];

/** What decides which files the client loads by itself. */
export interface Loading {
  cwd: string;
  version: string | undefined;
  subagent: boolean;
  /** What is known of instruction files so far. */
  instructions: Instructions;
}

/**
 * The files that Claude Code loads by itself when a session starts: instructions of the project and of the user, and the
 * project's auto memory (not in sub-agents), whether or not they exist; and of the directories above, and of imports,
 * those that are known to exist. Without text: where the log shows one of them in an attachment, that read carries it.
 */
export function ruleReads(loading: Loading, place: ToolPlace): DraftRead[] {
  const { cwd, version, subagent, instructions } = loading;
  const home = homeOf(cwd);
  const paths = ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'].map((path) => `${cwd}/${path}`);
  paths.push(`${home}/.claude/CLAUDE.md`);
  if (!instructions.isIn(cwd) && isSince(version, AGENTS_SINCE)) paths.push(`${cwd}/AGENTS.md`);
  if (!subagent) paths.push(`${home}/.claude/projects/${cwd.replace(/[^A-Za-z0-9]/g, '-')}/memory/MEMORY.md`);
  paths.push(...instructions.above(cwd));
  paths.push(...instructions.importedBy(paths));
  return loaded(paths, place);
}

/** What the client loads beside a file that was read: instructions of the directories between it and `cwd`, once each. */
export function nestedReads(
  path: string,
  place: ToolPlace,
  instructions: Instructions,
  session: { readonly instructed: Set<string> },
): DraftRead[] {
  const paths = place.cwd === undefined ? [] : instructions.beside(path, place.cwd).filter((one) => one !== path);
  if (paths.length === 0) return [];
  const { instructed } = session;
  const fresh = [...paths, ...instructions.importedBy(paths)].filter((one) => !instructed.has(one));
  for (const one of fresh) instructed.add(one);
  return loaded(fresh, place);
}

function loaded(paths: readonly string[], place: ToolPlace): DraftRead[] {
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
