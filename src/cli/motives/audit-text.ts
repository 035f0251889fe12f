import type { MotivesDocument, TestResult } from '../../motives/index.ts';
import type { Styler } from '../output/style.ts';
import { plural, table } from '../output/table.ts';
import { figure, percent } from './numbers.ts';

const TESTS_SHOWN = 12;
const PAIRS_SHOWN = 8;

/** The audit in one line. */
export function bestTest({ audit }: MotivesDocument, style: Styler): string {
  const [best] = audit.tests;
  if (!best || best.gain.bits < 1e-9) return 'Best next test: none of them tells anything about the kind.';
  return (
    `Best next test: ${style('bold', best.test.id)} (${best.test.label}), ${bits(best)} of the ` +
    `${figure(audit.entropy)} bits that the kind is unknown by${pair(best)}.`
  );
}

export function auditLines({ audit, observed }: MotivesDocument, style: Styler): string[] {
  const rows = audit.tests
    .slice(0, TESTS_SHOWN)
    .map((one) => [
      one.test.id,
      bits(one),
      figure(one.test.cost),
      figure(one.perCost),
      one.separates === null ? '' : `${one.separates.a} / ${one.separates.b} ${figure(one.separates.bits)}`,
      one.test.label,
    ]);
  const more = audit.tests.length - TESTS_SHOWN;
  return [
    style('bold', 'Tests, by expected information about the kind for their cost'),
    ...table(
      ['test', 'bits', 'cost', 'bits/cost', 'tells apart best (bits an episode)', 'what is looked at'],
      rows,
      [24, 16, 8, 9, 48, 60],
    ),
    ...(more > 0 ? [`… and ${plural(more, 'more test')}: --format json has them`] : []),
    ...audit.alike
      .slice(0, PAIRS_SHOWN)
      .map(({ a, b, bits: most }) => `No test here tells ${a} from ${b}: ${figure(most)} bits an episode at best.`),
    ...(observed.length === 0
      ? []
      : audit.kinds.map(
          ({ kind, prior, posterior }) => `After what was observed: ${kind} ${percent(prior)} -> ${percent(posterior)}`,
        )),
  ];
}

function bits({ gain }: TestResult): string {
  return gain.standardError === null
    ? figure(gain.bits)
    : `${gain.bits.toFixed(2)} ± ${(2 * gain.standardError).toFixed(2)}`;
}

function pair({ separates }: TestResult): string {
  return separates === null ? '' : `; tells ${separates.a} from ${separates.b} best`;
}
