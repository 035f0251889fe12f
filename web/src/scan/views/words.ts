import type { ScanLoop } from '../../../../src/fleet/scan-document.ts';

/** `no person`, `1 person`, `0 to 2 persons`. */
export function persons({ min, max }: ScanLoop['approvals']): string {
  if (max === 0) return 'no person';
  if (min === max) return min === 1 ? '1 person' : `${min} persons`;
  return `${min} to ${max} persons`;
}

/** `0`, `1`, `0–1`. */
export function approvalNumber({ min, max }: ScanLoop['approvals']): string {
  return min === max ? `${min}` : `${min}–${max}`;
}

export const KIND_WORD = { read: 'reads', write: 'writes', trigger: 'starts', execute: 'runs' } as const;

export function place(file: string, line: number): string {
  return line > 0 ? `${file}:${line}` : file;
}
