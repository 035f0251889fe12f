import { useCallback, useEffect, useState } from 'react';
import type { MotivesDocument } from '../../../../src/motives/document.ts';
import type { Settings } from '../../../../src/motives/result.ts';

/** What the reader has chosen over the document. A key is there only where it differs. */
export interface Choice {
  readonly priorStrength?: number;
  readonly steps?: number;
  /** Infinity is the true graph. */
  readonly capability?: number;
  /** Multiplies what every audit sees. */
  readonly audit?: number;
  readonly operations: Readonly<Record<string, number>>;
  /** Id of the pattern that is looked at. */
  readonly pattern?: string;
}

export const NOTHING: Choice = { operations: {} };
const NUMBERS = ['priorStrength', 'steps', 'capability', 'audit'] as const;
const OPERATION = 'op.';

/** The choice as it stands behind `#` of the address, so that a link shows the same view. */
export function writeChoice(choice: Choice): string {
  const parts = new URLSearchParams();
  for (const name of NUMBERS) if (choice[name] !== undefined) parts.set(name, String(choice[name]));
  for (const [id, strength] of Object.entries(choice.operations)) parts.set(OPERATION + id, String(strength));
  if (choice.pattern !== undefined) parts.set('pattern', choice.pattern);
  return parts.toString();
}

/** What an address says; what it says wrongly is left out. */
export function readChoice(hash: string): Choice {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const numbers = NUMBERS.flatMap((name) => {
    const value = numberOf(parts.get(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  const operations = [...parts].flatMap(([key, text]) => {
    const value = numberOf(text);
    return key.startsWith(OPERATION) && value !== undefined ? [[key.slice(OPERATION.length), value] as const] : [];
  });
  const pattern = parts.get('pattern');
  return {
    ...Object.fromEntries(numbers),
    operations: Object.fromEntries(operations),
    ...(pattern !== null && { pattern }),
  };
}

function numberOf(text: string | null): number | undefined {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return value >= 0 ? value : undefined;
}

/** The settings of a run: the document's, and the reader's over them. Learning keeps its pace per step. */
export function settingsOf(doc: MotivesDocument, choice: Choice): Settings {
  const { steps, learning } = doc.result.settings;
  const own = doc.settings;
  // JSON has null for the true graph.
  const capability = choice.capability ?? (own.capability === null ? Number.POSITIVE_INFINITY : own.capability);
  return {
    ...own,
    ...(capability !== undefined && { capability }),
    ...(choice.priorStrength !== undefined && { priorStrength: choice.priorStrength }),
    ...(choice.steps !== undefined && {
      steps: choice.steps,
      learning: steps > 0 ? (learning / steps) * choice.steps : choice.steps,
    }),
    operations: { ...own.operations, ...choice.operations },
  };
}

/** The address is the state. */
export function useChoice(): [Choice, (change: Partial<Choice> | null) => void] {
  const [choice, setChoice] = useState<Choice>(() => readChoice(window.location.hash));
  useEffect(() => {
    const moved = () => setChoice(readChoice(window.location.hash));
    window.addEventListener('hashchange', moved);
    return () => window.removeEventListener('hashchange', moved);
  }, []);
  useEffect(() => {
    // A slider moves many times a second, and browsers limit how often an address may change.
    const later = setTimeout(() => {
      const hash = writeChoice(choice);
      if (hash !== window.location.hash.slice(1)) window.history.replaceState(null, '', hash === '' ? '#' : `#${hash}`);
    }, 300);
    return () => clearTimeout(later);
  }, [choice]);
  const change = useCallback(
    (some: Partial<Choice> | null) => setChoice((now) => (some === null ? NOTHING : { ...now, ...some })),
    [],
  );
  return [choice, change];
}
