/** What a person said of a session and a behaviour, after looking at it. Kept in the store; a later one replaces it. */
export interface Verdict {
  session: string;
  behaviour: string;
  verdict: 'confirmed' | 'dismissed';
  reason: string;
  /** Milliseconds since the epoch. */
  time: number;
}
