import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colour on a terminal that wants it: never in a pipe or a file, and not with NO_COLOR. */
export function styler(
  terminal: boolean,
  env: NodeJS.ProcessEnv = process.env,
): (style: Style, text: string) => string {
  const colour = terminal && (env.NO_COLOR === undefined || env.NO_COLOR === '') && env.TERM !== 'dumb';
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

export type Styler = ReturnType<typeof styler>;
