import type { Channel, FleetEvent, How, Purpose, WriteEvent } from '../../fleet/index.ts';

/**
 * A closed list as small numbers; 0 is "none". The numbers are what stores hold: one that was given is never changed.
 * Written as a record, so that a word added to the vocabulary does not compile until it has a number here.
 */
class Codes<T extends string> {
  private readonly codes: Readonly<Record<T, number>>;
  private readonly values: T[] = [];

  constructor(codes: Readonly<Record<T, number>>) {
    this.codes = codes;
    for (const value of Object.keys(codes) as T[]) this.values[codes[value]] = value;
  }

  code(value: T | undefined): number {
    return value === undefined ? 0 : this.codes[value];
  }

  value(code: number): T | undefined {
    return this.values[code];
  }
}

export const KIND = new Codes<FleetEvent['kind']>({ session: 1, read: 2, write: 3, call: 4, say: 5, usage: 6 });

export const CHANNEL = new Codes<Channel>({
  context: 1,
  memory: 2,
  codebase: 3,
  message: 4,
  web: 5,
  tool: 6,
  human: 7,
  deployment: 8,
  control: 9,
  inference: 10,
  training: 11,
});

export const HOW = new Codes<How>({ observed: 1, inferred: 2, rule: 3 });

export const MODE = new Codes<WriteEvent['mode']>({ replace: 1, edit: 2, append: 3, delete: 4, touch: 5 });

export const PURPOSE = new Codes<Purpose>({ search: 1, report: 2, reply: 3 });
