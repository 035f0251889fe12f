import type { Skipped } from '../../fleet/index.ts';

/** Entries of one reason in one file that are listed one by one. */
const LISTED = 20;
/** Different entries in all; what comes after is counted by file alone. */
const ENTRIES = 10_000;

/** What was skipped: the first places of each reason, the rest as a count, bounded however bad the input is. */
export class SkipList {
  private readonly entries: Skipped[] = [];
  private readonly byReason = new Map<string, { listed: number; rest: Skipped | undefined }>();

  /** `count` records at once, where a place stands for several. */
  add(file: string, line: number, reason: string, count = 1): void {
    let key = `${file}\0${reason}`;
    let known = this.byReason.get(key);
    if (known === undefined && this.byReason.size >= ENTRIES) {
      key = `${file}\0`;
      known = this.byReason.get(key);
      if (known === undefined && this.byReason.size >= 2 * ENTRIES) {
        key = '';
        known = this.byReason.get(key);
      }
      known ??= { listed: LISTED, rest: undefined };
      this.byReason.set(key, known);
      this.fold(known, key === '' ? '' : file, 'further records, for other reasons', count);
      return;
    }
    known ??= { listed: 0, rest: undefined };
    this.byReason.set(key, known);
    if (known.listed < LISTED) {
      known.listed++;
      this.entries.push(count === 1 ? { file, line, reason } : { file, line, reason, count });
    } else {
      this.fold(known, file, reason, count);
    }
  }

  /** In the order of first mention. */
  list(): Skipped[] {
    return [...this.entries];
  }

  private fold(known: { rest: Skipped | undefined }, file: string, reason: string, count: number): void {
    if (known.rest === undefined) {
      known.rest = { file, line: 0, reason, count: 0 };
      this.entries.push(known.rest);
    }
    known.rest.count = (known.rest.count ?? 0) + count;
  }
}
