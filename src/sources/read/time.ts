const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;
const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i;
/** Years 1980 to 2200: what is outside is not taken for a time. */
const EARLIEST = 315_532_800_000;
const LATEST = 7_258_118_400_000;

/**
 * Milliseconds since the epoch of a time as telemetry writes it, or `undefined`: ISO 8601 (without a zone: UTC, so that the
 * same input means the same everywhere), other dates that name their zone, and epoch seconds, milliseconds, microseconds
 * or nanoseconds as number or text. Fractions of a millisecond are kept.
 */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return epochOf(value);
  if (typeof value !== 'string' || value.length < 8 || value.length > 64) return undefined;
  const iso = ISO.exec(value);
  if (iso !== null) return isoOf(iso);
  if (/^\d+(?:\.\d+)?$/.test(value)) return epochOf(Number(value));
  return ZONED.test(value) ? within(Date.parse(value)) : undefined;
}

function isoOf([, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z']: RegExpExecArray):
  | number
  | undefined {
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const whole = Date.parse(
    `${day}T${minutes}:${seconds}${offset.toUpperCase() === 'UTC' ? 'Z' : offset.toUpperCase()}`,
  );
  return within(fraction === '' ? whole : whole + Number(`0.${fraction}`) * 1000);
}

function epochOf(value: number): number | undefined {
  if (value < 1e11) return within(value * 1000);
  if (value < 1e14) return within(value);
  return within(value < 1e17 ? value / 1e3 : value / 1e6);
}

function within(time: number): number | undefined {
  return time >= EARLIEST && time <= LATEST ? time : undefined;
}
