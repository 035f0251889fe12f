import type { Observed } from '../../contacts/index.ts';
import { isBlind, type TextEvent } from './seen.ts';
import type { Act, After, SeedTrace } from './trace.ts';

const MAX_ACTS = 40;

/** A session met the seed: what it does from here on is noted. */
export function startFollowing(trace: SeedTrace, session: number, order: number): void {
  if (trace.after.has(session)) return;
  trace.after.set(session, { since: order, acts: [], more: 0, blind: 0, tokens: 0, hasTokens: false });
}

/** What a session did after it met the seed. `carries`: its artifact carries the seed, as far as was seen. */
export function follow(trace: SeedTrace, event: TextEvent, observed: Observed, order: number, carries: boolean): void {
  // A read of what carried it, by rule or without text, may have been the first meeting.
  if (event.kind === 'read') {
    if (carries && event.text === undefined) startFollowing(trace, observed.session.no, order);
    return;
  }
  const after = trace.after.get(observed.session.no);
  if (after === undefined || after.since === order) return;
  const blind = isBlind(event);
  if (blind) after.blind++;
  keepAct(after, {
    order,
    kind: event.kind,
    what: event.kind === 'say' ? 'answer' : (event.tool ?? event.kind),
    call: 'call' in event ? event.call : undefined,
    artifact: observed.artifact?.no ?? -1,
    time: event.time,
    blind,
    file: event.file,
    line: event.line,
  });
}

/** Tokens count for every seed that the session has met. */
export function spend(traces: SeedTrace[], session: number, tokens: number): void {
  for (const trace of traces) {
    const after = trace.after.get(session);
    if (after === undefined) continue;
    after.tokens += tokens;
    after.hasTokens = true;
  }
}

function keepAct(after: After, act: Act): void {
  if (after.acts.length < MAX_ACTS) after.acts.push(act);
  else after.more++;
}
