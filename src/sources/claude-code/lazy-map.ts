/** A map that takes room when something is put into it: most sessions never fill theirs, and a run has many sessions. */
export class LazyMap<Key, Value> {
  private map: Map<Key, Value> | undefined;

  get size(): number {
    return this.map?.size ?? 0;
  }

  has(key: Key): boolean {
    return this.map?.has(key) === true;
  }

  get(key: Key): Value | undefined {
    return this.map?.get(key);
  }

  set(key: Key, value: Value): void {
    this.map ??= new Map();
    this.map.set(key, value);
  }
}
