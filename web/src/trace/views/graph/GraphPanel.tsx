import { useMemo } from 'react';
import { count, number } from '../../../shared/lib/words.ts';
import { useWidth } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Segmented } from '../../../shared/ui/Segmented.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import type { View } from '../../state/view.ts';
import type { Visibility } from '../../state/visibility.ts';
import type { Hue } from '../../ui/colour.ts';
import { lanesOf } from '../timeline/layout.ts';
import { FleetView, MOST_WAYS } from './FleetView.tsx';
import { PathsView } from './PathsView.tsx';
import './graph.css';

interface GraphPanelProps {
  model: Model;
  view: View;
  setView: SetView;
  visibility: Visibility;
  colour: (row: Row) => Hue;
}

/** Sessions and artifacts: the ways that the seed took, or the fleet as a whole. */
export function GraphPanel({ model, view, setView, visibility, colour }: GraphPanelProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const lanes = useMemo(() => lanesOf(model.tree, model.byId, visibility.ids), [model, visibility]);
  const untouched = model.rows.length - model.tree.length;
  const note =
    view.graph === 'paths'
      ? `Circles are sessions, squares what they read it in. Not drawn: ${count(untouched, 'session')} that did not read or write it, and ${number(Math.max(0, model.doc.contacts.length - lanes.length))} of ${count(model.doc.contacts.length, 'contact')}.`
      : model.tree.length <= MOST_WAYS
        ? 'Every session of the fleet, by agent; the lines are the ways that the seed took.'
        : 'Every session of the fleet, by agent. Choose one to see the way that the seed took to it, and on from it.';
  return (
    <Panel
      title="Contacts"
      note={note}
      className="graph"
      tools={
        <Segmented
          label="What the picture shows"
          value={view.graph}
          options={[
            { value: 'paths', label: 'Around the seed' },
            { value: 'fleet', label: 'Whole fleet' },
          ]}
          onChange={(graph) => setView({ graph })}
        />
      }
    >
      <div ref={ref} className="graph-body">
        {width > 0 &&
          (view.graph === 'fleet' ? (
            <FleetView {...{ model, width, view, setView, colour }} ids={visibility.ids} />
          ) : lanes.length === 0 ? (
            <p className="empty">No session of the tree passes the filters.</p>
          ) : (
            <PathsView {...{ model, lanes, width, view, setView, colour }} ids={visibility.ids} />
          ))}
      </div>
      {view.graph === 'fleet' && (
        <ul className="legend">
          <li>
            <span className="dot other" /> not touched
          </li>
          <li>
            <span className="dot reachable" /> could have read it
          </li>
          <li>× grey: cannot tell</li>
          <li className="quiet">Marked sessions: as in Generations.</li>
        </ul>
      )}
    </Panel>
  );
}
