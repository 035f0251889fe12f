import { contentOf } from '../../contacts/index.ts';
import type { TraceCoverage } from '../../fleet/index.ts';
import type { Reading } from '../../sources/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { count, plural } from '../output/table.ts';
import type { Frame } from './frame.ts';

/** What could be seen at all: it leads every output. Counts are over the sessions that are reported. */
export function coverageOf(frame: Frame, reading: Reading): TraceCoverage {
  const sum = {
    reads: 0,
    prompts: 0,
    identified: 0,
    withText: 0,
    writes: 0,
    writesIdentified: 0,
    writesWithText: 0,
    rules: 0,
  };
  let sessions = 0;
  let withContent = 0;
  for (const session of frame.engine.sessions.list) {
    if (!frame.inWindow(session)) continue;
    sessions++;
    if (contentOf(session) === 'full') withContent++;
    sum.reads += session.reads;
    sum.prompts += session.prompts;
    sum.rules += session.ruleReads;
    sum.identified += session.readsIdentified;
    sum.withText += session.readsWithText;
    sum.writes += session.writes;
    sum.writesIdentified += session.writesIdentified;
    sum.writesWithText += session.writesWithText;
  }
  const { counts } = frame.engine;
  return {
    sessions,
    withContent,
    reads: sum.reads,
    prompts: sum.prompts,
    readsIdentified: sum.identified,
    readsWithText: sum.withText,
    writes: sum.writes,
    writesIdentified: sum.writesIdentified,
    writesWithText: sum.writesWithText,
    eventsWithoutTime: counts.withoutTime,
    lateEvents: counts.late,
    ...(frame.options.interrupted === true && { interrupted: true }),
    sources: reading.counts().map(({ source, files, sessions: n, events }) => ({ source, files, sessions: n, events })),
    hints: hintsOf(frame, reading, sum.rules),
  };
}

function hintsOf(frame: Frame, reading: Reading, ruleReads: number): string[] {
  const { counts } = frame.engine;
  const hints = reading.hints.map(maskSecrets);
  if (frame.options.interrupted === true) {
    hints.unshift('Interrupted: this is what had been read by then. Whatever stands in the rest is missing here.');
  }
  if (counts.events > 0 && counts.withoutTime === counts.events) {
    hints.push('No event has a usable time, so no contact is drawn: give each message or record its time.');
  } else if (counts.withoutTime * 20 > counts.events) {
    hints.push(
      `${count(counts.withoutTime)} of ${count(counts.events)} events have no usable time: they are joined only where they name the very version that was written, and may have been first.`,
    );
  }
  if (ruleReads > 0) {
    hints.push(
      'Instruction files that a client loads by itself (CLAUDE.md, AGENTS.md) leave no text in the log: such reads are inferred.',
    );
  }
  if (counts.sketchesForgotten > 0) {
    hints.push(
      `${plural(counts.sketchesForgotten, 'read')} came so long after the write that its text was no longer kept: joined by structure alone. Trace a shorter period.`,
    );
  }
  return hints;
}
