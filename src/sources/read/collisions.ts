import type { FileEntry } from './events.ts';

/** Session ids that are named; the others are counted. */
const NAMED = 3;

/** Sessions whose id stands in two files, of a kind of telemetry in which that may be two sessions. */
export class Collisions {
  /** File in which each session was seen first. */
  private readonly first = new Map<string, number>();
  private readonly found = new Map<string, [number, number]>();

  /** `own`: ids of this file's source are of its writer's choosing. */
  note(session: string, file: number, own: boolean): void {
    const first = this.first.get(session);
    if (first === undefined) this.first.set(session, own ? file : -1 - file);
    else if (first !== file && (own || first >= 0) && -1 - first !== file && !this.found.has(session)) {
      this.found.set(session, [first >= 0 ? first : -1 - first, file]);
    }
  }

  /** What there is to say of them; `undefined` when there are none. */
  hint(files: readonly FileEntry[]): string | undefined {
    if (this.found.size === 0) return undefined;
    const named = [...this.found]
      .slice(0, NAMED)
      .map(([session, [a, b]]) => `"${session}" in ${files[a]!.path} and in ${files[b]!.path}`);
    const more = this.found.size > NAMED ? ` and ${this.found.size - NAMED} more` : '';
    return `The same session id stands in two files: ${named.join(', ')}${more}. They are read as one session; if they are two, who wrote first and who read is blurred: give each an id of its own.`;
  }
}
