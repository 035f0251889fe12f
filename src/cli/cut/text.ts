import type { CutDocument, CutOutbreak, CutRelapse, CutStep } from '../../fleet/index.ts';
import { withinText } from '../outbreak/within.ts';
import { oneLine } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { count, plural, table } from '../output/table.ts';

const WIDTH = 110;
const FORWARD = 10;
const CARRIERS = 10;
const CUTS = 10;
const CHOKES = 3;
const FOUND = 20;

export interface TextOptions {
  /** Print the plan step by step. */
  plan: boolean;
  style: Styler;
}

/** The finding for a terminal: what is to be expected, who and what carries it on, what stops it, the plan. */
export function cutText(doc: CutDocument, { plan, style }: TextOptions): string {
  const { sessions, withContent } = doc.coverage;
  const lines = [
    style('bold', `cordon cut: ${plural(sessions, 'session')}; a dry run, nothing is changed`),
    `Coverage   ${count(withContent)} of ${plural(sessions, 'session')} fully seen`,
  ];
  for (const outbreak of doc.outbreaks) lines.push('', ...outbreakLines(outbreak, plan, style));
  const skipped = doc.skipped.reduce((sum, one) => sum + (one.count ?? 1), 0);
  if (skipped > 0) lines.push('', `${plural(skipped, 'record')} skipped (--format json lists them)`);
  return `${lines.join('\n')}\n`;
}

function outbreakLines(outbreak: CutOutbreak, plan: boolean, style: Styler): string[] {
  const lines = [`${outbreak.of === 'seed' ? 'Seed      ' : 'Behaviour '} ${oneLine(outbreak.name, WIDTH)}`, ''];
  if (outbreak.relapse !== undefined) return [...lines, ...relapseLines(outbreak.relapse, style)];
  if (outbreak.cases === 0) return [...lines, style('yellow', 'No case was found, so there is nothing to cut.')];
  lines.push(...stateLines(outbreak), ...forwardLines(outbreak, style), ...carrierLines(outbreak, style));
  lines.push('', ...cutLines(outbreak, style));
  if (outbreak.protect !== undefined) lines.push('', ...protectLines(outbreak.protect, style));
  if (plan) lines.push('', ...planLines(outbreak, style));
  else if (outbreak.plan.length > 0) lines.push('', 'As an ordered, reversible plan: --plan');
  lines.push('', ...outbreak.notes.map((note) => style('dim', `Note  ${note}`)));
  return lines;
}

function stateLines({
  cases,
  exposed,
  forward,
  forwardInAll,
  expected,
  generations,
  horizon,
  untold,
  eigenvalue,
}: CutOutbreak): string[] {
  const running = forward.filter((one) => one.running).length;
  return [
    `${number(cases)} ${cases === 1 ? 'case' : 'cases'}, and ${plural(exposed, 'session')} that met what one wrote before any onset of their own`,
    `${number(forwardInAll)} of these show nothing and may be infected, ${count(running)} still running`,
    untold === null
      ? `Expected   ${figure(expected)} further cases ${withinText(horizon, generations)}, if nothing is done`
      : `Expected   cannot tell: ${untold}`,
    `Eigenvalue ${figure(eigenvalue)} of the next-generation matrix over agents: above 1 it keeps going by itself`,
  ];
}

function forwardLines({ forward, forwardInAll }: CutOutbreak, style: Styler): string[] {
  if (forward.length === 0) return [];
  const rows = forward
    .slice(0, FORWARD)
    .map((one) => [
      one.session,
      one.agent,
      percent(one.probability),
      one.running ? 'running' : 'ended',
      one.artifact ?? '(no address)',
    ]);
  const [head, ...body] = table(
    ['MAY BE INFECTED', 'AGENT', 'PROBABILITY', 'IT HAS', 'READ IT IN'],
    rows,
    [36, 24, 20, 7, 44],
  );
  const more = forwardInAll - rows.length;
  return ['', style('bold', head!), ...body, ...(more > 0 ? [`and ${count(more)} more (--format json)`] : [])];
}

function carrierLines({ carriers }: CutOutbreak, style: Styler): string[] {
  if (carriers.length === 0) return [];
  const rows = carriers
    .slice(0, CARRIERS)
    .map(({ artifact, sessions, agents, persistent }) => [
      artifact,
      count(sessions),
      count(agents),
      persistent ? 'outlives a reset' : '',
    ]);
  const [head, ...body] = table(['STILL CARRIES IT', 'SESSIONS READ IT', 'OF AGENTS', ''], rows, [60, 16, 9, 18]);
  const more = carriers.length - rows.length;
  return ['', style('bold', head!), ...body, ...(more > 0 ? [`and ${count(more)} more (--format json)`] : [])];
}

function cutLines({ cuts, chokes }: CutOutbreak, style: Styler): string[] {
  if (cuts.length === 0) return ['No cut prevents anything: nothing is known that could still pass it on.'];
  const rows = cuts
    .slice(0, CUTS)
    .map(({ kind, target, prevents, disruption, remaining }) => [
      kind,
      target,
      figure(prevents),
      count(Math.round(disruption)),
      figure(remaining),
    ]);
  const [head, ...body] = table(
    ['CUT', 'WHAT', 'PREVENTS', 'READS LOST', 'CASES STILL EXPECTED'],
    rows,
    [10, 56, 22, 10, 22],
  );
  const lines = [style('bold', head!), ...body];
  const dropping = chokes.filter(({ drop }) => drop > 0.0005).slice(0, CHOKES);
  if (dropping.length > 0) {
    lines.push('', 'Choke points: by how much the eigenvalue drops when the artifact is frozen');
    for (const { artifact, drop } of dropping)
      lines.push(`  ${drop.toPrecision(2).padStart(7)}  ${oneLine(artifact, 90)}`);
  }
  return lines;
}

function protectLines(
  { asked, answer, cuts, disruption }: NonNullable<CutOutbreak['protect']>,
  style: Styler,
): string[] {
  const what = asked.map((name) => oneLine(name, 60)).join(', ');
  switch (answer) {
    case 'apart':
      return [`To protect ${what}: nothing to cut. No way leads there in what was observed.`];
    case 'reached':
      return [style('yellow', `${what}: it is there already, so no cut can keep it away.`)];
    case 'unknown':
      return [style('yellow', `To protect ${what}: cannot tell. The search was too large and was given up.`)];
    case 'cut':
      return [
        `To protect ${what}: ${plural(cuts.length, 'cut')}, ${plural(Math.round(disruption), 'read')} lost; nothing that loses fewer does`,
        ...cuts.slice(0, CUTS).map(({ kind, target }) => `  ${kind.padEnd(10)} ${oneLine(target, 90)}`),
        ...(cuts.length > CUTS ? [`  and ${count(cuts.length - CUTS)} more (--format json)`] : []),
      ];
  }
}

function planLines({ plan, remaining, untold }: CutOutbreak, style: Styler): string[] {
  if (plan.length === 0) return ['Plan: nothing to do.'];
  const lines = [style('bold', `Plan: ${plural(plan.length, 'step')}, in this order; Cordon does none of them`)];
  for (const step of plan) lines.push(...stepLines(step, style));
  if (untold === null) lines.push('', `When all is done, ${figure(remaining)} further cases are still expected.`);
  return lines;
}

function stepLines({ step, do: todo, undo, why, prevents, disruption }: CutStep, style: Styler): string[] {
  const lost = plural(Math.round(disruption), 'read');
  const effect =
    prevents === null
      ? ''
      : prevents.upper === 0
        ? ` No case is expected of it, but it may be read again; ${lost} lost.`
        : ` Prevents ${figure(prevents)} cases; ${lost} lost.`;
  const all = Number.POSITIVE_INFINITY;
  return [
    `${String(step).padStart(3)}. ${oneLine(todo, all)}`,
    style('dim', `     why   ${oneLine(why, all)}${effect}`),
    style('dim', `     undo  ${oneLine(undo, all)}`),
  ];
}

const OUTCOME = {
  relapse: 'Relapse: it is back.',
  held: 'Held: every place that carried it was looked at since, and every session was fully seen.',
  'cannot-tell': 'Cannot tell: nothing was found, but not everything was looked at.',
};

function relapseLines(relapse: CutRelapse, style: Styler): string[] {
  const { outcome, sessions, seen, found, carriers } = relapse;
  const colour = outcome === 'held' ? 'green' : outcome === 'relapse' ? 'red' : 'yellow';
  const now = (state: string) => carriers.filter((carrier) => carrier.now === state).length;
  const lines = [
    style(colour, OUTCOME[outcome]),
    `Since ${relapse.since.slice(0, 16).replace('T', ' ')}: ${plural(sessions, 'session')}, ${count(seen)} fully seen`,
  ];
  if (carriers.length > 0) {
    lines.push(
      `Of ${plural(carriers.length, 'artifact')} that carried it: ${count(now('back'))} with it again, ${count(now('clean'))} seen without it, ${count(now('not-seen'))} not looked at since`,
    );
  }
  if (found.length === 0) return lines;
  const rows = found
    .slice(0, FOUND)
    .map((one) => [
      (one.time ?? 'no time').slice(0, 16).replace('T', ' '),
      `${one.kind}${one.altered ? ' (altered)' : ''}`,
      one.session,
      one.agent,
      one.artifact ?? '-',
    ]);
  const [head, ...body] = table(['WHEN', 'WHAT', 'SESSION', 'AGENT', 'WHERE'], rows, [16, 24, 36, 24, 44]);
  lines.push('', style('bold', head!));
  body.forEach((line, i) => {
    lines.push(line);
    const { passage } = found[i]!;
    if (passage !== undefined) lines.push(style('dim', `    “${oneLine(passage, WIDTH - 8)}”`));
  });
  if (found.length > FOUND) lines.push(`and ${count(found.length - FOUND)} more (--format json)`);
  return lines;
}

function number(n: number): string {
  return count(n).padStart(6);
}

/** `2.1 (0.3 to 9)`. */
function figure({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): string {
  return `${short(estimate)} (${short(lower)} to ${short(upper)})`;
}

function short(x: number): string {
  if (x < 0.005) return '0';
  return x >= 100 ? count(Math.round(x)) : x >= 10 ? x.toFixed(0) : x >= 1 ? x.toFixed(1) : x.toFixed(2);
}

function percent({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): string {
  const of = (x: number) => Math.round(x * 100);
  return `${of(estimate)} % (${of(lower)} to ${of(upper)})`;
}
