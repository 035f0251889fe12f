/** One file of made telemetry, written piece by piece so that a large fleet is never held as text. */
export interface LabFile {
  /** Relative, `/`-separated, inside the folder of its telemetry. */
  path: string;
  chunks: Iterable<string | Uint8Array>;
}

/** One record of JSON Lines. */
export function jsonLine(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}
