/** Milliseconds since the epoch of a document's time; `null` where it has none. */
export function parseTime(time: string | null | undefined): number | null {
  if (!time) return null;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? null : ms;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364, 728, 3640].map((n) => n * DAY),
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface Tick {
  at: number;
  label: string;
}

/** At most about `count` ticks at round times in UTC. */
export function ticks(from: number, to: number, count: number): Tick[] {
  const span = Math.max(1, to - from);
  const step = STEPS.find((each) => span / each <= count) ?? span;
  const out: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) out.push({ at, label: tickLabel(at, step) });
  return out;
}

function tickLabel(at: number, step: number): string {
  const date = new Date(at);
  if (step >= 91 * DAY) return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  if (step >= DAY || at % DAY === 0) return day(date);
  return step < MINUTE ? clock(date, true) : clock(date, false);
}

const day = (date: Date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
const clock = (date: Date, seconds: boolean) => date.toISOString().slice(11, seconds ? 19 : 16);

/** `2 Mar 14:05`, in UTC. The year is said once, by the page's header. */
export function shortTime(ms: number | null): string {
  if (ms === null) return 'no time';
  const date = new Date(ms);
  return `${day(date)} ${clock(date, false)}`;
}

/** `2 Mar 2026, 14:05:07 UTC`. */
export function longTime(ms: number | null): string {
  if (ms === null) return 'no time recorded';
  const date = new Date(ms);
  return `${day(date)} ${date.getUTCFullYear()}, ${clock(date, true)} UTC`;
}

/** How long, in one unit: `45 min`, `3.2 h`, `12 d`. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / SECOND))} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${(ms / HOUR).toFixed(ms < 10 * HOUR ? 1 : 0)} h`;
  return `${Math.round(ms / DAY)} d`;
}
