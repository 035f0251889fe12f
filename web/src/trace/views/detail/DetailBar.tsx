import { number } from '../../../shared/lib/words.ts';

interface DetailBarProps {
  /** What is walked through: `session`. */
  what: string;
  /** Its place in the list, `-1` when the filters leave it out. */
  index: number;
  total: number;
  onStep: (by: number) => void;
  onClose: () => void;
}

/** Previous, next, close, and where in the list one is. */
export function DetailBar({ what, index, total, onStep, onClose }: DetailBarProps) {
  return (
    <div className="detail-bar">
      <button type="button" className="button" onClick={() => onStep(-1)} aria-label={`Previous ${what} (K)`}>
        ↑
      </button>
      <button type="button" className="button" onClick={() => onStep(1)} aria-label={`Next ${what} (J)`}>
        ↓
      </button>
      <span className="quiet number">
        {index < 0 ? 'not in the list now' : `${number(index + 1)} of ${number(total)}`}
      </span>
      <button type="button" className="button" onClick={onClose} aria-label="Close (Escape)">
        ✕
      </button>
    </div>
  );
}
