import { describe, expect, test } from 'vitest';
import { duration, longTime, parseTime, shortTime, ticks } from './time.ts';

describe('ticks', () => {
  test('stand at round times, at most as many as asked', () => {
    const marks = ticks(Date.UTC(2026, 2, 2, 7, 13), Date.UTC(2026, 2, 3, 9), 6);
    expect(marks.map((tick) => tick.label)).toEqual(['12:00', '18:00', '3 Mar', '06:00']);
  });

  test('a span of nothing gives no endless loop', () => {
    expect(ticks(1000, 1000, 5).length).toBeLessThanOrEqual(6);
  });
});

test('times are said in UTC', () => {
  const at = parseTime('2026-03-02T14:05:07+02:00');
  expect(shortTime(at)).toBe('2 Mar 12:05');
  expect(longTime(at)).toBe('2 Mar 2026, 12:05:07 UTC');
  expect(parseTime('yesterday')).toBeNull();
  expect(shortTime(null)).toBe('no time');
});

test('durations have one unit', () => {
  expect([duration(900), duration(150_000), duration(5_400_000), duration(5 * 86_400_000)]).toEqual([
    '1 s',
    '3 min',
    '1.5 h',
    '5 d',
  ]);
});
