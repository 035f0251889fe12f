import type { KeyboardEvent, ReactNode } from 'react';
import type { SetView } from '../../state/address.ts';
import type { View } from '../../state/view.ts';
import { Spacer, useVirtualRows } from '../../ui/virtual.tsx';
import './sessions.css';

export interface Column<Key extends ColumnKey = ColumnKey> {
  key: Key;
  label: string;
}

/** Every column can be sorted by, save the one of free text. */
type ColumnKey = View['sort'] | 'why';

interface RowTableProps<Row> {
  rows: readonly Row[];
  columns: readonly Column[];
  rowHeight: number;
  /** Place of the chosen row, -1 when there is none: it is scrolled into sight. */
  chosen: number;
  className: string;
  view: View;
  setView: SetView;
  onStep: (by: number) => void;
  /** A `tr` with its key. */
  children: (row: Row, index: number) => ReactNode;
}

/** A list that can be sorted and walked through. Only the rows in sight are in the page, so thousands scroll like ten. */
export function RowTable<Row>(props: RowTableProps<Row>) {
  const { rows, columns, rowHeight, chosen, className, view, setView, onStep, children } = props;
  const { scrollRef, onScroll, first, last } = useVirtualRows(rows.length, rowHeight, chosen);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    onStep(event.key === 'ArrowDown' ? 1 : -1);
  };
  const sortBy = (key: View['sort']) =>
    setView((now) => ({ ...now, sort: key, descending: now.sort === key ? !now.descending : false }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move from row to row; each row has its own button.
    <div ref={scrollRef} className="session-scroll scroll" onScroll={onScroll} onKeyDown={onKey}>
      <table aria-rowcount={rows.length + 1} className={className}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, label }) =>
              key === 'why' ? (
                <th key={key} scope="col" className={`col-${key}`}>
                  <span className="head-word">{label}</span>
                </th>
              ) : (
                <th
                  key={key}
                  scope="col"
                  className={`col-${key}`}
                  aria-sort={view.sort === key ? (view.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" onClick={() => sortBy(key)}>
                    {label}
                    <span aria-hidden="true">{view.sort === key ? (view.descending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * rowHeight} columns={columns.length} />
          {rows.slice(first, last).map((row, index) => children(row, first + index))}
          <Spacer height={(rows.length - last) * rowHeight} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}
