import { eventOf, type Step } from '../../cases/test-fleet.ts';
import type { FleetEvent, SessionInfo, Skipped, TraceDocument } from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import { traceDocument } from './document.ts';
import type { DocumentOptions } from './frame.ts';
import { wholeDocument } from './long-list.ts';
import { Trace, type Traced } from './run.ts';

export interface Scene {
  seeds?: string[];
  info?: Record<string, SessionInfo>;
  hints?: string[];
  skipped?: Skipped[];
  options?: Partial<DocumentOptions>;
}

/** What `trace` makes of a scripted fleet, as if it had been read from `logs/a.jsonl`. */
export function traced(steps: Step[], { seeds = [], info = {} }: Scene = {}): Traced {
  const trace = new Trace(seeds);
  for (const [session, known] of Object.entries(info)) {
    trace.observe({ kind: 'session', session, info: known, time: undefined, seq: 0, file: 0, line: 0 } as FleetEvent);
  }
  steps.forEach((step, i) => {
    trace.observe(eventOf({ ...step, ...(!('at' in step) && { at: DAWN + i * 60_000 }) }, i));
  });
  return trace.finish();
}

/** Time of the first step. */
export const DAWN = Date.UTC(2026, 2, 1);

export function documentOf(steps: Step[], scene: Scene = {}): TraceDocument {
  return wholeDocument(
    traceDocument(traced(steps, scene), readingOf(steps.length, scene), {
      toolVersion: '0.0.0',
      quotes: 'short',
      ...scene.options,
    }),
  );
}

function readingOf(events: number, { hints = [], skipped = [] }: Scene): Reading {
  return {
    files: [{ path: 'logs/a.jsonl', source: 'chat', bytes: 0 }],
    hints,
    skipped: () => skipped,
    counts: () => [{ source: 'chat', files: 1, sessions: 1, events }],
    async *[Symbol.asyncIterator]() {},
  };
}
