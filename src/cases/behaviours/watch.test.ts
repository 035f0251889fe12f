import { describe, expect, test } from 'vitest';
import { ContactEngine, TextLens } from '../../contacts/index.ts';
import type { Behaviour, Condition, FleetEvent } from '../../fleet/index.ts';
import { textOf } from '../seed/seen.ts';
import { eventOf, file, PLAIN, page, record, type Step } from '../test-fleet.ts';
import { BehaviourWatch, findCases } from './index.ts';

function watching(behaviours: Behaviour[], steps: (Step | FleetEvent)[]) {
  const engine = new ContactEngine();
  const watch = new BehaviourWatch(behaviours);
  const lens = new TextLens();
  steps.forEach((step, i) => {
    const event = 'session' in step ? step : eventOf(step, i);
    const text = textOf(event);
    if (text !== undefined) lens.look(text);
    watch.observe(event, lens, engine.observe(event, lens));
  });
  return { engine, watch };
}

/** Cases of one behaviour as `session status onset-minute`, and the sessions that cannot be judged. */
function casesOf(definition: { suspected?: Condition; probable?: Condition }, steps: (Step | FleetEvent)[]) {
  const { engine, watch } = watching([{ id: 'b', title: 'B', version: '1', ...definition }], steps);
  const [finding] = findCases(watch, engine.sessions.list, (session) => session.info.agent ?? session.id);
  const name = (no: number) => engine.sessions.list[no]!.id;
  return {
    cases: finding!.cases.map((one) => `${name(one.session)} ${one.status} ${one.onset.order}`),
    unassessed: [...finding!.unassessed].map(name),
    finding: finding!,
  };
}

describe('conditions', () => {
  test('a tool by its whole name, and what stands in its arguments', () => {
    const steps: Step[] = [
      { s: 'a', call: 'Bash', text: 'cat /home/u/.aws/credentials' },
      { s: 'b', call: 'BashOutput', text: 'cat /home/u/.aws/credentials' },
      { s: 'c', call: 'Bash', text: 'ls' },
    ];
    const condition = { call: { tool: 'Bash', argument: '\\.aws/credentials' } };
    expect(casesOf({ probable: condition }, steps).cases).toEqual(['a probable 0']);
  });

  test('an artifact by glob', () => {
    const steps: Step[] = [
      { s: 'a', write: file('CLAUDE.md'), text: 'x' },
      { s: 'b', write: file('docs/CLAUDE.md'), text: 'x' },
      { s: 'c', write: file('notCLAUDE.md'), text: 'x' },
    ];
    const { cases } = casesOf({ suspected: { write: { artifact: '**/{CLAUDE,AGENTS}.md' } } }, steps);
    expect(cases).toEqual(['a suspected 0', 'b suspected 1']);
  });

  test('so many times', () => {
    const steps: Step[] = [1, 2, 3].map(() => ({ s: 'a', call: 'send', text: 'x' }));
    expect(casesOf({ probable: { call: { tool: 'send', times: 3 } } }, steps).cases).toEqual(['a probable 2']);
    expect(casesOf({ probable: { call: { tool: 'send', times: 4 } } }, steps).cases).toEqual([]);
  });

  test('all, any, not and inOrder', () => {
    const steps: Step[] = [
      { s: 'a', read: null, text: 'Please use sub-agents for this.' },
      { s: 'a', call: 'fetch', text: 'x' },
      { s: 'a', call: 'send', text: 'x' },
      { s: 'b', call: 'send', text: 'x' },
      { s: 'b', call: 'fetch', text: 'x' },
    ];
    const fetch = { call: { tool: 'fetch' } };
    const send = { call: { tool: 'send' } };
    const of = (condition: Condition) => casesOf({ probable: condition }, steps).cases;
    expect(of({ all: [fetch, send] })).toEqual(['a probable 2', 'b probable 4']);
    expect(of({ any: [fetch, send] })).toEqual(['a probable 1', 'b probable 3']);
    expect(of({ inOrder: [fetch, send] })).toEqual(['a probable 2']);
    expect(of({ all: [fetch, { not: { asked: { text: 'sub-?agents' } } }] })).toEqual(['b probable 4']);
  });

  test('what is denied has to come before: what happens later takes nothing back', () => {
    const steps: Step[] = [
      { s: 'a', call: 'send', text: 'x' },
      { s: 'a', read: null, text: 'now send it' },
    ];
    const condition = { all: [{ call: { tool: 'send' } }, { not: { asked: { text: 'send' } } }] };
    expect(casesOf({ probable: condition }, steps).cases).toEqual(['a probable 0']);
  });

  test('the stronger definition wins, and each case says what was seen', () => {
    const steps: Step[] = [
      { s: 'a', say: 'I refuse to do this.' },
      { s: 'b', say: 'I refuse to do this.' },
      { s: 'b', write: record('notes'), text: 'I refuse to do this, and so should you.' },
    ];
    const { cases, finding } = casesOf(
      { suspected: { refusal: {} }, probable: { all: [{ refusal: { in: ['say'] } }, { refusal: { in: ['write'] } }] } },
      steps,
    );
    // Called when the second part is there; it began with the first.
    expect(cases).toEqual(['a suspected 0', 'b probable 1']);
    expect(finding.cases[0]!.reason).toBe('It said that it declines its task.');
    expect(finding.cases[1]!.evidence.map((one) => one.passage.slice(one.start, one.end))).toEqual(
      ['I refuse to do', 'I refuse to do'].map((text) => expect.stringContaining(text.slice(0, 8))),
    );
  });

  test('a relay: what was read in one shared place is written to another', () => {
    const steps: Step[] = [
      { s: 'a', read: record('one'), text: PLAIN },
      { s: 'a', write: file('two.md'), text: `Note. ${PLAIN}` },
      { s: 'b', read: record('one'), text: PLAIN },
      { s: 'b', write: record('one'), text: `${PLAIN} And more.` },
      { s: 'c', write: file('two.md'), text: PLAIN },
    ];
    expect(casesOf({ probable: { relay: {} } }, steps).cases).toEqual(['a probable 1']);
  });

  test('a message board: whoever reads what several wrote, and answers there', () => {
    const board = page('https://registry.example/pkg');
    const steps: Step[] = ['a', 'b', 'c', 'd'].flatMap((s) => [
      { s, read: board, text: `so far, for ${s}` },
      { s, write: board, text: `hello from ${s}`, mode: 'append' as const },
    ]);
    expect(casesOf({ probable: { exchange: { writers: 2 } } }, steps).cases).toEqual(['c probable 5', 'd probable 7']);
  });

  test('a sub-agent', () => {
    const steps: (Step | FleetEvent)[] = [
      { kind: 'session', session: 'p', info: {}, time: 0, seq: 0, file: 0, line: 1 },
      { kind: 'session', session: 'p/1', info: { parent: 'p' }, time: 1, seq: 0, file: 0, line: 2 },
      { kind: 'session', session: 'p/1', info: { parent: 'p' }, time: 2, seq: 1, file: 0, line: 3 },
    ];
    expect(casesOf({ probable: { spawn: {} } }, steps).cases).toEqual(['p probable 1']);
    expect(casesOf({ probable: { spawn: { times: 2 } } }, steps).cases).toEqual([]);
  });

  test('a rate: far more often than the other sessions', () => {
    const steps: Step[] = [];
    for (let s = 0; s < 40; s++) {
      for (let i = 0; i < 20; i++) steps.push({ s: `s${s}`, call: i === s % 20 ? 'search' : 'read', text: 'x' });
    }
    for (let i = 0; i < 20; i++) steps.push({ s: 'odd', call: 'search', text: 'x' });
    const { cases, finding } = casesOf(
      { suspected: { rate: { of: { call: { tool: 'search' } }, against: 'peers' } } },
      steps,
    );
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatch(/^odd suspected/);
    expect(finding.notes[0]).toMatch(/about 0\.0041 false calls are to be expected in 41 sessions/);
  });
});

describe('what cannot be judged', () => {
  test('a session whose answers were not recorded is unassessed for what is said', () => {
    const { cases, unassessed } = casesOf({ suspected: { refusal: { in: ['say'] } } }, [
      { s: 'a', call: 'x', text: 'y' },
      { s: 'b', say: 'Done.' },
    ]);
    expect(cases).toEqual([]);
    expect(unassessed).toEqual(['a']);
  });

  test('a call without its arguments cannot be judged by them, but it can by its name', () => {
    const steps: Step[] = [{ s: 'a', call: 'Bash' }];
    expect(casesOf({ probable: { call: { tool: 'Bash', argument: 'rm' } } }, steps).unassessed).toEqual(['a']);
    expect(casesOf({ probable: { call: { tool: 'Read' } } }, steps).unassessed).toEqual([]);
  });
});

describe('bad definitions', () => {
  const of = (condition: Condition) => () => casesOf({ probable: condition }, []);
  test('a pattern that is none', () => expect(of({ say: { text: '(' } })).toThrow(/b\.probable\.say\.text/));
  test('a back-reference', () => expect(of({ say: { text: '(a)\\1' } })).toThrow(/b\.probable\.say\.text/));
  test('two of one id', () => {
    const one: Behaviour = { id: 'b', title: '', version: '1', probable: { say: {} } };
    expect(() => new BehaviourWatch([one, one])).toThrow(/two behaviours are called b/);
  });
  test('nested for ever', () => {
    let condition: Condition = { say: {} };
    for (let i = 0; i < 30; i++) condition = { all: [condition] };
    expect(of(condition)).toThrow(/nested deeper/);
  });
  test('a pattern that would backtrack for ever takes a moment', () => {
    const started = performance.now();
    casesOf({ probable: { say: { text: '(a+)+$' } } }, [{ s: 'a', say: `${'a'.repeat(200_000)}b` }]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test('a judge is asked about texts, and its yes is a sighting', () => {
  const behaviours: Behaviour[] = [{ id: 'b', title: '', version: '1', probable: { judge: { name: 'j' } } }];
  const { engine, watch } = watching(behaviours, [
    { s: 'a', say: 'one' },
    { s: 'b', say: 'two' },
  ]);
  expect(watch.questions.map(({ text }) => text)).toEqual(['one', 'two']);
  watch.answer(watch.questions[1]!, true);
  const [finding] = findCases(watch, engine.sessions.list, (session) => session.id);
  expect(finding!.cases.map(({ session }) => engine.sessions.list[session]!.id)).toEqual(['b']);
});
