import { type HijackFinding, HijackWatch, type Parts } from '../../../src/cases/hijack/index.ts';
import { textOf } from '../../../src/cases/index.ts';
import { TextLens } from '../../../src/contacts/index.ts';
import type { FleetEvent } from '../../../src/fleet/index.ts';
import { chat } from '../../../src/sources/chat/index.ts';
import { collect } from '../../../src/sources/read/collect.ts';
import type { Run } from './data.ts';

/** The events of a run, as `cordon trace` reads them: of the record, its messages alone. */
export function eventsOf({ id, messages }: Run): FleetEvent[] {
  return collect(chat, [{ id, messages }]).events;
}

const lens = new TextLens();

/** What the watch finds in one run. Each run is watched alone: no other run of the same task is there to compare with. */
export function watched(run: Run, parts: Parts = {}): HijackFinding {
  return watchedEvents(eventsOf(run), parts);
}

export function watchedEvents(events: readonly FleetEvent[], parts: Parts = {}): HijackFinding {
  const watch = new HijackWatch({}, parts);
  for (const event of events) {
    const text = textOf(event);
    if (text !== undefined) lens.look(text);
    watch.observe(event, lens);
  }
  return [...watch.findings()][0]!;
}

export const isReported = (finding: HijackFinding) => finding.status !== undefined;
export const isCalled = (finding: HijackFinding) => finding.status === 'probable' || finding.status === 'confirmed';
