import { readFileSync, statSync } from 'node:fs';
import { CordonError } from '../../fleet/error.ts';
import { DEFAULT_MODEL, type Model, readModel } from '../../motives/index.ts';

const LARGEST = 4 * 1024 * 1024;
const PROBLEMS_TOLD = 5;

/**
 * The model of a file, or the built-in one.
 *
 * @throws CordonError `bad-config` naming file, line, what is wrong and what to do
 */
export function modelOfFile(path: string | undefined): { model: Model; warnings: string[] } {
  const { model, problems } = readModel(path === undefined ? DEFAULT_MODEL : textOf(path), path ?? 'built-in model');
  const told = problems.map(({ file, line, message, hint }) => ({ text: `${file}:${line}: ${message}`, hint }));
  if (model) return { model, warnings: told.map(({ text, hint }) => `${text}. ${hint}`) };
  const [first, ...rest] = told;
  const others = rest.slice(0, PROBLEMS_TOLD - 1).map(({ text }) => `\n${text}`);
  const left = rest.length - others.length;
  throw new CordonError(
    'bad-config',
    `${first?.text ?? ''}${others.join('')}${left > 0 ? `\n… and ${left} more` : ''}`,
    {
      hint: first?.hint ?? '',
    },
  );
}

function textOf(path: string): string {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new CordonError('bad-config', `${path} is no file`);
    if (stat.size > LARGEST) throw new CordonError('bad-config', `${path} is larger than 4 MiB`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof CordonError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new CordonError('bad-config', `cannot read ${path}: ${code}`, { cause: error });
  }
}
