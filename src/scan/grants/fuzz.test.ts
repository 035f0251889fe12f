// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAnchors } from '../facts/cli-anchors.ts';
import { LineMap, Scalar } from '../repository/text.ts';
import { parseClaudeArgs } from './claude-args.ts';
import { parsePattern } from './claude-tools.ts';
import { commandPower } from './commands.ts';
import { splitCommands } from './shell.ts';
import { splitTools, splitWords } from './words.ts';

/** Texts with much of what these grammars give a meaning to. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '--allowedTools',
        '--',
        '-p',
        'Bash(',
        ')',
        '"',
        "'",
        '\\',
        '\n',
        '#',
        ' ',
        ',',
        '$(',
        '`',
        '<<EOF',
        'EOF',
        '${{',
        '}}',
        'claude -p',
        '|',
        ';',
        '=',
        '*',
        ':*',
        'gh api',
        'git -c',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const raw = (value: string) => new Scalar(value, new LineMap('f', value), 0, value.length, 'raw');

describe('tool grammars take any text', () => {
  it('words and lists keep to their text, in order', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        let last = 0;
        for (const word of splitWords(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last);
          expect(word.end).toBeLessThanOrEqual(text.length);
          last = word.end;
        }
        for (const tool of splitTools(text, false)) expect(text.slice(tool.start, tool.end)).toBe(tool.value);
      }),
    );
  });

  it('arguments, commands and patterns never throw', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const args = parseClaudeArgs(raw(text));
        for (const tool of [...args.allowed, ...args.disallowed]) expect(tool.span.line).toBeGreaterThan(0);
        for (const command of splitCommands(text)) {
          expect(command.words.length).toBeGreaterThan(0);
          expect(command.end).toBeLessThanOrEqual(text.length);
        }
        findAnchors(text);
        parsePattern(text);
        expect(commandPower(text, false).capabilities.length).toBeGreaterThan(0);
      }),
    );
  });

  it('quoting gives back what was quoted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 10 }).filter((word) => !word.includes("'")),
          { maxLength: 8 },
        ),
        (words) => {
          const text = words.map((word) => `'${word}'`).join(' ');
          expect(splitWords(text).map((word) => word.value)).toEqual(words);
        },
      ),
    );
  });

  it('takes time in proportion to the text', () => {
    for (const part of ['"', '$(', '<<A\n', '\\\n', 'Bash(', "'a' ", 'claude -p x;']) {
      const started = performance.now();
      const text = part.repeat(50_000);
      splitCommands(text);
      splitTools(text, true);
      splitWords(text);
      findAnchors(text);
      expect(performance.now() - started, part).toBeLessThan(2_000);
    }
  });
});

describe('shell commands', () => {
  const words = (script: string) => splitCommands(script).map((command) => command.words.join(' '));

  it.each([
    ['a b | c; d && e', ['a b', 'c', 'd', 'e']],
    ["claude -p 'x; y' # z", ['claude -p x; y']],
    ['R=$(claude -p "go")', ['R=', 'claude -p go']],
    ['echo "$(claude -p go)"', ['claude -p go', 'echo $(claude -p go)']],
    ['cat <<EOF | claude -p\nrm -rf x\nEOF\nls', ['cat', 'claude -p', 'ls']],
    ['a \\\n  b', ['a b']],
  ])('%s', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });

  it('finds agents, and not their names in other words', () => {
    const programs = (script: string) => findAnchors(script).map((anchor) => anchor.product);
    expect(programs('timeout 300 claude -p "x"')).toEqual(['claude-code']);
    expect(programs('FOO=1 npx -y @openai/codex@0.5.0 exec x')).toEqual(['codex']);
    expect(
      programs('# claude -p x\necho claude -p\nnpm install -g @anthropic-ai/claude-code\nclaude --version'),
    ).toEqual([]);
  });

  it('opens the script that a shell is given', () => {
    const found = (script: string) => findAnchors(script).map(({ product, args }) => `${product} ${args.join(' ')}`);
    expect(found('bash -c "claude -p \'fix it\'"')).toEqual(['claude-code -p fix it']);
    expect(found("timeout 60 /bin/bash -euo pipefail -lc 'cd x && codex exec go'")).toEqual(['codex exec go']);
    expect(found("eval 'claude -p x'")).toEqual(['claude-code -p x']);
    expect(found("bash -c 'echo claude -p x'")).toEqual([]);
    expect(found('bash claude -p x')).toEqual([]);
  });
});
