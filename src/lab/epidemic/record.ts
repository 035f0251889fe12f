import type { Artifact } from '../run.ts';
import type { ScenarioFile } from '../scenario/file.ts';
import type { StrainKind } from '../strains/strain.ts';

/** A session in whom a strain took. */
export interface InfectedSession {
  session: number;
  /** Place in `strains`. */
  strain: number;
  /** When it took: when the copy was read, or when the session began of its own accord. */
  infected: number;
  /** When it first showed it: carried it out or wrote a copy. `undefined`: the session ended before that. */
  onset: number | undefined;
  /** Whose copy it was, where it stood and when it came to stand there. `undefined`: an introduction. */
  from: { session: number; artifact: Artifact; written: number } | undefined;
  /** How an introduction came in. */
  by: 'session' | 'page' | 'message' | undefined;
  /** Where an introduction was read. */
  source: Artifact | undefined;
  /** Somebody recognises it as a case. */
  detected: boolean;
}

/** A session met a copy that another case had written, for the first time. */
export interface MetCopy {
  session: number;
  /** Who wrote the copy. */
  from: number;
  time: number;
  /** Probability that it would take in this session, were nothing else there. */
  chance: number;
  /** The words that were read, without their dress. */
  wording: string;
}

export interface StrainRecord {
  id: string;
  kind: StrainKind;
  text: string;
  values: readonly string[];
}

/** Who infected whom in a played fleet. */
export interface EpidemicRecord {
  scenario: ScenarioFile;
  strains: StrainRecord[];
  /** In the order in which it took. */
  infected: InfectedSession[];
  /** Every copy that a session met, also where it had taken before. */
  met: MetCopy[];
  /** Sessions that wrote a copy on without having taken it up. */
  carriers: Set<number>;
  /** When a person stopped it; `undefined`: nobody did. */
  stopped: number | undefined;
}
