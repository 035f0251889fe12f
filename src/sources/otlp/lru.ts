interface Entry<V> {
  key: string;
  value: V;
  weight: number;
  older: Entry<V> | undefined;
  newer: Entry<V> | undefined;
}

/**
 * A map that holds a bounded weight; what was not used for longest goes first. The order is a list of its own: a `Map` that
 * loses its first entry again and again walks, each time, over all that it has lost since it last grew.
 */
export class Lru<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private oldest: Entry<V> | undefined;
  private newest: Entry<V> | undefined;
  private total = 0;
  private readonly limit: number;
  private readonly evicted: (value: V, key: string) => void;

  constructor(limit: number, evicted: (value: V, key: string) => void = () => {}) {
    this.limit = limit;
    this.evicted = evicted;
  }

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.use(entry);
    return entry.value;
  }

  set(key: string, value: V, weight = 1): void {
    let entry = this.entries.get(key);
    this.total += weight - (entry?.weight ?? 0);
    if (entry === undefined) {
      entry = { key, value, weight, older: undefined, newer: undefined };
      this.entries.set(key, entry);
    } else {
      entry.value = value;
      entry.weight = weight;
    }
    this.use(entry);
    while (this.total > this.limit && this.oldest !== this.newest) {
      const first = this.oldest!;
      this.unlink(first);
      this.entries.delete(first.key);
      this.total -= first.weight;
      this.evicted(first.value, first.key);
    }
  }

  /** All values, the least used first; the map is empty afterwards. */
  drain(): V[] {
    const values: V[] = [];
    for (let entry = this.oldest; entry !== undefined; entry = entry.newer) values.push(entry.value);
    this.entries.clear();
    this.oldest = this.newest = undefined;
    this.total = 0;
    return values;
  }

  private use(entry: Entry<V>): void {
    if (entry === this.newest) return;
    this.unlink(entry);
    entry.older = this.newest;
    if (this.newest === undefined) this.oldest = entry;
    else this.newest.newer = entry;
    this.newest = entry;
  }

  /** Takes it out of the list; one that is in none is left as it is. */
  private unlink(entry: Entry<V>): void {
    const { older, newer } = entry;
    if (older !== undefined) older.newer = newer;
    else if (this.oldest === entry) this.oldest = newer;
    if (newer !== undefined) newer.older = older;
    else if (this.newest === entry) this.newest = older;
    entry.older = entry.newer = undefined;
  }
}
