import type { CaseRow } from '../../state/cases.ts';
import { CASE_STATUSES, type CaseStatus } from '../../state/view.ts';
import type { Hue } from '../../ui/colour.ts';

export const CASE_MEANING: Record<CaseStatus, string> = {
  confirmed: 'A person said so, or it relayed a known seed exactly. A called case.',
  probable: 'It meets the stronger condition of the definition. A called case.',
  suspected: 'It meets the weaker condition only. Reported, and not called.',
  dismissed: 'A person looked, and found no case. Counts in no rate as one.',
};

/** A status as a mark: filled where the case is called, and never told apart by colour alone. */
export const STATUS_HUES: readonly Required<Hue>[] = [
  { key: 'confirmed', label: 'Confirmed', colour: 'var(--case-confirmed)', shape: 'diamond' },
  { key: 'probable', label: 'Probable', colour: 'var(--case-probable)', shape: 'disc' },
  { key: 'suspected', label: 'Suspected', colour: 'var(--case-suspected)', shape: 'ring' },
  { key: 'dismissed', label: 'Dismissed', colour: 'var(--case-dismissed)', shape: 'cross' },
];

export const hueOf = (row: CaseRow): Required<Hue> => STATUS_HUES[CASE_STATUSES.indexOf(row.status)] as Required<Hue>;
