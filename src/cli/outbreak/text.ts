import type { TraceCut, TraceOutbreak } from '../../fleet/index.ts';
import { percent } from '../cases/text.ts';
import { oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { count, plural } from '../output/table.ts';
import type { LazyDocument } from '../trace/long-list.ts';
import { withinText } from './within.ts';

const WIDTH = 110;
/** Outbreaks that are printed in full; the others are in the other formats. */
const SHOWN = 4;

type Figure = TraceOutbreak['reproduction']['R'];

/** Of each outbreak: where it began, R by channel, the best cut, and the rival explanation. */
export function outbreakLines(doc: LazyDocument, style: Styler): string[] {
  const told = (doc.outbreaks ?? []).filter(({ cases }) => cases > 1);
  const lines = told.slice(0, SHOWN).flatMap((outbreak) => ['', ...linesOf(outbreak, doc, style)]);
  if (told.length > SHOWN) lines.push(`and ${plural(told.length - SHOWN, 'more outbreak')} (--format json lists all)`);
  return lines;
}

function linesOf(outbreak: TraceOutbreak, doc: LazyDocument, style: Styler): string[] {
  const of = outbreak.seed === undefined ? outbreak.behaviour : `seed ${outbreak.seed + 1}`;
  const title = doc.seeds.length > 1 || outbreak.seed === undefined ? ` of ${of}` : '';
  const { rival, transmission, cuts } = outbreak;
  const head = {
    yes: `Outbreak${title}: ${plural(outbreak.cases, 'case')}, ${clustersText(outbreak)}`,
    'cannot-tell': `${plural(outbreak.cases, 'case')}${title}: cannot tell whether they infected one another`,
    no: `${plural(outbreak.cases, 'case')}${title}: no sign that they infected one another`,
  }[transmission];
  const lines = [style('bold', head)];
  if (transmission === 'yes') {
    lines.push(...sourceLines(outbreak), ...reproductionLines(outbreak));
    const best = cuts.plan[0] ?? cuts.ranked[0];
    if (best !== undefined && best.prevents.estimate > 0.005) lines.push(`Best cut   ${cutText(best, outbreak)}`);
    if (outbreak.mayBeInfectedInAll > 0) {
      const running = outbreak.mayBeInfected.filter((one) => one.running).length;
      const first = outbreak.mayBeInfected[0]!;
      lines.push(
        `May follow ${plural(outbreak.mayBeInfectedInAll, 'session')} met it and ${outbreak.mayBeInfectedInAll === 1 ? 'shows' : 'show'} nothing ` +
          `(${count(running)} may still run); likeliest ${oneLine(first.session, 40)}, ${percent(first.probability.estimate)}`,
      );
    }
  }
  lines.push(
    style(
      'dim',
      `Rival      ${rival.explanation} (log likelihood ratio ${rival.evidence.toFixed(1)} for transmission)`,
    ),
  );
  for (const text of rival.against) lines.push(style('dim', `           against it: ${oneLine(text, WIDTH)}`));
  for (const text of rival.for) lines.push(style('dim', `           for it: ${oneLine(text, WIDTH)}`));
  return lines;
}

function clustersText({ clusters, introductions }: TraceOutbreak): string {
  const tied = clusters.filter(({ cases }) => cases > 1).length;
  const groups =
    tied === clusters.length && tied === 1 ? 'all tied together' : `${plural(tied, 'chain')} of more than one`;
  return `${groups}; ${number(introductions.estimate)} from outside or by themselves (${number(introductions.lower)} to ${number(introductions.upper)})`;
}

function sourceLines({ clusters }: TraceOutbreak): string[] {
  const largest = [...clusters].sort((a, b) => b.cases - a.cases)[0];
  if (largest === undefined || largest.cases < 2) return [];
  const sources = largest.sources
    .slice(0, 3)
    .map(
      ({ session, probability }) =>
        `${session === null ? 'a case not seen' : oneLine(session, 44)} ${percent(probability)}`,
    );
  return [`Began with ${sources.join('; ')}`];
}

function reproductionLines({ reproduction }: TraceOutbreak): string[] {
  const { R, channels, method } = reproduction;
  const how = method === 'tree' ? 'from who infected whom' : 'from the onsets alone';
  const lines = [`R          ${figure(R)}, ${how}`];
  const shown = channels.filter((one) => !('notEstimable' in one.R) || one.transmissions > 0);
  for (const one of shown) {
    lines.push(
      `           ${one.channel.padEnd(10)} ${figure(one.R)}; ${number(one.transmissions)} of the cases came through it`,
    );
  }
  return lines;
}

function figure(value: Figure): string {
  if ('notEstimable' in value) return `not estimable: ${oneLine(value.notEstimable, WIDTH)}`;
  return `${number(value.estimate)} (${number(value.lower)} to ${number(value.upper)})`;
}

const DOES: Record<TraceCut['kind'], string> = {
  purge: 'purge what cases wrote from',
  freeze: 'freeze',
  reset: 'reset running sessions of',
  close: 'close the channel',
  quarantine: 'quarantine',
};

function cutText({ kind, target, prevents, disruption }: TraceCut, { cuts }: TraceOutbreak): string {
  const reads =
    disruption === 0 ? 'at no cost in other reads' : `at the cost of ${plural(Math.round(disruption), 'other read')}`;
  if (cuts.untold !== null) {
    return `${DOES[kind]} ${oneLine(target, 60)}, ${reads}; how many cases that prevents cannot be told: ${cuts.untold}`;
  }
  return (
    `${DOES[kind]} ${oneLine(target, 60)}: prevents ${number(prevents.estimate)} ` +
    `(${number(prevents.lower)} to ${number(prevents.upper)}) of ${number(cuts.baseline.estimate)} further cases ` +
    `${withinText(cuts.horizon, cuts.generations)}, ${reads}`
  );
}

/** Two digits that mean something. */
function number(value: number): string {
  if (value >= 100) return count(Math.round(value));
  return value >= 10
    ? value.toFixed(0)
    : value >= 0.095 || value === 0
      ? value.toFixed(1)
      : value < 0.005
        ? '0.00'
        : value.toFixed(2);
}
