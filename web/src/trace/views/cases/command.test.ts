import { expect, test } from 'vitest';
import { shellWord, verdictCommand } from './command.ts';

test('a command is one that can be pasted', () => {
  expect(verdictCommand('confirm', 'run-1042', 'hijack')).toBe(
    'cordon confirm run-1042 --behaviour hijack --reason "why" --store fleet.duckdb',
  );
});

test('an id from telemetry cannot become a command of its own', () => {
  expect(shellWord('a; rm -rf $HOME')).toBe("'a; rm -rf $HOME'");
  expect(shellWord("it's")).toBe("'it'\\''s'");
  expect(shellWord('')).toBe("''");
  expect(verdictCommand('dismiss', '--store=x', 'b')).toMatch(/ -- --store=x$/);
});

test('what cannot be seen is not offered for pasting', () => {
  for (const id of ['a\nb', 'a\u001b[2J', 'a\u202eb', 'a\u200bb', 'a\u2028b']) {
    expect(verdictCommand('confirm', id, 'hijack')).toBeUndefined();
  }
});
