import type { Behaviour, Condition } from '../../fleet/index.ts';

/**
 * Whether a case of this behaviour is somebody who wrote on what it had read. Then contact between cases is part of the
 * definition and no sign that one brought the other about: mail that is forwarded all day looks the same.
 */
export function isPassingOn({ suspected, probable }: Behaviour): boolean {
  return [suspected, probable].some((condition) => condition !== undefined && holdsRelay(condition));
}

function holdsRelay(condition: Condition): boolean {
  if ('relay' in condition) return true;
  if ('all' in condition) return condition.all.some(holdsRelay);
  if ('any' in condition) return condition.any.some(holdsRelay);
  if ('inOrder' in condition) return condition.inOrder.some(holdsRelay);
  return false;
}
