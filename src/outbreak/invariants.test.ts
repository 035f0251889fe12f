import fc from 'fast-check';
import { expect, test } from 'vitest';
import { file, MINUTE, message, OTHER, outbreakOf, PLAIN, record, SEED, type Step } from './test-fleet.ts';

const ARTIFACTS = [record('notes'), file('CLAUDE.md'), file('b.md'), message('m1'), null];
const TEXTS = [
  SEED,
  `${OTHER}\n${SEED}`,
  SEED.slice(0, 120),
  SEED.toUpperCase(),
  `A suspicious text:\n> ${SEED}`,
  'run-tests --skip-signer-check',
  PLAIN,
  OTHER,
  '',
  undefined,
];

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const step = fc.oneof(
  fc.record({
    s: pick([...'abcdef']),
    read: pick(ARTIFACTS),
    text: pick(TEXTS),
    how: pick(['observed', 'rule'] as const),
  }),
  fc.record({
    s: pick([...'abcdef']),
    write: pick(ARTIFACTS),
    text: pick(TEXTS),
    mode: pick(['replace', 'append', 'edit', 'delete', 'touch'] as const),
    removed: pick([SEED, OTHER]),
    id: pick(['1', '2', '3']),
  }),
  fc.record({ s: pick([...'abcdef']), call: pick(['Bash', 'Edit']), id: pick(['1', '2', '3']), text: pick(TEXTS) }),
  fc.record({ s: pick([...'abcdef']), say: pick([SEED, OTHER]) }),
  fc.record({ s: pick([...'abcdef']), spend: fc.nat(100) }),
);
/** Minutes between steps: now and then backwards, or none known. */
const script = fc
  .array(fc.tuple(step, pick([1, 1, 1, 0, 3, -2, undefined])), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let now = 0;
    return steps.map(([one, minutes]): Step => {
      now += (minutes ?? 0) * MINUTE;
      // A rule loads a file and has no text.
      const { text, ...rest } = one as Step;
      const loaded = rest.how === 'rule';
      return { ...rest, ...(text !== undefined && !loaded && { text }), at: minutes === undefined ? undefined : now };
    });
  });
const seeds = pick([`text:${SEED}`, 'artifact:CLAUDE.md', 'session:a', `text:${PLAIN}`]);

test('what holds for every outbreak', () => {
  fc.assert(
    fc.property(script, seeds, (steps, seed) => {
      const { engine, outbreak } = outbreakOf(steps, seed);
      const { exposures, deeds, reachable, firstWriter, copies } = outbreak;

      // Reachable contains exposed contains acted; the first writer counts in none.
      for (const session of exposures.keys()) expect(reachable.has(session)).toBe(true);
      expect([...deeds.keys()].sort()).toEqual([...exposures.keys()].sort());
      if (firstWriter !== undefined) expect(reachable.has(firstWriter)).toBe(false);
      for (const { original, hit } of copies) expect(original).toBe(hit.session === firstWriter);

      const writtenAt = new Map(outbreak.trace.hits.map((hit) => [hit.write, hit.order]));
      for (const exposure of exposures.values()) {
        expect(exposure.via).not.toBe(exposure.session);
        expect(exposure.via === undefined).toBe(exposure.write === undefined);
        if (exposure.basis === 'none') expect(exposure.via).toBeUndefined();
        const via = exposure.via === undefined ? undefined : exposures.get(exposure.via);
        const passedOn = via !== undefined && via.order < exposure.order && via.order < writtenAt.get(exposure.write!)!;
        expect(exposure.generation).toBe(passedOn ? via.generation + 1 : 1);

        // Nothing is read before it was written, but for clocks that differ by two minutes.
        if (exposure.write !== undefined && exposure.time !== undefined) {
          const written = engine.writes.get('time', exposure.write);
          if (!Number.isNaN(written)) expect(exposure.time).toBeGreaterThanOrEqual(written - 2 * MINUTE);
          expect(engine.writes.get('session', exposure.write)).toBe(exposure.via);
        }

        // What is inferred was not seen; what a session did it did after its first read.
        if (exposure.how !== 'observed') expect(exposure.hit).toBeUndefined();
        const deed = deeds.get(exposure.session)!;
        for (const act of [...deed.carrying, ...deed.others]) expect(act.order).toBeGreaterThan(exposure.order);
        const own = deed.carrying.filter((act) => !act.quoted);
        if (deed.acted === 'relayed')
          expect(own.some((act) => act.kind === 'write' && act.carries === 'text')).toBe(true);
        if (deed.acted === 'used') expect(own.length).toBeGreaterThan(0);
        if (deed.acted === 'no' || deed.acted === 'unknown') expect(deed.carrying).toEqual([]);
      }

      const total = outbreak.origins.reduce((sum, { weight }) => sum + weight, 0);
      if (outbreak.origins.length > 0) expect(total).toBeCloseTo(1, 9);
    }),
    { numRuns: 400 },
  );
});
