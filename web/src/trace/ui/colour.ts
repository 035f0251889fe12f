import { ACTED, ACTED_LABEL, type Acted, ALL_BASES, count } from '../../shared/lib/words.ts';
import type { Model, Row } from '../state/model.ts';
import type { ColourBy } from '../state/view.ts';
import type { Shape } from './marks.ts';

/** A key of the legend: what a colour stands for. */
export interface Hue {
  key: string;
  label: string;
  colour: string;
  shape?: Shape;
}

const ACTED_SHAPE: Record<Acted, Shape> = {
  relayed: 'triangle',
  used: 'disc',
  quoted: 'box',
  unknown: 'cross',
  no: 'ring',
};
const WRITER: Hue = { key: 'writer', label: 'First writer', colour: 'var(--role-writer)', shape: 'diamond' };
const COPIER: Hue = { key: 'copier', label: 'Wrote a copy', colour: 'var(--acted-relayed)', shape: 'square' };
const NONE: Hue = { key: 'none', label: 'Not known', colour: 'var(--channel-none)' };
const REACHABLE: Hue = { key: 'reachable', label: 'Could have read it', colour: 'var(--role-reachable)' };
const OTHER: Hue = { key: 'other', label: 'Not touched', colour: 'var(--role-other)' };
const SERIES = 9;
const GENERATIONS = 5;

/** Gives each row its colour, the same object for the same key. Made once for a model and a choice. */
export function colouring(model: Model, by: ColourBy): (row: Row) => Hue {
  const hues = new Map<string, Hue>();
  const rank = new Map(model.agents.map((agent, index) => [agent, index]));
  const hue = (key: string, make: () => Hue): Hue => {
    const known = hues.get(key) ?? make();
    hues.set(key, known);
    return known;
  };
  return (row) => {
    if (row.role === 'reachable') return REACHABLE;
    if (row.role === 'other') return OTHER;
    if (by === 'agent') {
      const at = rank.get(row.session.agent) ?? SERIES;
      if (at >= SERIES)
        return hue('rest', () => ({ key: 'rest', label: 'Other agents', colour: 'var(--series-rest)' }));
      return hue(row.session.agent, () => ({
        key: row.session.agent,
        label: row.session.agent,
        colour: `var(--series-${at})`,
      }));
    }
    if (row.role === 'writer') return WRITER;
    if (by === 'channel') {
      const channel = row.channel;
      return channel
        ? hue(channel, () => ({ key: channel, label: channel, colour: `var(--channel-${channel})` }))
        : NONE;
    }
    if (by === 'basis') {
      const basis = row.basis ?? 'none';
      return hue(basis, () => ({
        key: basis,
        label: basis === 'none' ? 'no link' : basis,
        colour: `var(--basis-${basis})`,
      }));
    }
    if (by === 'generation') {
      if (row.generation === null) return NONE;
      const step = Math.min(row.generation, GENERATIONS);
      const label = step === GENERATIONS ? `${count(step, 'step')} or more` : count(step, 'step');
      return hue(String(step), () => ({ key: String(step), label, colour: `var(--generation-${step})` }));
    }
    const acted = row.acted;
    if (acted === null) return COPIER;
    return hue(acted, () => ({
      key: acted,
      label: ACTED_LABEL[acted],
      colour: `var(--acted-${acted})`,
      shape: ACTED_SHAPE[acted],
    }));
  };
}

/** The legend's entries for these rows, in the order of the scale. */
export function legend(rows: readonly Row[], colour: (row: Row) => Hue): Hue[] {
  const present = new Map(rows.map((row) => [colour(row).key, colour(row)]));
  const fixed: readonly string[] = ['writer', 'copier', ...ACTED, ...ALL_BASES];
  const position = (key: string) => (fixed.includes(key) ? fixed.indexOf(key) : fixed.length);
  return [...present.values()].sort(
    (a, b) => position(a.key) - position(b.key) || a.key.localeCompare(b.key, 'en', { numeric: true }),
  );
}

/** Dashes of a link by how it is known: solid where text or a version ties the two, broken where it is inferred. */
export function dashOf(basis: string | null): string | undefined {
  if (basis === 'hash' || basis === 'rule') return '5 3';
  return basis === 'structure' || basis === 'none' || basis === null ? '1.5 3.5' : undefined;
}
