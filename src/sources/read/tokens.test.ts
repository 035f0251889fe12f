import { expect, test } from 'vitest';
import { usageOf } from '../chat/messages.ts';
import { claudeCode } from '../claude-code/index.ts';
import { tokens } from '../otlp/recorded.ts';
import { collect } from './collect.ts';

const NO_COUNTS = [-1, 0.5, 1e10, 1e308, Number.NaN, Number.POSITIVE_INFINITY];

test.each(NO_COUNTS)('%d is no count of tokens, whatever the format', (bad) => {
  expect(usageOf({ input_tokens: bad, output_tokens: 3 })).toEqual({ input: 0, output: 3 });
  expect(tokens(bad, 3)).toEqual({ input: 0, output: 3 });
  expect(tokens(bad, undefined)).toBeUndefined();
  const usage = { input_tokens: bad, output_tokens: 3 };
  const record = { type: 'assistant', sessionId: 's', uuid: 'u', message: { id: 'm', content: [], usage } };
  const spent = collect(claudeCode, [record], {}, new Map()).events.filter(({ kind }) => kind === 'usage');
  expect(spent).toMatchObject([{ input: 0, output: 3 }]);
});
