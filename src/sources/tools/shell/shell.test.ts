import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { effectOf, readsOf, type ToolPlace, writesOf } from '../index.ts';
import { parseShell } from './parse.ts';

const place: ToolPlace = { scope: '', cwd: '/p', repository: 'o/r' };
const bash = (command: unknown) => ({ tool: 'Bash', input: { command } });
const writes = (command: unknown) =>
  effectOf(bash(command), place).writes.map((w) =>
    [w.mode, w.artifact?.key, w.text, w.removed].filter((x) => x !== undefined),
  );
const reads = (command: unknown, text: string) =>
  readsOf(bash(command), { text }, place).map((r) => [r.channel, r.artifact?.key, r.text]);

describe('what a shell command writes', () => {
  test.each<[string, unknown[][]]>([
    ['echo "a b" > f.txt', [['replace', 'f.txt', 'a b']]],
    ["printf 'x %s\\n' y >> ./d/../f", [['append', 'f', 'x y\n']]],
    ["cat > f <<'EOF'\nline $one\n\"two\nEOF\necho done", [['replace', 'f', 'line $one\n"two\n']]],
    ['cat <<EOF | tee -a f >/dev/null\nhi\nEOF', [['append', 'f', 'hi\n']]],
    ["sed -i 's/old text/new text/' f", [['edit', 'f', 'new text', 'old text']]],
    ["sed -i '' -e 's/o.d/new/g' f", [['edit', 'f', 'new']]],
    [
      'rm -rf a b',
      [
        ['delete', 'a'],
        ['delete', 'b'],
      ],
    ],
    [
      'mv a b/',
      [
        ['delete', 'a'],
        ['replace', 'b/a'],
      ],
    ],
    ['cd sub && echo x > f', [['replace', 'sub/f', 'x']]],
    ["bash -lc 'echo x > f'", [['replace', 'f', 'x']]],
    ['make > /dev/null 2>&1', []],
    ['curl -s https://x.example/a -o out.html', [['replace', 'out.html']]],
    ["curl -X POST -d 'hello' https://x.example/in", [['append', 'https://x.example/in', 'hello']]],
    ["git commit -m \"$(cat <<'EOF'\nIt's (done)\nEOF\n)\"", [['append', 'repo:o/r', "It's (done)"]]],
    ['gh issue comment 5 -R o/r --body "do it"', [['append', 'o/r/issue/5', 'do it']]],
    [
      "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: f\n@@\n-a\n+b\n*** End Patch\nEOF",
      [['edit', 'f', 'b', 'a']],
    ],
    ['sudo env A=b tee f <<< word', [['replace', 'f', 'word']]],
    ['if true; then echo x > f; fi', [['replace', 'f', 'x']]],
  ])('%s', (command, expected) => {
    expect(writes(command)).toEqual(expected);
  });

  test('argument vectors are scripts too', () => {
    expect(writes(['bash', '-lc', "echo 'it''s' > f"])).toEqual([['replace', 'f', 'its']]);
    expect(writes(['cp', 'a', 'b c'])).toEqual([['replace', 'b c']]);
  });

  test('writes of a shell are inferred', () => {
    expect(effectOf(bash('echo x > f'), place).writes[0]).toMatchObject({ how: 'inferred', channel: 'codebase' });
  });
});

describe('what a shell command reads', () => {
  test.each<[string, string, unknown[][]]>([
    ['cat f', 'T', [['codebase', 'f', 'T']]],
    ['head -n 5 f | grep x', 'T', [['codebase', 'f', 'T']]],
    ["sed -n '1,5p' f", 'T', [['codebase', 'f', 'T']]],
    [
      'cat a b',
      'T',
      [
        ['codebase', 'a', 'T'],
        ['codebase', 'b', 'T'],
      ],
    ],
    [
      'cat f | wc -l',
      '3',
      [
        ['codebase', 'f', undefined],
        ['tool', undefined, '3'],
      ],
    ],
    [
      'cp a b',
      'ok',
      [
        ['codebase', 'a', undefined],
        ['tool', undefined, 'ok'],
      ],
    ],
    ['npm test', 'ok', [['tool', undefined, 'ok']]],
    ['curl -s https://x.example/a', 'T', [['web', 'https://x.example/a', 'T']]],
    [
      'git pull',
      'up to date',
      [
        ['codebase', 'repo:o/r', undefined],
        ['tool', undefined, 'up to date'],
      ],
    ],
    [
      'git clone git@github.com:a/b.git',
      'x',
      [
        ['codebase', 'repo:github.com/a/b', undefined],
        ['tool', undefined, 'x'],
      ],
    ],
    ['gh pr view 7', 'T', [['message', 'o/r/pr/7', 'T']]],
    [
      'grep -rn x src',
      'src/a.ts:3:one\nsrc/b.ts:9:two',
      [
        ['codebase', 'src/a.ts', 'one'],
        ['codebase', 'src/b.ts', 'two'],
      ],
    ],
    ['cat *.md', 'T', [['codebase', undefined, 'T']]],
    ['jq .x f.json', 'T', [['codebase', 'f.json', 'T']]],
    ['cat ~/.claude/projects/p/memory/MEMORY.md', 'T', [['memory', '~/.claude/projects/p/memory/MEMORY.md', 'T']]],
  ])('%s', (command, text, expected) => {
    expect(reads(command, text)).toEqual(expected);
  });

  test('an empty answer about nothing is no read', () => {
    expect(reads('true', '')).toEqual([]);
  });

  test('output in a JSON wrapper is unwrapped', () => {
    expect(reads('cat f', '{"output":"T\\n","metadata":{"exit_code":0}}')).toEqual([['codebase', 'f', 'T\n']]);
  });
});

describe('what the answer names', () => {
  const opened = (command: string, text: string) =>
    writesOf(bash(command), { text }, place).map(({ artifact, text: body }) => [artifact?.scope, artifact?.key, body]);

  test.each<[string, string, unknown[][]]>([
    [
      'gh issue create -R o/r --title t --body "do it"',
      'https://github.com/o/r/issues/12\n',
      [['', 'o/r/issue/12', 't\ndo it']],
    ],
    [
      'git push && gh pr create --fill --body b',
      'Creating pull request\n\nhttps://github.com/o/r/pull/7',
      [
        ['', 'repo:o/r', undefined],
        ['', 'o/r/pr/7', 'b'],
      ],
    ],
    [
      'gh issue create -b one; gh issue create -b two',
      'https://github.com/o/r/issues/1\nhttps://github.com/o/r/issues/2',
      [
        ['', 'o/r/issue/1', 'one'],
        ['', 'o/r/issue/2', 'two'],
      ],
    ],
    ['gh issue create -b one', 'see https://github.com/o/r/issues/1 for more', [[undefined, undefined, 'one']]],
    [
      'gh issue create -b one',
      'https://github.com/o/r/issues/1\nhttps://github.com/o/r/issues/2',
      [[undefined, undefined, 'one']],
    ],
  ])('%s: %s', (command, text, expected) => {
    expect(opened(command, text)).toEqual(expected);
  });

  test('who looks at it names the same', () => {
    const [write] = writesOf(bash('gh issue create -b x'), { text: 'https://github.com/o/r/issues/12' }, place);
    const [read] = readsOf(bash('gh issue view 12 -R o/r'), { text: 'x' }, { scope: '', cwd: '/elsewhere' });
    expect(read?.artifact).toEqual(write?.artifact);
  });
});

describe('the parser', () => {
  property.prop([fc.string({ unit: fc.constantFrom(...'ab \'"`$(){}<>|&;\\\n#-=*EOF') })])('never throws', (script) => {
    expect(parseShell(script).commands.length).toBeGreaterThanOrEqual(0);
    expect(Array.isArray(effectOf(bash(script), place).writes)).toBe(true);
  });

  test('is linear in unclosed and nested input', () => {
    const started = performance.now();
    for (const piece of ['$(', '`', '"', "'", '<<a ', '(', '$((', '<(', 'echo "$(', 'a|'])
      parseShell(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
