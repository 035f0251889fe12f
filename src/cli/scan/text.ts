import type { ScanCut, ScanDocument, ScanFinding } from '../../fleet/index.ts';
import { SEVERITIES, type Severity } from '../../fleet/severity.ts';
import { oneLine, printable } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { plural } from '../output/table.ts';
import { approvalsInWords, drawLoop, labelsOf } from './drawing.ts';
import { wrap } from './explain.ts';

const COLOUR: Record<Severity, 'red' | 'yellow' | 'cyan'> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};

/** Findings shown in full, at most; the JSON has them all. */
const FINDINGS_SHOWN = 30;
const LOOPS_DRAWN = 10;
const SKIPPED_SHOWN = 5;

/** The scan for people: the answer in ten lines, then loops as loops, paths hop by hop, and what to change. */
export function scanText(doc: ScanDocument, style: Styler): string {
  const sections = [answer(doc, style), loops(doc, style), findings(doc, style), cuts(doc, style), notes(doc)];
  return `${printable(
    sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  )}\n`;
}

function answer(doc: ScanDocument, style: Styler): string[] {
  const { coverage, agents, findings: found } = doc;
  const skipped = coverage.skipped.filter(({ weight }) => weight === 'error').length;
  const lines = [
    `${style('bold', 'Scanned')} ${oneLine(coverage.root, 60)}: ${plural(coverage.workflows, 'workflow')}, ` +
      `${plural(coverage.contextFiles, 'file')} that agents load, ${plural(agents.length, 'agent')}` +
      `${skipped > 0 ? `, ${plural(skipped, 'file')} not readable` : ''}. Facts of ${coverage.factsAsOf}.`,
  ];
  if (agents.length === 0) lines.push('No agent is declared here: nothing can be said about one that no file shows.');
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const n = found.filter((f) => f.severity === severity).length;
    return n === 0 ? [] : [style(COLOUR[severity], `${n} ${severity}`)];
  });
  lines.push(`Findings: ${counts.length > 0 ? counts.join(', ') : 'none'}.`);
  lines.push(loopAnswer(doc, style));
  for (const cut of doc.cuts) {
    const what = cut.breaks === 'loops' ? 'every loop that needs no person' : 'every injection path';
    if (cut.edits.length > 0) {
      lines.push(
        `${plural(cut.edits.length, 'change')} break${cut.edits.length === 1 ? 's' : ''} ${what}` +
          `${cut.exact ? ' (no fewer do)' : ' (fewer might)'}${cut.unbroken.length > 0 ? `, but for ${cut.unbroken.length}` : ''}.`,
      );
    }
  }
  const worst = found[0];
  if (worst !== undefined && SEVERITIES.indexOf(worst.severity) >= SEVERITIES.indexOf('high')) {
    lines.push(`Worst: ${oneLine(worst.message, 150)}`);
  }
  const silent = [
    coverage.ignored.length > 0 ? `${coverage.ignored.length} by a comment` : '',
    coverage.inBaseline > 0 ? `${coverage.inBaseline} by the baseline` : '',
  ].filter((text) => text !== '');
  if (silent.length > 0) lines.push(`Silenced: ${silent.join(', ')}.`);
  return lines;
}

function loopAnswer(doc: ScanDocument, style: Styler): string {
  const free = doc.loops.filter(({ approvals }) => approvals.min === 0);
  const started = free.filter(({ start }) => start.length > 0);
  if (doc.loops.length === 0) return 'Loops: none found.';
  if (free.length === 0) return `Loops: ${doc.loops.length}, each with a person on it.`;
  const rest = doc.loops.length - free.length;
  return (
    `Loops: ${style('red', `${free.length} that may need no person`)}` +
    `${started.length > 0 ? `, ${started.length} of them within reach of outsiders` : ''}` +
    `${rest > 0 ? `; ${rest} more with a person on it` : ''}.`
  );
}

function loops(doc: ScanDocument, style: Styler): string[] {
  const labels = labelsOf(doc);
  const free = doc.loops.filter(({ approvals }) => approvals.min === 0);
  const lines: string[] = [];
  for (const loop of free.slice(0, LOOPS_DRAWN)) {
    if (lines.length > 0) lines.push('');
    lines.push(`${style('bold', loop.id)}: ${approvalsInWords(loop.approvals)}, over ${loop.channels.join(', ')}`);
    for (const assumed of new Set(loop.approvals.assumes)) lines.push(wrap(`0 if ${assumed}`, '  '));
    if (loop.start.length > 0) {
      lines.push(wrap(`reached from ${loop.start.map((id) => labels.get(id) ?? id).join('; ')}`, '  '));
    }
    lines.push(...drawLoop(loop, doc, style));
    if (loop.variants !== undefined) lines.push(`${plural(loop.variants, 'more way')} through the same agents`);
  }
  if (free.length > LOOPS_DRAWN)
    lines.push('', `… and ${free.length - LOOPS_DRAWN} more loops: --format json has them`);
  return lines;
}

function findings(doc: ScanDocument, style: Styler): string[] {
  // Loops are drawn above.
  const drawn = new Set(doc.loops.slice(0, LOOPS_DRAWN).map(({ id }) => id));
  const left = doc.findings.filter(({ loop }) => loop === undefined || !drawn.has(loop));
  const lines = left
    .slice(0, FINDINGS_SHOWN)
    .flatMap((finding, i) => [...(i > 0 ? [''] : []), ...findingLines(finding, style)]);
  if (left.length > FINDINGS_SHOWN)
    lines.push('', `… and ${left.length - FINDINGS_SHOWN} more findings: --format json has them`);
  return lines;
}

function findingLines(finding: ScanFinding, style: Styler): string[] {
  const { severity, confidence, rule, file, line, message, path, assumes, fix } = finding;
  return [
    `${style(COLOUR[severity], severity)} (confidence ${confidence})  ${style('bold', rule)}  ${place(file, line)}`,
    wrap(oneLine(message, 400), '  '),
    ...path.map(
      (step, i) =>
        `  ${i === 0 ? '  ' : '->'} ${oneLine(step.message, 100)}  ${style('dim', place(step.file, step.line))}`,
    ),
    ...(assumes ?? []).slice(0, 3).map((text) => wrap(`assumes: ${oneLine(text, 200)}`, '  ')),
    ...(fix === undefined ? [] : [wrap(`fix: ${oneLine(fix.change, 200)} (${place(fix.file, fix.line)})`, '  ')]),
  ];
}

function cuts(doc: ScanDocument, style: Styler): string[] {
  const head: Record<ScanCut['breaks'], string> = { loops: 'To break the loops', paths: 'To close the paths' };
  return doc.cuts.flatMap((cut, i) => [
    ...(i > 0 ? [''] : []),
    style('bold', head[cut.breaks]),
    ...cut.edits.flatMap(({ file, line, change, put, breaks }, n) => [
      wrap(`${n + 1}. ${place(file, line)}: ${change} (breaks ${breaks.length})`, '  '),
      ...(put === '' ? [] : put.split('\n').map((text) => `       ${indentOf(text)}${oneLine(text, 120)}`)),
    ]),
    ...(cut.unbroken.length > 0 ? [`  No single line breaks ${cut.unbroken.join(', ')}.`] : []),
  ]);
}

/** The blanks that a line begins with: in YAML they say where it belongs. */
function indentOf(text: string): string {
  return ' '.repeat(Math.min(20, text.length - text.trimStart().length));
}

function notes({ coverage, findings: found }: ScanDocument): string[] {
  const lines = coverage.cutShort.map((text) => `Cut short: ${text}.`);
  const { skipped } = coverage;
  for (const { file, line, reason } of skipped.slice(0, SKIPPED_SHOWN)) {
    lines.push(`Not read: ${place(oneLine(file, 80), line)}: ${oneLine(reason, 120)}`);
  }
  if (skipped.length > SKIPPED_SHOWN)
    lines.push(`… and ${skipped.length - SKIPPED_SHOWN} more: --format json has them`);
  const first = found[0];
  if (first !== undefined) lines.push(`More on a rule: cordon scan --explain ${first.rule}`);
  return lines;
}

function place(file: string, line: number): string {
  return line > 0 ? `${file}:${line}` : file;
}
