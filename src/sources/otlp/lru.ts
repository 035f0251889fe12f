/** A map that holds a bounded weight; what was not used for longest goes first. */
export class Lru<V> {
  private readonly entries = new Map<string, { value: V; weight: number }>();
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
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V, weight = 1): void {
    this.total += weight - (this.entries.get(key)?.weight ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, weight });
    while (this.total > this.limit && this.entries.size > 1) {
      const [oldest, entry] = this.entries.entries().next().value!;
      this.entries.delete(oldest);
      this.total -= entry.weight;
      this.evicted(entry.value, oldest);
    }
  }

  /** All values, the least used first; the map is empty afterwards. */
  drain(): V[] {
    const values = [...this.entries.values()].map((entry) => entry.value);
    this.entries.clear();
    this.total = 0;
    return values;
  }
}
