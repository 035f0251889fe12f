import { posix } from 'node:path';
import { withExpressions } from '../../expressions/parse.ts';
import type { ExpressionText, Taint } from '../../expressions/situation.ts';
import { fetchesInScript } from '../../expressions/sources.ts';
import { taintsOf, taintsOfVariables, variablesIn } from '../../expressions/taint.ts';
import type { Prompt, RuntimeRead } from '../agent.ts';
import { frontmatterOf } from '../frontmatter.ts';
import type { SourceText } from '../position.ts';
import type { Reading } from '../reading.ts';
import { Scalar } from '../text.ts';
import type { DraftStep } from '../workflow/draft.ts';

/** A prompt with the outside texts that reach it, shell variables that it names included. */
export function promptOf(text: ExpressionText, step: DraftStep, role: Prompt['role'], from: string): Prompt {
  const direct = taintsOf({ text, scope: step.names }, from);
  const variables = taintsOfVariables(text, step.names, variablesIn(text.value));
  return { role, from, text, taints: merged(direct, variables) };
}

function merged(first: readonly Taint[], second: readonly Taint[]): readonly Taint[] {
  const known = new Set(first.map((taint) => taint.source));
  return [...first, ...second.filter((taint) => !known.has(taint.source))];
}

/** What a prompt file, a slash command or a skill adds: its text as a prompt, and the tools that it allows. */
export interface PromptFile {
  readonly prompt: Prompt | undefined;
  readonly path: string;
  readonly allowedTools: SourceText | undefined;
  readonly reads: readonly RuntimeRead[];
}

/** The file that a prompt input names. A file that an earlier step writes carries what that step was given. */
export function promptFile(
  path: ExpressionText,
  step: DraftStep,
  before: readonly DraftStep[],
  from: string,
  reading: Reading,
): PromptFile {
  const name = posix.normalize(path.value.trim().replace(/^\$\{\{\s*github\.workspace\s*\}\}\//, ''));
  const real = name.includes('${{') ? undefined : reading.tree.resolve(name);
  if (real !== undefined) return fromTree(real, step, from, reading);
  const base = name.slice(name.lastIndexOf('/') + 1);
  const taints: Taint[] = [];
  for (const earlier of before) {
    const { run } = earlier;
    if (run === undefined || base.length < 3 || !run.value.includes(base)) continue;
    taints.push(...taintsOf({ text: run, scope: earlier.names }, `writes ${base}`));
    taints.push(...taintsOfVariables(run, earlier.names, variablesIn(run.value)));
    for (const { what, start, end } of fetchesInScript(run.value)) {
      const span = run.spanOf(start, end);
      taints.push({
        source: what,
        writer: 'anyone',
        by: 'other',
        events: [],
        path: [{ span, what: `fetched and written to ${base}` }],
      });
    }
  }
  return {
    prompt: { role: 'prompt', from, text: path, taints: merged(taints, []) },
    path: name,
    allowedTools: undefined,
    reads: [],
  };
}

/** `/review 12` of Claude Code: `.claude/commands/review.md`, or the skill of that name. */
export function slashCommand(prompt: ExpressionText, step: DraftStep, reading: Reading): PromptFile | undefined {
  const name = /^\s*\/([\w:-]{1,100})/.exec(prompt.value)?.[1];
  if (name === undefined) return undefined;
  const path = name.replaceAll(':', '/');
  for (const candidate of [`.claude/commands/${path}.md`, `.claude/skills/${path}/SKILL.md`]) {
    const real = reading.tree.resolve(candidate);
    if (real !== undefined) return fromTree(real, step, real, reading);
  }
  return undefined;
}

function fromTree(real: string, step: DraftStep, from: string, reading: Reading): PromptFile {
  const map = reading.text(real);
  if (map === undefined) return { prompt: undefined, path: real, allowedTools: undefined, reads: [] };
  const front = frontmatterOf(map, reading.leaveOut);
  const body = withExpressions(
    new Scalar(map.text.slice(front.bodyStart), map, front.bodyStart, map.text.length, 'raw'),
  );
  // The file's own text is the repository's; only what it names of the step's variables comes from outside.
  const taints = taintsOfVariables(body, step.names, variablesIn(body.value));
  return {
    prompt: { role: 'prompt', from, text: body, taints },
    path: real,
    allowedTools: front.fields.get('allowed-tools'),
    reads: [],
  };
}
