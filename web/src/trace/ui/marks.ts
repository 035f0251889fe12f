import type { Row } from '../state/model.ts';

/** What a session did, as a shape: it reads without colour. */
export type Shape = 'diamond' | 'triangle' | 'disc' | 'square' | 'cross' | 'ring' | 'box';

export function shapeOf(row: Row): Shape {
  if (row.role === 'writer') return 'diamond';
  if (row.role === 'copier') return 'square';
  switch (row.acted) {
    case 'relayed':
      return 'triangle';
    case 'used':
      return 'disc';
    case 'quoted':
      return 'box';
    case 'unknown':
      return 'cross';
    default:
      return 'ring';
  }
}

/** Shapes that are an outline; the others are filled. */
export const OUTLINED: ReadonlySet<Shape> = new Set<Shape>(['ring', 'box', 'cross']);

/** The shape around a centre, as path data: many marks of one look are drawn as one path. */
export function markPath(shape: Shape, x: number, y: number, r: number): string {
  const [cx, cy] = [round(x), round(y)];
  switch (shape) {
    case 'diamond':
      return `M${cx} ${round(cy - r * 1.3)}l${round(r * 1.3)} ${round(r * 1.3)} ${round(-r * 1.3)} ${round(r * 1.3)} ${round(-r * 1.3)} ${round(-r * 1.3)}z`;
    case 'triangle':
      return `M${round(cx - r)} ${round(cy - r * 1.15)}l${round(r * 2.3)} ${round(r * 1.15)} ${round(-r * 2.3)} ${round(r * 1.15)}z`;
    case 'square':
    case 'box':
      return `M${round(cx - r * 0.9)} ${round(cy - r * 0.9)}h${round(r * 1.8)}v${round(r * 1.8)}h${round(-r * 1.8)}z`;
    case 'cross':
      return `M${round(cx - r * 0.8)} ${round(cy - r * 0.8)}l${round(r * 1.6)} ${round(r * 1.6)}m0 ${round(-r * 1.6)}l${round(-r * 1.6)} ${round(r * 1.6)}`;
    default:
      return `M${round(cx - r)} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
}

const round = (value: number) => Math.round(value * 10) / 10;
