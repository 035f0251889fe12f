import { memo } from 'react';
import type { TraceArtifact } from '../../../../../src/fleet/trace-document.ts';
import { shorten, titleOf, visibleName } from '../../../shared/lib/text.ts';
import { shortTime } from '../../../shared/lib/time.ts';
import { ACTED_LABEL, STATUS_MEANING } from '../../../shared/lib/words.ts';
import type { Row } from '../../state/model.ts';
import type { SortKey } from '../../state/view.ts';
import type { Hue } from '../../ui/colour.ts';
import { Mark } from '../../ui/Mark.tsx';
import { shapeOf } from '../../ui/marks.ts';

interface SessionRowProps {
  row: Row;
  index: number;
  columns: readonly { key: SortKey }[];
  artifact: TraceArtifact | undefined;
  hue: Hue;
  picked: boolean;
  onPick: () => void;
}

export const SessionRow = memo(
  function SessionRow({ row, index, columns, artifact, hue, picked, onPick }: SessionRowProps) {
    return (
      <tr aria-rowindex={index + 2} className={picked ? 'picked' : undefined}>
        {columns.map(({ key }) => (
          <td key={key} className={`col-${key}`}>
            {cell(key, row, artifact, hue, picked, onPick)}
          </td>
        ))}
      </tr>
    );
  },
  // The callback differs on every pass and always does the same.
  (a, b) =>
    a.row === b.row &&
    a.index === b.index &&
    a.hue === b.hue &&
    a.picked === b.picked &&
    a.columns.length === b.columns.length,
);

function cell(
  key: SortKey,
  row: Row,
  artifact: TraceArtifact | undefined,
  hue: Hue,
  picked: boolean,
  onPick: () => void,
) {
  switch (key) {
    case 'session':
      return (
        <button
          type="button"
          className="row-button mono"
          aria-pressed={picked}
          onClick={onPick}
          title={titleOf(row.id)}
        >
          {shorten(visibleName(row.id), 30)}
        </button>
      );
    case 'agent':
      return visibleName(row.session.agent);
    case 'acted':
      return (
        <span className="outcome">
          <Mark shape={shapeOf(row)} colour={hue.colour} />
          {outcome(row)}
        </span>
      );
    case 'time':
      return row.time === null && row.exposure === undefined ? <Nothing /> : shortTime(row.time);
    case 'via':
      return row.channel ? (
        <span title={artifact ? titleOf(artifact.label) : undefined}>
          {row.channel}
          {artifact && <span className="quiet"> {shorten(visibleName(artifact.label), 34)}</span>}
        </span>
      ) : (
        <Nothing />
      );
    case 'generation':
      return row.generation === null ? <Nothing /> : row.generation;
    case 'status':
      return (
        <span className={`status ${row.status}`} title={STATUS_MEANING[row.status]}>
          {row.status}
        </span>
      );
  }
}

function Nothing() {
  return (
    <span className="quiet">
      <span aria-hidden="true">–</span>
      <span className="sr-only">none</span>
    </span>
  );
}

export function outcome(row: Row): string {
  if (row.acted !== null) return ACTED_LABEL[row.acted];
  switch (row.role) {
    case 'writer':
      return 'First writer';
    case 'copier':
      return 'Wrote a copy';
    case 'reachable':
      return 'Could have read it';
    default:
      return row.status === 'unassessed' ? 'Cannot tell' : 'Not touched';
  }
}
