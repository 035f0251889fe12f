import { download, toCsv } from '../../../shared/lib/csv.ts';
import { count } from '../../../shared/lib/words.ts';
import { useMedia } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import type { Model, Row } from '../../state/model.ts';
import { isFiltered, type SortKey, type View, withoutFilters } from '../../state/view.ts';
import type { Visibility } from '../../state/visibility.ts';
import type { Hue } from '../../ui/colour.ts';
import { type Column, RowTable } from './RowTable.tsx';
import { SessionRow } from './SessionRow.tsx';

interface SessionListProps {
  model: Model;
  view: View;
  setView: SetView;
  visibility: Visibility;
  colour: (row: Row) => Hue;
  onStep: (by: number) => void;
}

const COLUMNS: Column<SortKey>[] = [
  { key: 'acted', label: 'What it did' },
  { key: 'agent', label: 'Agent' },
  { key: 'session', label: 'Session' },
  { key: 'time', label: 'First read' },
  { key: 'via', label: 'Through' },
  { key: 'generation', label: 'Gen.' },
  { key: 'status', label: 'Status' },
];
const PLAIN: ReadonlySet<SortKey> = new Set(['agent', 'session', 'time', 'status']);
const ROW = 36;
const CARD = 66;

/** Every session that passes the filters. */
export function SessionList({ model, view, setView, visibility, colour, onStep }: SessionListProps) {
  const narrow = useMedia('(max-width: 700px)');
  const rowHeight = narrow ? CARD : ROW;
  const { rows } = visibility;
  const chosen = view.picked === null ? -1 : rows.findIndex((row) => row.id === view.picked);
  const columns = model.traced
    ? COLUMNS
    : COLUMNS.filter(({ key }) => PLAIN.has(key)).map((column) =>
        column.key === 'time' ? { ...column, label: 'Started' } : column,
      );
  return (
    <Panel
      title="Sessions"
      note={
        <>
          <span data-testid="list-count">{count(rows.length, 'session')}</span>
          <span className="no-print keys">
            {' · '}
            <kbd>J</kbd> next, <kbd>K</kbd> previous
          </span>
        </>
      }
      tools={
        <button
          type="button"
          className="button"
          onClick={() => download('cordon-sessions.csv', recallList(model, rows))}
        >
          Save this list (CSV)
        </button>
      }
      className="sessions long"
    >
      {rows.length === 0 ? (
        <div className="empty">
          <p>No session passes the filters.</p>
          {isFiltered(view) && (
            <button type="button" className="button" onClick={() => setView(withoutFilters)}>
              Clear filters
            </button>
          )}
        </div>
      ) : (
        <RowTable
          {...{ rows, columns, rowHeight, chosen, view, setView, onStep }}
          className={model.traced ? 'session-table' : 'session-table plain'}
        >
          {(row, index) => (
            <SessionRow
              key={row.id}
              row={row}
              index={index}
              columns={columns}
              artifact={model.artifacts.get(row.exposure?.artifact ?? '')}
              hue={colour(row)}
              picked={row.id === view.picked}
              onPick={() => setView({ picked: row.id })}
            />
          )}
        </RowTable>
      )}
    </Panel>
  );
}

function recallList(model: Model, rows: readonly Row[]): string {
  const head = [
    'session',
    'agent',
    'source',
    'status',
    'generation',
    'via',
    'channel',
    'artifact',
    'basis',
    'how',
    'first_read',
    'acted',
  ];
  return toCsv([
    head,
    ...rows.map((row) => [
      row.id,
      row.session.agent,
      row.session.source,
      row.status,
      row.generation,
      row.via,
      row.channel,
      model.artifacts.get(row.exposure?.artifact ?? '')?.label ?? row.exposure?.artifact ?? null,
      row.basis,
      row.exposure?.how ?? null,
      row.time === null ? null : new Date(row.time).toISOString(),
      row.acted,
    ]),
  ]);
}
