import type { Model } from '../../../../src/motives/model/types.ts';
import type { PatternResult, Result } from '../../../../src/motives/result.ts';
import { visible } from '../../shared/lib/text.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Raw } from '../../shared/ui/Raw.tsx';
import { percent } from '../state/words.ts';
import { PatternMark } from './PatternMark.tsx';

interface BehaviourProps {
  model: Model;
  result: Result;
  picked: PatternResult;
  pick: (id: string) => void;
}

interface Kind {
  label: string;
  colour: string;
  /** Numbers of the actions that it holds. */
  actions: readonly number[];
}

const COLOURS = 9;

/** What every pattern does, training beside deployment. */
export function BehaviourPanel({ model, result, picked, pick }: BehaviourProps) {
  const kinds = kindsOf(model);
  const contexts = (phase: string) => model.contexts.filter(({ situation }) => phaseOf(model, situation) === phase);
  const sides = [
    { title: 'In training', contexts: contexts('training').filter(({ weight }) => weight > 0) },
    {
      title: 'In deployment, watched',
      contexts: contexts('deployment').filter(({ situation }) => isWatched(model, situation)),
    },
    {
      title: 'In deployment, unwatched',
      contexts: contexts('deployment').filter(({ situation }) => !isWatched(model, situation)),
    },
  ].filter((side) => side.contexts.length > 0);
  return (
    <Panel
      title="Training and deployment, side by side"
      note="What each pattern does when it is alone in charge. Patterns that look alike on the left may part on the right."
    >
      <ul className="action-key">
        {kinds.map(({ label, colour }) => (
          <li key={label}>
            <i style={{ background: colour }} /> <Raw text={label} />
          </li>
        ))}
      </ul>
      <div className="sides" style={{ '--sides': sides.length } as React.CSSProperties}>
        <span className="side-head" />
        {sides.map(({ title }) => (
          <span key={title} className="side-head">
            {title}
          </span>
        ))}
        {result.patterns.map((pattern, i) => (
          <Row
            key={pattern.id}
            pattern={pattern}
            number={i + 1}
            kinds={kinds}
            sides={sides}
            picked={pattern.id === picked.id}
            pick={pick}
          />
        ))}
      </div>
    </Panel>
  );
}

interface RowProps {
  pattern: PatternResult;
  number: number;
  kinds: readonly Kind[];
  sides: readonly { title: string; contexts: readonly { id: string; weight: number }[] }[];
  picked: boolean;
  pick: (id: string) => void;
}

function Row({ pattern, number, kinds, sides, picked, pick }: RowProps) {
  return (
    <>
      <button
        type="button"
        className={picked ? 'motives-pattern picked' : 'motives-pattern'}
        onClick={() => pick(pattern.id)}
      >
        <PatternMark number={number} archetype={pattern.classification.archetype} />
        <Raw text={pattern.label} />
      </button>
      {sides.map(({ title, contexts }) => {
        const shares = sharesOf(pattern, kinds, contexts);
        const told = kinds
          .map(({ label }, i) => ({ label, share: shares[i] ?? 0 }))
          .filter(({ share }) => share >= 0.01)
          .sort((a, b) => b.share - a.share)
          .map(({ label, share }) => `${visible(label)} ${percent(share)}`);
        let at = 0;
        return (
          <svg
            key={title}
            className="acts"
            viewBox="0 0 100 16"
            preserveAspectRatio="none"
            role="img"
            aria-label={`${title}: ${told.join(', ')}`}
          >
            <title>{told.join('\n')}</title>
            {kinds.map(({ label, colour }, i) => {
              const width = 100 * (shares[i] ?? 0);
              const x = at;
              at += width;
              return <rect key={label} x={x} width={width} height="16" style={{ fill: colour }} />;
            })}
          </svg>
        );
      })}
    </>
  );
}

/** The actions with a colour of their own, and one for all that write to other instances. */
function kindsOf(model: Model): Kind[] {
  const own = model.actions.flatMap(({ label, writes }, a) => (writes ? [] : [{ label, actions: [a] }]));
  const writing = model.actions.flatMap(({ writes }, a) => (writes ? [a] : []));
  const first: Kind[] = own.slice(0, COLOURS).map((kind, i) => ({ ...kind, colour: `var(--series-${i})` }));
  const rest = own.slice(COLOURS).flatMap(({ actions }) => actions);
  if (rest.length > 0) first.push({ label: 'other actions', actions: rest, colour: 'var(--series-rest)' });
  if (writing.length > 0) first.push({ label: 'writes to other instances', actions: writing, colour: 'var(--ink)' });
  return first;
}

function sharesOf(
  pattern: PatternResult,
  kinds: readonly Kind[],
  contexts: readonly { id: string; weight: number }[],
): number[] {
  const total = contexts.reduce((sum, { weight }) => sum + weight, 0);
  return kinds.map(({ actions }) =>
    contexts.reduce((sum, { id, weight }) => {
      const behaviour = pattern.behaviour.find(({ context }) => context === id);
      const share = total > 0 ? weight / total : 1 / contexts.length;
      return sum + share * actions.reduce((all, a) => all + (behaviour?.actions[a] ?? 0), 0);
    }, 0),
  );
}

function phaseOf(model: Model, situation: string): string | undefined {
  return model.situations.find(({ id }) => id === situation)?.phase;
}

function isWatched(model: Model, situation: string): boolean {
  return model.situations.find(({ id }) => id === situation)?.watched ?? false;
}
