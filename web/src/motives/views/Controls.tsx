import { useId } from 'react';
import type { MotivesDocument } from '../../../../src/motives/document.ts';
import { Raw } from '../../shared/ui/Raw.tsx';
import type { Choice } from '../state/choice.ts';
import { figure, percent } from '../state/words.ts';

interface ControlsProps {
  doc: MotivesDocument;
  choice: Choice;
  change: (some: Partial<Choice> | null) => void;
}

/** The last place of the capability slider is the true graph. */
const TRUE_GRAPH = 101;

/** What can be moved; the model is run again in the page. */
export function Controls({ doc, choice, change }: ControlsProps) {
  const { settings } = doc.result;
  const capability = choice.capability ?? settings.capability ?? Number.POSITIVE_INFINITY;
  const steps = choice.steps ?? settings.steps;
  const most = Math.max(200, 5 * settings.steps);
  const chosen =
    Object.keys(choice.operations).length > 0 ||
    Object.keys(choice).some((key) => key !== 'operations' && key !== 'pattern');
  return (
    <aside className="panel motives-controls no-print" aria-label="Settings">
      <header>
        <h2>What if</h2>
        <button type="button" className="button" disabled={!chosen} onClick={() => change(null)}>
          As in the file
        </button>
      </header>
      <Slider
        label="Prior strength"
        note="0: no prior; 1: the file’s"
        value={choice.priorStrength ?? settings.priorStrength}
        max={3}
        step={0.05}
        shown={`× ${figure(choice.priorStrength ?? settings.priorStrength)}`}
        onChange={(priorStrength) => change({ priorStrength })}
      />
      <Slider
        label="Selection steps"
        note="how much training selects"
        value={steps}
        max={most}
        step={1}
        shown={figure(steps)}
        onChange={(value) => change({ steps: value })}
      />
      <Slider
        label="Capability"
        note="beliefs are the true graph but for a share of 1/q of noise"
        value={toPlace(capability)}
        max={TRUE_GRAPH}
        step={1}
        shown={Number.isFinite(capability) ? `q = ${figure(capability)}` : 'true graph'}
        onChange={(place) => change({ capability: toCapability(place) })}
      />
      <Slider
        label="Audit strength"
        note="what tests and audits see, against the file’s"
        value={choice.audit ?? 1}
        max={3}
        step={0.05}
        shown={`× ${figure(choice.audit ?? 1)}`}
        onChange={(audit) => change({ audit })}
      />
      {doc.model.operations.length > 0 && <h3>What developers do</h3>}
      {doc.model.operations.map(({ id, label, source }) => (
        <Slider
          key={id}
          label={label}
          note={source}
          value={choice.operations[id] ?? settings.operations[id] ?? 0}
          max={1}
          step={0.05}
          shown={percent(choice.operations[id] ?? settings.operations[id] ?? 0)}
          onChange={(strength) => change({ operations: { ...choice.operations, [id]: strength } })}
        />
      ))}
    </aside>
  );
}

/** Capability on a scale of ratios: places 0 to 100 are q = 1 to 1000. */
function toCapability(place: number): number {
  return place >= TRUE_GRAPH ? Number.POSITIVE_INFINITY : Number((1_000 ** (place / 100)).toPrecision(3));
}

function toPlace(capability: number): number {
  if (!Number.isFinite(capability)) return TRUE_GRAPH;
  return Math.min(100, Math.max(0, (100 * Math.log(capability)) / Math.log(1_000)));
}

interface SliderProps {
  label: string;
  note: string;
  value: number;
  max: number;
  step: number;
  shown: string;
  onChange: (value: number) => void;
}

function Slider({ label, note, value, max, step, shown, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className="slider">
      <label htmlFor={id}>
        <Raw text={label} />
      </label>
      <output htmlFor={id} className="number">
        {shown}
      </output>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <small className="quiet">
        <Raw text={note} />
      </small>
    </div>
  );
}
