import { CordonError } from '../../fleet/error.ts';
import { type Axes, grid, type Model, PRIORS, type Settings } from '../../motives/index.ts';

const MOST_VALUES = 100_000;

/** `--set NAME=VALUE`, `--train N`: what the command line chooses over the file. */
export function settingsOf(model: Model, set: readonly string[], train: string | undefined): Settings {
  const axes = Object.fromEntries(set.map((text) => axisOf(model, text, '--set')));
  const several = Object.entries(axes).find(([, values]) => values.length !== 1);
  if (several) throw new CordonError('usage', `--set ${several[0]} has more than one value`, { hint: 'Use --sweep.' });
  const [chosen] = grid(axes);
  if (train === undefined) return chosen!;
  const steps = numberOf(train, `--train ${train}`);
  const { selection } = model;
  // Both versions of selection run for as long: the shared one learns as much per step as the file says.
  const perStep = selection.steps > 0 ? selection.learning / selection.steps : 1;
  return { ...chosen!, steps, learning: perStep * steps };
}

/** `NAME=V,V,V` or `NAME=LOW:HIGH:COUNT`. */
export function axesOf(model: Model, sweep: readonly string[]): Axes {
  return Object.fromEntries(sweep.map((text) => axisOf(model, text, '--sweep')));
}

function axisOf(model: Model, text: string, option: string): [string, number[]] {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  if (at < 1) throw new CordonError('usage', `${option} ${text} is not NAME=VALUE`);
  known(model, name);
  const values = text.slice(at + 1);
  const [low, high, count, ...rest] = values.split(':').map((part) => numberOf(part, `${option} ${text}`, values));
  if (high === undefined) return [name, values.split(',').map((part) => numberOf(part, `${option} ${text}`))];
  if (count === undefined || rest.length > 0 || !Number.isInteger(count) || count < 2 || count > MOST_VALUES) {
    throw new CordonError('usage', `${option} ${text}: a range is LOW:HIGH:COUNT, with 2 values or more`);
  }
  return [name, Array.from({ length: count }, (_, i) => low! + ((high - low!) * i) / (count - 1))];
}

function known(model: Model, name: string): void {
  const [group, key] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  const some: readonly string[] | undefined =
    group === 'operations' ? model.operations.map(({ id }) => id) : group === 'priors' ? PRIORS : undefined;
  if (some && !some.includes(key)) {
    throw new CordonError('usage', `the model has no ${name}`, { hint: `It has ${some.join(', ') || 'none'}.` });
  }
}

function numberOf(text: string, where: string, list?: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isNaN(value) || list?.includes(',')) return value;
  throw new CordonError('usage', `${where}: "${text}" is no number`);
}
