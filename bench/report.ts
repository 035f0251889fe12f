/** One measured line of an evaluation or a benchmark. */
export interface Line {
  part: string;
  what: string;
  /** Absent: reported without a target. */
  target?: { atLeast: number } | { atMost: number };
  /** Absent: could not be measured here; `note` says why. */
  reached?: number;
  /** How numbers are written. Default `share`. */
  unit?: 'share' | 'count' | 'MB/s' | 's' | 'x' | 'MB';
  /** What the number rests on: counts, spread. */
  note: string;
}

export type Verdict = 'yes' | 'no' | 'not run' | '';

/** `''`: it has no target. A number that is none (nothing to divide by) misses its target. */
export function verdictOf({ target, reached }: Line): Verdict {
  if (reached === undefined) return 'not run';
  if (target === undefined) return '';
  return ('atLeast' in target ? reached >= target.atLeast : reached <= target.atMost) ? 'yes' : 'no';
}

export function missed(lines: readonly Line[]): Line[] {
  return lines.filter((line) => verdictOf(line) === 'no');
}

/** A share of counts, as a line. */
export function share(part: string, what: string, hits: number, of: number, more: Partial<Line> = {}): Line {
  const { note, ...rest } = more;
  const counts = `${hits} of ${of}`;
  return {
    part,
    what,
    ...(of > 0 && { reached: hits / of }),
    ...rest,
    note: of === 0 ? 'nothing of the kind in these fleets' : note === undefined ? counts : `${counts}; ${note}`,
  };
}

/** The lines as a Markdown table, which also reads well in a terminal. */
export function table(lines: readonly Line[]): string {
  const rows = [
    ['measured', 'target', 'reached', 'holds', 'rests on'],
    ...lines.map((line) => [line.what, targetText(line), reachedText(line), verdictOf(line), line.note]),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(3, ...rows.map((row) => row[i]!.length)));
  const text = rows.map((row) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`);
  text.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return text.join('\n');
}

function targetText(line: Line): string {
  if (line.target === undefined) return '';
  return 'atLeast' in line.target ? `≥ ${show(line.target.atLeast, line)}` : `≤ ${show(line.target.atMost, line)}`;
}

function reachedText(line: Line): string {
  return line.reached === undefined ? '' : show(line.reached, line);
}

function show(value: number, { unit = 'share' }: Line): string {
  switch (unit) {
    case 'share':
      return value.toFixed(value > 0.9995 && value < 1 ? 5 : 4);
    case 'count':
      return String(value);
    case 'x':
      return `×${value.toFixed(1)}`;
    case 'MB':
      return `${Math.round(value)} MB`;
    default:
      return `${value.toFixed(1)} ${unit}`;
  }
}
