import type { TraceBehaviour, TraceCase, TraceChannelRate } from '../../fleet/index.ts';
import { oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { count, plural, table } from '../output/table.ts';
import type { LazyDocument } from '../trace/long-list.ts';

/** Rows of the table of cases; the rest is in the other formats. */
const ROWS = 30;
const WIDTH = 110;
const NOTES = 2;
const DISMISSALS = 10;

/** What was found of cases, for a terminal: how many, of how many, through what, then the cases in order of onset. */
export function caseLines(doc: LazyDocument, style: Styler): string[] {
  const { summary, behaviours = [], cases = [], channels = [], dismissals = [] } = doc;
  if (summary === undefined) return [];
  const lines = [
    `${style('bold', count(summary.called).padStart(6))} called     probable or confirmed cases`,
    `${style('bold', count(summary.reported - summary.called).padStart(6))} suspected`,
  ];
  if (dismissals.length > 0) {
    lines.push(
      `${count(dismissals.length).padStart(6)} dismissed  looked at by a person, and no case`,
      ...dismissals
        .slice(0, DISMISSALS)
        .map((one) => `${' '.repeat(18)}${oneLine(one.session, 40)} (${one.behaviour}): ${oneLine(one.reason, WIDTH)}`),
    );
    const more = dismissals.length - DISMISSALS;
    if (more > 0) lines.push(style('dim', `${' '.repeat(18)}and ${count(more)} more (--format json lists all)`));
  }
  lines.push('');
  const width = Math.max(...behaviours.map(({ id }) => id.length));
  for (const one of behaviours) lines.push(...behaviourLines(one, channels, doc, width, style));
  if (summary.trueShare !== null) {
    lines.push(
      `Hijack scores are stated at ${percent(summary.prevalence)} of sessions hijacked; there, about ` +
        `${percent(summary.trueShare)} of the called would be true.`,
    );
  }
  for (const judge of doc.judges ?? []) {
    const cost = judge.cost === undefined ? '' : `, cost ${judge.cost}`;
    lines.push(
      `Judge ${oneLine(judge.judge, 40)}  asked ${plural(judge.asked, 'text')}: ${count(judge.yes)} yes, ` +
        `${count(judge.failed)} failed, ${count(judge.unasked)} not asked${cost}`,
      ...judge.failures.slice(0, 1).map((failure) => style('yellow', `  it ${oneLine(failure, WIDTH)}`)),
    );
  }
  if (cases.length > 0) lines.push('', ...caseTable(cases, style));
  return lines;
}

function behaviourLines(
  one: TraceBehaviour,
  channels: readonly TraceChannelRate[],
  doc: LazyDocument,
  width: number,
  style: Styler,
): string[] {
  const found = one.suspected + one.probable + one.confirmed;
  const of = `of ${plural(one.assessed, 'assessed session')}`;
  const blind = one.unassessed > 0 ? `; ${count(one.unassessed)} cannot be judged` : '';
  const entered = found > 0 ? `; ${count(one.introductions)} with no known contact before` : '';
  const lines = [`${one.id.padEnd(width)}  ${plural(found, 'case')} ${of}${entered}${blind}`];
  for (const rate of channels.filter(({ behaviour }) => behaviour === one.id)) {
    lines.push(`${' '.repeat(width)}  ${attackLine(rate)}`);
  }
  for (const note of one.notes.filter((text) => !text.startsWith('Scores')).slice(0, NOTES)) {
    lines.push(style('dim', `${' '.repeat(width)}  ${oneLine(note, WIDTH + 60)}`));
  }
  return doc.coverage.sessions === 0 ? [] : lines;
}

/** `memory  12 of 40 exposed became cases: 30 % (17 to 46 %); of 158 not exposed, 1`. */
function attackLine({ channel, exposed, cases, attackRate, unexposed, unexposedCases, riskRatio }: TraceChannelRate) {
  const rate =
    attackRate === null
      ? ''
      : `: ${percent(attackRate.estimate)} (${percent(attackRate.lower)} to ${percent(attackRate.upper)})`;
  const ratio =
    riskRatio === null
      ? ''
      : `, risk ratio ${ratioText(riskRatio.estimate)} (${ratioText(riskRatio.lower)} to ${ratioText(riskRatio.upper)})`;
  const others = unexposed === 0 ? '' : `; of ${count(unexposed)} not exposed ${count(unexposedCases)}${ratio}`;
  return `${channel.padEnd(9)} ${count(cases)} of ${count(exposed)} exposed became cases${rate}${others}`;
}

function caseTable(cases: readonly TraceCase[], style: Styler): string[] {
  const rows = cases.slice(0, ROWS).map((one) => {
    const [link] = one.chain;
    const from = link === undefined ? '' : `${link.channel}${link.from === null ? '' : ` of ${link.from}`}`;
    return [
      one.status,
      one.onset?.slice(0, 16).replace('T', ' ') ?? '',
      oneLine(one.session, 40),
      one.behaviour,
      one.score === undefined ? '' : percent(one.score),
      oneLine(from, 60),
      oneLine(one.reason, WIDTH),
    ];
  });
  const head = ['STATUS', 'ONSET (UTC)', 'SESSION', 'BEHAVIOUR', 'SCORE', 'READ BEFORE', 'WHY'];
  const [first, ...body] = table(head, rows, [9, 16, 36, 20, 7, 46, 90]);
  const more = cases.length - rows.length;
  return [
    style('bold', first!),
    ...body,
    ...(more > 0 ? [style('dim', `and ${plural(more, 'more case')} (--format json lists all)`)] : []),
  ];
}

/** Rounded; a share that is not quite all is never said to be all. */
function ratioText(value: number): string {
  return value < 10 ? value.toFixed(1) : count(Math.round(value));
}

export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value >= 99.95) return `${Math.round(value)} %`;
  if (value < 0.95) return `${Number(value.toPrecision(1))} %`;
  return `${value < 9.95 || value >= 99 ? value.toFixed(1) : Math.round(value)} %`;
}
