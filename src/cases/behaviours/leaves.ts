import type { Artifact } from '../../contacts/index.ts';
import type { Channel, LeafCondition } from '../../fleet/index.ts';
import type { TextEvent } from '../seed/seen.ts';
import { globPattern, TextPattern } from './pattern.ts';
import { findRefusal } from './refusal.ts';

/** Where in the event's text the condition was met; no place where the event as a whole meets it. */
export interface Met {
  start?: number;
  end?: number;
}

/** A condition on one event, compiled. `meets` looks at events of the kinds in `kinds` alone. */
export interface EventTest {
  kinds: readonly TextEvent['kind'][];
  /** Whether it can be told from events without text. */
  needsText: boolean;
  times: number;
  meets(event: TextEvent, artifact: Artifact | undefined): Met | undefined;
}

const ALL: Met = {};

/**
 * Compiles a condition that one event can meet; `undefined` for those that need a memory (relay, exchange, spawn,
 * judge).
 *
 * @param where names the condition in an error
 * @throws CordonError `bad-config` when a pattern is no RE2 pattern
 */
export function eventTest(leaf: LeafCondition, where: string): EventTest | undefined {
  if ('call' in leaf) return callTest(leaf.call, `${where}.call`);
  if ('write' in leaf) return placeTest('write', leaf.write, `${where}.write`);
  if ('read' in leaf) return placeTest('read', leaf.read, `${where}.read`);
  if ('say' in leaf) {
    const text = optional(leaf.say.text, `${where}.say.text`);
    return test(['say'], leaf.say, text !== undefined, (event) => inText(text, event));
  }
  if ('asked' in leaf) {
    const text = optional(leaf.asked.text, `${where}.asked.text`);
    return test(['read'], {}, text !== undefined, (event) => (isPrompt(event) ? inText(text, event) : undefined));
  }
  if ('refusal' in leaf) {
    return test(leaf.refusal.in ?? ['say', 'write'], {}, true, (event) =>
      'text' in event && event.text !== undefined ? findRefusal(event.text) : undefined,
    );
  }
  return undefined;
}

/** What the principal asked: typed by a person, or handed down by the session that started this one. */
export function isPrompt(event: TextEvent): boolean {
  return (
    event.kind === 'read' && event.artifact === undefined && (event.channel === 'human' || event.channel === 'context')
  );
}

function callTest(of: { tool?: string; argument?: string; times?: number }, where: string): EventTest {
  const tool = optional(of.tool, `${where}.tool`);
  const argument = optional(of.argument, `${where}.argument`);
  return test(['call'], of, argument !== undefined, (event) => {
    if (event.kind !== 'call' || (tool !== undefined && !tool.isWhole(event.tool))) return undefined;
    if (argument === undefined) return ALL;
    return event.args === undefined ? undefined : argument.find(event.args);
  });
}

function placeTest(
  kind: 'read' | 'write',
  of: { channel?: Channel[]; artifact?: string | string[]; text?: string; times?: number },
  where: string,
): EventTest {
  const artifacts = of.artifact === undefined ? undefined : globPattern(of.artifact, `${where}.artifact`);
  const text = optional(of.text, `${where}.text`);
  return test([kind], of, text !== undefined, (event, artifact) => {
    if (event.kind !== kind || isPrompt(event)) return undefined;
    if (of.channel !== undefined && !of.channel.includes(event.channel)) return undefined;
    if (artifacts !== undefined && (artifact === undefined || !artifacts.isWhole(artifact.ref.key))) return undefined;
    return inText(text, event);
  });
}

function inText(pattern: TextPattern | undefined, event: TextEvent): Met | undefined {
  if (pattern === undefined) return ALL;
  return 'text' in event && event.text !== undefined ? pattern.find(event.text) : undefined;
}

function optional(source: string | undefined, where: string): TextPattern | undefined {
  return source === undefined ? undefined : new TextPattern(source, where);
}

function test(
  kinds: EventTest['kinds'],
  of: { times?: number },
  needsText: boolean,
  meets: EventTest['meets'],
): EventTest {
  return { kinds, needsText, times: of.times ?? 1, meets };
}
