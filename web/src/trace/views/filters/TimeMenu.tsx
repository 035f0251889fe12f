import type { SetView } from '../../state/address.ts';
import type { View } from '../../state/view.ts';
import { Menu } from './Menu.tsx';

/** The time limits as fields: the same as dragging over the curve, for keyboard and for exact times. */
export function TimeMenu({ view, setView, what }: { view: View; setView: SetView; what: string }) {
  return (
    <Menu label="Time" active={view.from !== null || view.to !== null ? 1 : 0}>
      <TimeField label="From (UTC)" value={view.from} onChange={(from) => setView({ from })} />
      <TimeField label="Until (UTC)" value={view.to} onChange={(to) => setView({ to })} />
      <p className="quiet">Limits the {what}. Dragging over the curve does the same.</p>
    </Menu>
  );
}

interface TimeFieldProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <label className="time-field">
      {label}
      <input
        type="datetime-local"
        value={value === null ? '' : new Date(value).toISOString().slice(0, 16)}
        onChange={(event) => {
          const ms = Date.parse(`${event.target.value}Z`);
          onChange(Number.isNaN(ms) ? null : ms);
        }}
      />
    </label>
  );
}
