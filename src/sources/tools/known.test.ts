import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { effectOf, fileArtifact, normalisePath, outcomeOf, readsOf, type ToolPlace, urlArtifact } from './index.ts';

const place: ToolPlace = { scope: '', cwd: '/home/u/p' };
const outcome = (tool: string, input: unknown, text = 'ok', structured?: unknown) => {
  const { writes, reads } = outcomeOf({ tool, input }, { text, structured }, place);
  return {
    writes: writes.map((w) => [w.mode, w.artifact?.key, w.text, w.removed].filter((part) => part !== undefined)),
    reads: reads.map((r) => [r.channel, r.artifact?.key, r.text].filter((part) => part !== undefined)),
  };
};

describe('tools that are known', () => {
  test('Read gives the file without the line numbers that the client adds', () => {
    const { reads } = outcome('Read', { file_path: 'a.md' }, '     1→one\n    10→two');
    expect(reads).toEqual([['codebase', '/home/u/p/a.md', 'one\ntwo']]);
    const kept = outcome('Read', { file_path: 'a.md' }, '     1→on', { type: 'text', file: { content: 'one' } });
    expect(kept.reads).toEqual([['codebase', '/home/u/p/a.md', 'one']]);
  });

  test('Write, Edit and MultiEdit', () => {
    expect(outcome('Write', { file_path: '/a', content: 'x' }).writes).toEqual([['replace', '/a', 'x']]);
    expect(outcome('Edit', { file_path: '/a', old_string: 'x', new_string: 'y' }).writes).toEqual([
      ['edit', '/a', 'y', 'x'],
    ]);
    const edits = [
      { old_string: 'x', new_string: 'y' },
      { old_string: '', new_string: 'z' },
    ];
    expect(outcome('MultiEdit', { file_path: '/a', edits }).writes).toEqual([
      ['edit', '/a', 'y', 'x'],
      ['replace', '/a', 'z'],
    ]);
  });

  test('an edit whose answer shows the file around it reads that', () => {
    const text =
      "The file /a has been updated. Here's the result of running `cat -n` on a snippet:\n     1→x\n     2→y";
    expect(outcome('Edit', { file_path: '/a', old_string: 'q', new_string: 'y' }, text).reads).toEqual([
      ['codebase', '/a', 'x\ny'],
    ]);
  });

  test('the memory tool keeps records in /memories', () => {
    const create = { command: 'create', path: '/memories/plan.md', file_text: 'x' };
    expect(outcome('memory', create).writes).toEqual([['replace', '/memories/plan.md', 'x']]);
    const text = "Here's the content of /memories/plan.md with line numbers:\n     1\tx";
    expect(outcome('memory', { command: 'view', path: '/memories/plan.md' }, text).reads).toEqual([
      ['memory', '/memories/plan.md', 'x'],
    ]);
  });

  test('a tool of a known name with other arguments is read by the generic rules', () => {
    expect(outcome('memory', { key: 'plan' }, 'x').reads).toEqual([['memory', 'plan', 'x']]);
    expect(outcome('write', { key: 'plan', value: 'x' }).writes).toEqual([['replace', 'plan', 'x']]);
  });

  test('Codex: patch and shell', () => {
    const patch = '*** Begin Patch\n*** Add File: a\n+one\n+two\n*** Delete File: b\n*** End Patch';
    expect(outcome('apply_patch', patch).writes).toEqual([
      ['replace', '/home/u/p/a', 'one\ntwo'],
      ['delete', '/home/u/p/b'],
    ]);
    const moved = outcome('exec_command', { cmd: 'cat a', workdir: '/else' }, 'T');
    expect(moved.reads).toEqual([['codebase', '/else/a', 'T']]);
    expect(outcome('local_shell', { action: { command: ['cat', 'a'] } }, 'T').reads).toEqual([
      ['codebase', '/home/u/p/a', 'T'],
    ]);
  });

  test('Gemini CLI', () => {
    const many = '--- a.md ---\n\none\n\n--- b.md ---\n\ntwo\n';
    expect(outcome('read_many_files', { paths: ['*.md'] }, many).reads.map((r) => r[2])).toEqual(['one', 'two']);
    expect(outcome('save_memory', { fact: 'x' }).writes).toEqual([['append', '~/.gemini/GEMINI.md', 'x']]);
    expect(outcome('web_fetch', { prompt: 'sum up https://x.example/a#b' }, 'T').reads).toEqual([
      ['web', 'https://x.example/a', 'T'],
    ]);
    expect(outcome('replace', { file_path: '/a', old_string: 'x', new_string: 'y' }).writes).toEqual([
      ['edit', '/a', 'y', 'x'],
    ]);
  });

  test('MCP servers', () => {
    const slack = outcome('mcp__slack__slack_post_message', { channel_id: 'C1', text: 'x' }, '{"ok":true,"ts":"17.5"}');
    expect(slack.writes).toEqual([['replace', '17.5', 'x']]);
    const history = '{"messages":[{"ts":"17.5","text":"x"}]}';
    expect(outcome('mcp__slack__slack_get_channel_history', { channel_id: 'C1' }, history).reads).toEqual([
      ['message', '17.5', 'x'],
    ]);
    const entities = { entities: [{ name: 'bob', entityType: 'person', observations: ['a', 'b'] }] };
    expect(outcome('mcp__memory__create_entities', entities).writes).toEqual([['replace', 'bob', 'a\nb']]);
    expect(outcome('mcp__memory__search_nodes', { query: 'b' }, JSON.stringify(entities)).reads).toEqual([
      ['memory', 'bob', 'a\nb'],
    ]);
    const file = { owner: 'o', repo: 'r', path: 'a.md', content: 'x', message: 'm' };
    const { writes } = effectOf({ tool: 'mcp__github__create_or_update_file', input: file }, place);
    expect(writes[0]?.artifact).toEqual({ channel: 'codebase', scope: 'o/r', key: 'a.md' });
    const edit = { path: '/a', edits: [{ oldText: 'x', newText: 'y' }] };
    expect(outcome('mcp__filesystem__edit_file', edit).writes).toEqual([['edit', '/a', 'y', 'x']]);
  });

  test('searching is marked, and what it shows of files is read as theirs', () => {
    const grep = { tool: 'Grep', input: { pattern: 'x', output_mode: 'content' } };
    expect(effectOf(grep, place).purpose).toBe('search');
    expect(readsOf(grep, { text: 'a.ts:1:x\nb.ts:2:xx' }, place).map((r) => r.text)).toEqual(['x', 'xx']);
    expect(outcome('WebSearch', { query: 'x' }, 'T').reads).toEqual([['web', 'T']]);
  });

  test('arguments are text without keys and escapes', () => {
    expect(effectOf({ tool: 'x', input: { a: 'one\n"two"', b: [1, { c: true }] } }, place).args).toBe(
      'one\n"two"\n1\ntrue',
    );
    expect(effectOf({ tool: 'x', input: '{"a":"one"}' }, place).args).toBe('one');
  });

  property.prop([fc.string(), fc.jsonValue(), fc.oneof(fc.string(), fc.json())])(
    'nothing throws',
    (tool, input, text) => {
      expect(outcomeOf({ tool, input }, { text }, place)).toBeDefined();
    },
  );
});

describe('paths and URLs', () => {
  test.each([
    ['a/./b/../c', '/x', '/x/a/c'],
    ['/a//b/', '/x', '/a/b'],
    ['C:\\a\\..\\b', undefined, 'C:/b'],
    ['b', 'c:\\a', 'C:/a/b'],
    ['~/a', '/x', '~/a'],
    ['file:///a%20b', undefined, '/a b'],
    ['../../a', undefined, '../../a'],
    ['/../a', undefined, '/a'],
  ])('%s in %s is %s', (path, cwd, expected) => {
    expect(normalisePath(path, cwd)).toBe(expected);
  });

  test('a URL has one spelling', () => {
    expect(urlArtifact('HTTPS://u:p@X.Example:443/a/?utm_source=q&b=1#c')?.key).toBe('https://x.example/a?b=1');
    expect(urlArtifact('javascript:alert(1)')).toBeUndefined();
  });

  test('a repository scopes its files, a host all others', () => {
    const known: ToolPlace = { scope: '', cwd: '/p', repository: 'o/r', host: 'h' };
    expect(fileArtifact('/p/a', known)).toEqual({ channel: 'codebase', scope: 'o/r', key: 'a' });
    expect(fileArtifact('/q/a', known)).toEqual({ channel: 'codebase', scope: 'h', key: '/q/a' });
    expect(fileArtifact('MEMORY.md', known)?.channel).toBe('memory');
    expect(fileArtifact('~/.claude/projects/p/memory/x.md', known)?.channel).toBe('memory');
  });
});
