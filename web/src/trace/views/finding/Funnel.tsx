import type { TraceSeed } from '../../../../../src/fleet/trace-document.ts';
import { number, percent } from '../../../shared/lib/words.ts';
import type { SetView } from '../../state/address.ts';
import { DEFAULT_VIEW, type View } from '../../state/view.ts';

interface FunnelProps {
  seed: TraceSeed;
  sessions: number;
  view: View;
  setView: SetView;
}

/** Reachable contains exposed contains acted: three numbers, and the three as one bar. Each is also a way to the list. */
export function Funnel({ seed, sessions, view, setView }: FunnelProps) {
  const acting = view.facets.acted.join() === 'relayed,used';
  const show = (scope: View['scope'], acted: readonly string[]) =>
    setView((now) => ({ ...now, scope, facets: { ...now.facets, acted } }));
  return (
    <div className="funnel">
      <div className="funnel-steps">
        <Step
          name="reachable"
          value={seed.reachable}
          word="reachable"
          detail={`read it or could have: ${percent(seed.reachable, sessions)} of all`}
          pressed={view.scope === 'reachable' && !acting}
          onPress={() => show('reachable', [])}
        />
        <Step
          name="exposed"
          value={seed.exposedCount}
          word="exposed"
          detail={
            seed.exposedInferred > 0
              ? `read it: ${number(seed.exposedObserved)} observed, ${number(seed.exposedInferred)} inferred`
              : 'read it, all of them observed'
          }
          pressed={view.scope === DEFAULT_VIEW.scope && !acting}
          onPress={() => show('touched', [])}
        />
        <Step
          name="acted"
          value={seed.acted}
          word="acted"
          detail={`${number(seed.relayed)} relayed, ${number(seed.used)} used${seed.quoted > 0 ? `; ${number(seed.quoted)} only quoted` : ''}`}
          pressed={acting}
          onPress={() => show('touched', acting ? [] : ['relayed', 'used'])}
        />
      </div>
      <NestedBar seed={seed} />
    </div>
  );
}

interface StepProps {
  name: string;
  value: number;
  word: string;
  detail: string;
  pressed: boolean;
  onPress: () => void;
}

function Step({ name, value, word, detail, pressed, onPress }: StepProps) {
  return (
    <button type="button" className={`step ${name}`} aria-pressed={pressed} onClick={onPress}>
      <span className="step-value">{number(value)}</span>
      <span className="step-word">{word}</span>
      <span className="step-detail">{detail}</span>
    </button>
  );
}

function NestedBar({ seed }: { seed: TraceSeed }) {
  const share = (n: number) => (seed.reachable === 0 ? 0 : (100 * n) / seed.reachable);
  const parts = [
    { key: 'relayed', width: share(seed.relayed) },
    { key: 'used', width: share(seed.used) },
  ];
  let x = 0;
  return (
    <svg className="nested-bar" height="14" aria-hidden="true">
      <defs>
        <pattern id="inferred" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="bar-exposed" />
          <rect width="2" height="5" className="bar-reachable" />
        </pattern>
      </defs>
      <rect width="100%" height="14" rx="4" className="bar-reachable" />
      <rect width={`${share(seed.exposedCount)}%`} height="14" rx="4" fill="url(#inferred)" />
      <rect width={`${share(seed.exposedObserved)}%`} height="14" rx="4" className="bar-exposed" />
      {parts.map((part) => {
        const at = x;
        x += part.width;
        return (
          <rect key={part.key} x={`${at}%`} y="3" height="8" width={`${part.width}%`} className={`bar-${part.key}`} />
        );
      })}
    </svg>
  );
}
