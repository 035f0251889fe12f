import type { Comparison, MotivesDocument } from '../../motives/index.ts';
import type { Styler } from '../output/style.ts';
import { table } from '../output/table.ts';
import { figure, fromTo, range } from './numbers.ts';

const WORDS = {
  arises: 'chance that training makes a schemer',
  audits: 'audits before deployment',
  auditStrength: 'chance that an audit finds it, at stealth 0',
  seeds: 'expected seeds in deployment',
  r0: 'R0 of the strongest schemer',
  monitoring: 'chance that monitoring stops an act, at stealth 0',
} as const;

/** What stands firm over all ranges, in a sentence. */
export function routesAnswer({ routes }: MotivesDocument): string {
  const of = (verdict: string): number[] =>
    routes.byStealth.filter((row) => row.verdict === verdict).map(({ stealth }) => stealth);
  const [spread, deceptive, open] = [of('spread'), of('deceptive'), of('open')];
  if (open.length === routes.byStealth.length) {
    return 'Spread or deceptive alignment: open at every stealth; either can be the likelier route within the ranges (conditions below).';
  }
  const at = (route: string, some: readonly number[]): string =>
    some.length === 0 ? '' : `${route} is likelier at stealth ${fromTo({ lower: some[0]!, upper: some.at(-1)! })}`;
  const said = [at('spread', spread), at('deceptive alignment', deceptive)].filter((text) => text !== '');
  return `Over all ranges ${said.join('; ')}${open.length > 0 ? '; open elsewhere' : ''}.`;
}

export function routeLines({ routes }: MotivesDocument, style: Styler): string[] {
  const rows = routes.byStealth
    .filter((_, i) => i % 5 === 0)
    .map(({ stealth, deceptive, spread, verdict }) => [figure(stealth), fromTo(deceptive), fromTo(spread), verdict]);
  return [
    style('bold', 'Two routes to consistent misalignment: lowest to highest chance over the ranges below'),
    ...table(['stealth', 'deceptive alignment', 'spread in deployment', 'likelier'], rows, [7, 28, 28, 10]),
    ...Object.entries(WORDS).map(
      ([input, words]) => `  ${words}: ${range(routes.inputs[input as keyof typeof WORDS])}`,
    ),
    ...conditions(routes),
  ];
}

/** At a middling stealth, with the other inputs at their estimates. */
function conditions({ conditions: all }: Comparison): string[] {
  const [middle] = all.filter(({ stealth }) => stealth >= 0.5);
  const some = all.filter(({ stealth }) => stealth === middle?.stealth);
  return [
    `At stealth ${figure(middle?.stealth ?? 0)}, the other inputs at their estimates, spread is the likelier route where`,
    ...some.map(({ input, spreadLikelier, value, range: within }) => {
      const where =
        value === null
          ? `${spreadLikelier === 'always' ? 'any' : 'no'} value from ${fromTo(within)}`
          : `${spreadLikelier} ${figure(value)}`;
      return `  ${WORDS[input]}: ${where}`;
    }),
  ];
}
