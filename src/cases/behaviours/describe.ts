import type { Leaf } from './plan.ts';
import type { Tally } from './record.ts';

/** What was seen, as the end of a sentence that begins with "it". */
export function describeLeaf({ condition }: Leaf, { count, first }: Tally): string {
  const times = count === 1 ? '' : ` ${count} times`;
  const tool = first[0]?.tool;
  if ('call' in condition)
    return `called ${tool ?? 'a tool'}${condition.call.argument ? ' with such an argument' : ''}${times}`;
  if ('write' in condition) return `wrote ${condition.write.text ? 'such a text' : 'there'}${times}`;
  if ('read' in condition) return `read ${condition.read.text ? 'such a text' : 'it'}${times}`;
  if ('say' in condition) return `said it${times}`;
  if ('asked' in condition) return 'was asked for it';
  if ('refusal' in condition)
    return `${first[0]?.kind === 'write' ? 'wrote' : 'said'} that it declines its task${times}`;
  if ('relay' in condition) return `wrote on what it had read elsewhere${times}`;
  if ('spawn' in condition) return `started ${count === 1 ? 'a sub-agent' : `${count} sub-agents`}`;
  if ('exchange' in condition) return `answered others in a shared place${times}`;
  return `was judged so by ${condition.judge.name}${times}`;
}
