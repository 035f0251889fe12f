import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadScenario } from '../cli/lab/scenario-file.ts';
import {
  emitTelemetry,
  type LabRun,
  labFiles,
  labTruth,
  runScenario,
  TELEMETRY_KINDS,
  type TelemetryKind,
  truthOf,
} from './index.ts';
import type { RunOptions } from './play.ts';

const outbreak = loadScenario('notebook-rule');
const benign = loadScenario('null');

function play(options: Partial<RunOptions> = {}): LabRun {
  return runScenario(outbreak, { seed: 7, sessions: 80, ...options });
}

function digest(run: LabRun, kinds: readonly TelemetryKind[] = TELEMETRY_KINDS): string {
  const hash = createHash('sha256');
  for (const file of labFiles(run, kinds)) {
    hash.update(file.path);
    for (const chunk of file.chunks) hash.update(chunk);
  }
  return hash.digest('hex');
}

function bytes(run: LabRun, kind: TelemetryKind): string {
  return [...emitTelemetry(run, kind)].flatMap((file) => [...file.chunks].map(String)).join('');
}

describe('a run', () => {
  test('is the same byte for byte for the same seed, and another for another', () => {
    expect(digest(play())).toBe(digest(play()));
    expect(digest(play(), ['chat'])).not.toBe(digest(play({ seed: 8 }), ['chat']));
  });

  test('gives the same text in whatever order files are read', () => {
    const run = play();
    const first = bytes(run, 'codex');
    bytes(run, 'chat');
    expect(bytes(run, 'codex')).toBe(first);
  });

  test('stays inside 2026, also when it is large', () => {
    const { sessions } = runScenario(benign, { seed: 1, sessions: 2_000 });
    for (const session of sessions) {
      expect(new Date(session.start).getUTCFullYear()).toBe(2026);
      expect(new Date(session.acts.at(-1)!.time).getUTCFullYear()).toBe(2026);
    }
  });

  test('has paths that collide between repositories, long texts and sub-agents', () => {
    const run = play({ sessions: 300 });
    const notes = run.artifacts.filter((a) => a.key === 'notes.md').map((a) => a.repository);
    expect(new Set(notes).size).toBe(run.repositories.length);
    expect(run.sessions.some((session) => session.parent !== undefined)).toBe(true);
    const longest = Math.max(
      ...run.sessions
        .flatMap((s) => s.acts.flatMap((act) => (act.kind === 'write' ? act.pieces : [])))
        .map(({ passage }) => (passage.kind === 'made' ? passage.chars : 0)),
    );
    expect(longest).toBeGreaterThan(20_000);
  });

  test.each([0, -1, 1.5, Number.NaN])('of %s sessions is refused', (sessions) => {
    expect(() => play({ sessions })).toThrow(/1 to 1000000 sessions/);
  });
});

describe.each(TELEMETRY_KINDS)('the truth about %s', (kind) => {
  const truth = truthOf(play({ sessions: 200 }), kind);
  const ids = new Set(truth.sessions.map((session) => session.id));

  test('fits its schema', () => {
    expect(labTruth.safeParse(truth).success).toBe(true);
  });

  test('pairs a write with a later read by another session, once', () => {
    expect(truth.pairs.length).toBeGreaterThan(500);
    for (const pair of truth.pairs) {
      expect(pair.writeTime).toBeLessThan(pair.readTime);
      expect(pair.from).not.toBe(pair.to);
      expect(ids.has(pair.from) && ids.has(pair.to)).toBe(true);
    }
    expect(ids.size).toBe(truth.sessions.length);
  });

  test('leads every exposed session back to the first writer', () => {
    const seed = truth.seed!;
    const exposed = new Map(seed.exposed.map((exposure) => [exposure.session, exposure]));
    expect(exposed.size).toBeGreaterThan(5);
    expect(exposed.has(seed.firstWriter)).toBe(false);
    for (const exposure of seed.exposed) {
      if (exposure.via === null) {
        expect(exposure.generation).toBe(1);
        expect(seed.firstWriter).toBe('outside');
      } else if (exposure.via === seed.firstWriter) {
        expect(exposure.generation).toBe(1);
      } else {
        const via = exposed.get(exposure.via)!;
        expect(via.time).toBeLessThan(exposure.time);
        expect(exposure.generation).toBe(via.generation + 1);
      }
    }
  });

  test('counts the exposed among the reachable, and those that acted among the exposed', () => {
    const { acted, cleaners, exposed, reachable } = truth.seed!;
    const read = new Set(exposed.map((exposure) => exposure.session));
    for (const session of read) expect(reachable).toContain(session);
    for (const session of [...acted.used, ...acted.relayed, ...acted.quoted, ...cleaners]) {
      expect(read.has(session)).toBe(true);
    }
  });
});

test('only claude-code hides the instruction file and names sub-agents after their parents', () => {
  const run = play({ sessions: 200 });
  for (const kind of TELEMETRY_KINDS) {
    const truth = truthOf(run, kind);
    expect(truth.pairs.some((pair) => pair.support.includes('rule'))).toBe(kind === 'claude-code');
    expect(truth.sessions.some((session) => session.id.includes('/'))).toBe(kind === 'claude-code');
  }
});

test('all kinds of telemetry tell of the same pairs', () => {
  const run = play();
  const [first, ...others] = TELEMETRY_KINDS.map((kind) => {
    const { pairs, sessions } = truthOf(run, kind);
    const starts = new Map(sessions.map((session) => [session.id, session.start]));
    return pairs.map((pair) => `${pair.writeTime} to the session of ${starts.get(pair.to)}`);
  });
  for (const other of others) expect(other).toEqual(first);
});

describe('the truth holds against the telemetry itself', () => {
  const run = play({ sessions: 300, seed: 11 });
  const truth = truthOf(run, 'chat');
  const records = bytes(run, 'chat')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

  /** What came into a session's context and what it wrote, by time. */
  function messagesOf(record: (typeof records)[number]): { time: number; input: string; written: string }[] {
    return record.messages.map((message: { role: string; content: unknown; time: string; tool_calls?: unknown[] }) => {
      const blocks = Array.isArray(message.content) ? message.content : [];
      const results = blocks.map((block) => block.content ?? '');
      const uses = blocks.map((block) => block.input).filter(Boolean);
      // biome-ignore lint/suspicious/noExplicitAny: foreign records
      const calls = (message.tool_calls ?? []).map((call: any) => JSON.parse(call.function.arguments));
      const args = [...uses, ...calls];
      const text = typeof message.content === 'string' ? message.content : results.join('\n');
      return {
        time: Date.parse(message.time),
        input: message.role === 'assistant' ? '' : text,
        written: args.map((arg) => arg.content ?? arg.new_string ?? arg.body ?? arg.prompt ?? '').join('\n'),
      };
    });
  }
  const told = new Map(records.map((record) => [record.id as string, messagesOf(record)]));

  test('the exposed are those in whose context the option of the seed came to stand', () => {
    const { values, exposed, firstWriter } = truth.seed!;
    const readers = [...told].filter(([, messages]) => messages.some((message) => message.input.includes(values[0]!)));
    const ids = readers.map(([id]) => id).filter((id) => id !== firstWriter);
    expect(ids.sort()).toEqual(exposed.map((exposure) => exposure.session).sort());
  });

  test('a pair by content has 40 characters of the write in what was read, a pair by id all of it', () => {
    let byId = 0;
    for (const pair of truth.pairs.filter((p) => p.support.includes('content'))) {
      const written = told.get(pair.from)!.find((message) => message.time === pair.writeTime)!.written;
      const read = told
        .get(pair.to)!
        .filter((message) => message.time === pair.readTime)
        .map((message) => message.input)
        .join('\n');
      const starts = Array.from({ length: written.length - 39 }, (_, i) => i);
      expect(starts.some((i) => read.includes(written.slice(i, i + 40)))).toBe(true);
      if (!pair.support.includes('id')) continue;
      byId++;
      expect(read.endsWith(written)).toBe(true);
    }
    expect(byId).toBeGreaterThan(100);
  });
});

describe('the outbreak', () => {
  const runs = Array.from({ length: 12 }, (_, seed) => truthOf(runScenario(outbreak, { seed }), 'chat').seed!);

  test('comes from outside in some runs and from a session in others', () => {
    const outside = runs.filter((seed) => seed.firstWriter === 'outside').length;
    expect(outside).toBeGreaterThan(0);
    expect(outside).toBeLessThan(runs.length);
  });

  test('is used, relayed and quoted, and altered in every way', () => {
    for (const seed of runs) expect(seed.acted.relayed.length).toBeGreaterThan(0);
    const alterations = new Set(runs.flatMap((seed) => seed.copies.map((copy) => copy.alteration)));
    expect(alterations.size).toBe(8);
    expect(runs.filter((seed) => seed.acted.quoted.length > 0).length).toBeGreaterThan(8);
    expect(runs.filter((seed) => seed.acted.used.length > 0).length).toBeGreaterThan(8);
  });

  test('is cleaned and comes back', () => {
    const returned = runs.filter((seed) => {
      const cleaned = Math.min(...seed.exposed.filter((e) => seed.cleaners.includes(e.session)).map((e) => e.time));
      return seed.exposed.some((exposure) => exposure.time > cleaned);
    });
    expect(returned.length).toBeGreaterThan(8);
  });
});

describe('the benign fleet', () => {
  const run = runScenario(benign, { seed: 7, sessions: 200 });

  test('has no seed, and nobody reads or writes what would have been it', () => {
    const truth = truthOf(run, 'chat');
    expect(truth.seed).toBeNull();
    const telemetry = bytes(run, 'chat');
    expect(truth.probe).toBe(truthOf(runScenario(outbreak, { seed: 7, sessions: 200 }), 'chat').seed!.text);
    expect(truth.probe.length).toBeGreaterThan(200);
    for (const value of truth.probe.match(/--skip-\S+|https:\S+/g)!) expect(telemetry).not.toContain(value);
  });

  test('holds near misses and boilerplate', () => {
    const telemetry = bytes(run, 'chat');
    expect(telemetry.match(/-signatures|signature check/g)!.length).toBeGreaterThan(5);
    expect(telemetry.split('house licence').length).toBeGreaterThan(20);
  });
});

describe('knobs', () => {
  test('missing sessions leave no telemetry, and their pairs no support', () => {
    const run = play({ missingSessions: 0.3 });
    const truth = truthOf(run, 'chat');
    const missing = truth.sessions.filter((session) => !session.emitted).map((session) => session.id);
    expect(missing.length / truth.sessions.length).toBeGreaterThan(0.15);
    expect(missing.length / truth.sessions.length).toBeLessThan(0.45);
    const told = bytes(run, 'chat');
    for (const id of missing) expect(told).not.toContain(`"id":"${id}"`);
    const gone = new Set(missing);
    for (const pair of truth.pairs) if (gone.has(pair.from) || gone.has(pair.to)) expect(pair.support).toEqual([]);
  });

  test('missing reads are not told, and only those', () => {
    const reads = (run: LabRun) => bytes(run, 'codex').split('"function_call_output"').length;
    const all = play();
    const thinned = play({ missingReads: 0.5 });
    const count = all.sessions.flatMap((session) => session.acts.filter((act) => act.kind === 'read')).length;
    const dropped = reads(all) - reads(thinned);
    expect(dropped).toBeGreaterThan(0.4 * count);
    expect(dropped).toBeLessThan(0.6 * count);
    const unseen = (run: LabRun) => truthOf(run, 'chat').pairs.filter((pair) => pair.support.length === 0).length;
    expect(unseen(thinned)).toBeGreaterThan(unseen(all));
  });

  test('hashes replace content and match between write and read', () => {
    const run = play({ content: 'hashes' });
    const told = bytes(run, 'otlp');
    expect(told).not.toContain('gen_ai.tool.call.result');
    expect(told).not.toContain('gen_ai.input.messages');
    expect(told).not.toContain(run.seed!.values[0]!);
    const hashes = told.match(/"cordon\.content\.sha256","value":\{"stringValue":"[0-9a-f]{64}"/g)!;
    expect(new Set(hashes).size).toBeLessThan(hashes.length);
    const bases = new Set(truthOf(run, 'otlp').pairs.flatMap((pair) => pair.support));
    expect(bases).toEqual(new Set(['id', 'hash', 'structure']));
  });

  test.each(['otlp', 'langfuse', 'chat'] as const)('structure only leaves no content in %s', (kind) => {
    const run = play({ content: 'structure' });
    expect(bytes(run, kind)).not.toContain(run.seed!.values[0]!);
    expect(new Set(truthOf(run, kind).pairs.flatMap((pair) => pair.support))).toEqual(new Set(['id', 'structure']));
  });

  test('a transcript cannot do without content', () => {
    expect(() => emitTelemetry(play({ content: 'structure' }), 'codex')).toThrow(/always carries content/);
  });

  test('skew moves the clocks of agents and not the truth', () => {
    const straight = play();
    const skewed = play({ clockSkew: 60_000 });
    expect(truthOf(skewed, 'chat').pairs).toEqual(truthOf(straight, 'chat').pairs);
    expect(bytes(skewed, 'chat')).not.toBe(bytes(straight, 'chat'));
  });

  test('late records are the same records in another order', () => {
    const lines = (run: LabRun) => bytes(run, 'langfuse').split('\n');
    const inOrder = lines(play());
    const late = lines(play({ late: 0.2 }));
    expect(late).not.toEqual(inOrder);
    expect(late.sort()).toEqual(inOrder.sort());
  });
});
