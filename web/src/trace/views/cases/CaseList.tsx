import { download, toCsv } from '../../../shared/lib/csv.ts';
import { shorten, titleOf, visible, visibleName } from '../../../shared/lib/text.ts';
import { shortTime } from '../../../shared/lib/time.ts';
import { count } from '../../../shared/lib/words.ts';
import { useMedia } from '../../../shared/ui/hooks.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import type { SetView } from '../../state/address.ts';
import type { CaseVisibility } from '../../state/case-visibility.ts';
import type { CaseRow, Cases } from '../../state/cases.ts';
import type { Model } from '../../state/model.ts';
import { type CaseSortKey, type View, withoutFilters } from '../../state/view.ts';
import { Mark } from '../../ui/Mark.tsx';
import { type Column, RowTable } from '../sessions/RowTable.tsx';
import { rateText } from './RatePlot.tsx';
import { CASE_MEANING, hueOf } from './status.ts';

interface CaseListProps {
  model: Model;
  cases: Cases;
  view: View;
  setView: SetView;
  visibility: CaseVisibility;
  picked: CaseRow | undefined;
  onStep: (by: number) => void;
}

const COLUMNS: Column<CaseSortKey | 'why'>[] = [
  { key: 'status', label: 'Status' },
  { key: 'time', label: 'Onset' },
  { key: 'agent', label: 'Agent' },
  { key: 'session', label: 'Session' },
  { key: 'behaviour', label: 'Behaviour' },
  { key: 'score', label: 'Score' },
  { key: 'via', label: 'Read before' },
  { key: 'why', label: 'Why' },
];
const ROW = 36;
const CARD = 84;

/** Every case and every dismissal that passes the filters. */
export function CaseList({ model, cases, view, setView, visibility, picked, onStep }: CaseListProps) {
  const rowHeight = useMedia('(max-width: 700px)') ? CARD : ROW;
  const { rows } = visibility;
  const chosen = picked ? rows.indexOf(picked) : -1;
  const scored = cases.rows.some((row) => row.score !== null);
  const several = cases.behaviours.length > 1;
  const columns = COLUMNS.filter(({ key }) => (key !== 'score' || scored) && (key !== 'behaviour' || several));
  return (
    <Panel
      title="Cases"
      note={
        <>
          <span data-testid="case-count">{count(rows.length, 'case')}</span>
          <span className="no-print keys">
            {' · '}
            <kbd>J</kbd> next, <kbd>K</kbd> previous, <kbd>Esc</kbd> close
          </span>
        </>
      }
      tools={
        <button type="button" className="button" onClick={() => download('cordon-cases.csv', csvOf(model, rows))}>
          Save this list (CSV)
        </button>
      }
      className="sessions long"
    >
      {rows.length === 0 ? (
        <div className="empty">
          <p>{cases.rows.length === 0 ? 'There is no case to list.' : 'No case passes the filters.'}</p>
          {cases.rows.length > 0 && (
            <button type="button" className="button" onClick={() => setView(withoutFilters)}>
              Clear filters
            </button>
          )}
        </div>
      ) : (
        <RowTable {...{ rows, columns, rowHeight, chosen, view, setView, onStep }} className="session-table case-table">
          {(row, index) => (
            <tr key={row.id} aria-rowindex={index + 2} className={row === picked ? 'picked' : undefined}>
              {columns.map(({ key }) => (
                <td key={key} className={`col-${key}`}>
                  {cell(key, row, model, cases, row === picked, setView)}
                </td>
              ))}
            </tr>
          )}
        </RowTable>
      )}
    </Panel>
  );
}

function cell(key: CaseSortKey | 'why', row: CaseRow, model: Model, cases: Cases, picked: boolean, setView: SetView) {
  switch (key) {
    case 'status': {
      const hue = hueOf(row);
      return (
        <span className="outcome" title={CASE_MEANING[row.status]}>
          <Mark shape={hue.shape} colour={hue.colour} />
          {hue.label}
        </span>
      );
    }
    case 'session':
      return (
        <button
          type="button"
          className="row-button mono"
          aria-pressed={picked}
          onClick={() => setView({ picked: row.session, pickedCase: row.behaviour })}
          title={titleOf(row.session)}
        >
          {shorten(visibleName(row.session), 24)}
        </button>
      );
    case 'time':
      return row.found ? shortTime(row.time) : <span className="quiet">–</span>;
    case 'agent':
      return visibleName(row.agent);
    case 'behaviour':
      return <span title={visible(cases.titles.get(row.behaviour) ?? '')}>{visibleName(row.behaviour)}</span>;
    case 'score':
      return row.score === null ? <span className="quiet">–</span> : rateText(row.score);
    case 'via':
      return <ReadBefore row={row} model={model} />;
    case 'why':
      return <span title={visible(row.reason)}>{visibleName(row.reason)}</span>;
  }
}

function ReadBefore({ row, model }: { row: CaseRow; model: Model }) {
  if (!row.channel) return <span className="quiet">{row.found ? 'nothing known' : '–'}</span>;
  const id = row.link?.artifact;
  const label = id ? (model.artifacts.get(id)?.label ?? id) : '';
  return (
    <span title={titleOf(label)}>
      {row.channel} <span className="quiet">{shorten(visibleName(label), 34)}</span>
    </span>
  );
}

function csvOf(model: Model, rows: readonly CaseRow[]): string {
  const head = ['session', 'agent', 'behaviour', 'definition', 'status', 'onset', 'score', 'channel', 'artifact'];
  return toCsv([
    [...head, 'basis', 'written_by', 'why'],
    ...rows.map((row) => [
      row.session,
      row.agent,
      row.behaviour,
      row.found?.definition ?? null,
      row.status,
      row.time === null ? null : new Date(row.time).toISOString(),
      row.score,
      row.channel,
      model.artifacts.get(row.link?.artifact ?? '')?.label ?? row.link?.artifact ?? null,
      row.basis,
      row.link?.from ?? null,
      row.reason,
    ]),
  ]);
}
