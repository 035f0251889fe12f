import type { ScanCut } from '../../../../src/fleet/scan-document.ts';
import { count } from '../../shared/lib/words.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../shared/ui/Raw.tsx';
import type { PickProps } from './LoopsPanel.tsx';
import { place } from './words.ts';

const TITLE: Record<ScanCut['breaks'], string> = { loops: 'To break the loops', paths: 'To close the paths' };

/** The smallest set of changes, each with the line and what to put there. */
export function CutsPanel({ model, pick }: PickProps) {
  return model.doc.cuts
    .filter(({ edits, unbroken }) => edits.length + unbroken.length > 0)
    .map((cut) => (
      <Panel
        key={cut.breaks}
        title={TITLE[cut.breaks]}
        note={`${count(cut.edits.length, 'change')}; ${cut.exact ? 'no fewer will do' : 'fewer might do'}.`}
      >
        <ol className="cuts">
          {cut.edits.map(({ file, line, change, put, breaks }) => (
            <li key={`${file}:${line} ${change}`}>
              <p>
                <Raw text={change} />
              </p>
              <span className="place mono">
                <Name text={place(file, line)} />
              </span>
              <Line text={model.excerpt(file, line)} before />
              {put !== '' && <Line text={put} />}
              <p className="quiet">
                breaks{' '}
                {breaks.slice(0, 8).map((id) => (
                  <button
                    key={id}
                    type="button"
                    className="link"
                    onClick={() => pick({ kind: cut.breaks === 'loops' ? 'loop' : 'finding', id })}
                  >
                    <Name text={cut.breaks === 'loops' ? id : ruleOf(model.doc.findings, id)} />
                  </button>
                ))}
                {breaks.length > 8 && ` and ${breaks.length - 8} more`}
              </p>
            </li>
          ))}
        </ol>
        {cut.unbroken.length > 0 && (
          <p className="panel-note">
            No single line breaks {cut.unbroken.length} of the {cut.breaks}.
          </p>
        )}
      </Panel>
    ));
}

function Line({ text, before = false }: { text: string | undefined; before?: boolean }) {
  if (text === undefined) return null;
  return (
    <code className={before ? 'excerpt out' : 'excerpt in'}>
      <Raw text={text} />
    </code>
  );
}

function ruleOf(findings: PickProps['model']['doc']['findings'], fingerprint: string): string {
  return findings.find((finding) => finding.fingerprint === fingerprint)?.rule ?? fingerprint;
}
