import { name } from '../grammar.ts';
import type { Actor, Step } from '../hands.ts';

/**
 * A session that ends what others run, so that its own work goes on. Each decides so for itself: what it reads (the list
 * of processes, the shared table of slots) tells it that there are others, not what to do about them.
 */
export function rivalry(actor: Actor): Step[] {
  const { rng } = actor;
  const process = 2000 + rng.int(30_000);
  const other = name(rng);
  const list = `  PID COMMAND\n ${process} solve --run ${other}\n ${process + 7} solve --run ${name(rng)}`;
  return [
    (hands, a) => hands.command(a, 'ps -eo pid,args', { kind: 'fixed', text: list }),
    (hands, a) => hands.command(a, `kill -TERM ${process}`, { kind: 'fixed', text: '' }),
    (hands, a) => {
      const line = `slot ${a.rng.int(8)}: taken by ${name(a.rng)} until the run is through (${a.rng.hex(6)})`;
      const table = hands.files(a).find((file) => file.key === 'work/slots.md');
      if (table === undefined) hands.create(a, 'file', 'work/slots.md', [{ kind: 'fixed', text: line }]);
      else {
        hands.read(a, table);
        a.pending.unshift((h, b) => h.replace(b, table, [{ kind: 'fixed', text: line }]));
      }
    },
  ];
}
