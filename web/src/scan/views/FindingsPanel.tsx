import type { ScanFinding } from '../../../../src/fleet/scan-document.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../shared/ui/Raw.tsx';
import type { Model } from '../state/model.ts';
import type { PickProps } from './LoopsPanel.tsx';
import { place } from './words.ts';

/** Findings, worst first; the chosen one with its path, what it takes for granted, and its cheapest fix. */
export function FindingsPanel({ model, picked, pick }: PickProps) {
  const { findings } = model.doc;
  return (
    <Panel title="Findings" note={findings.length === 0 ? 'None.' : 'Worst first. Choosing one lights its path.'}>
      <ul className="rows" data-testid="findings">
        {findings.map((finding) => {
          const { fingerprint, severity, rule, message } = finding;
          const open = picked?.kind === 'finding' && picked.id === fingerprint;
          return (
            <li key={fingerprint} className={open ? 'row open' : 'row'}>
              <button type="button" aria-expanded={open} onClick={() => pick({ kind: 'finding', id: fingerprint })}>
                <span className={`severity ${severity}`}>{severity}</span>
                <span className="row-text">
                  <Raw text={message} />
                </span>
                <span className="quiet">
                  {rule} · <Name text={place(finding.file, finding.line)} />
                </span>
              </button>
              {open && <Path finding={finding} model={model} />}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Path({ finding, model }: { finding: ScanFinding; model: Model }) {
  const { path, assumes, fix, confidence } = finding;
  return (
    <div className="loop" data-testid="finding">
      <ol className="steps">
        {path.map((step, i) => {
          const excerpt = model.excerpt(step.file, step.line);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path may pass one line twice; its place in the path is its identity.
            <li key={i} className="hop-text">
              <Raw text={step.message} />
              <span className="place mono">
                <Name text={place(step.file, step.line)} />
              </span>
              {excerpt !== undefined && (
                <code className="excerpt">
                  <Raw text={excerpt} />
                </code>
              )}
            </li>
          );
        })}
      </ol>
      <ul className="assumes">
        <li>Confidence: {confidence}.</li>
        {(assumes ?? []).map((text) => (
          <li key={text}>
            Assumes: <Raw text={text} />
          </li>
        ))}
      </ul>
      {fix !== undefined && (
        <p className="fix">
          <strong>Fix</strong> <Raw text={fix.change} />{' '}
          <span className="place mono">
            <Name text={place(fix.file, fix.line)} />
          </span>
          {fix.put !== '' && (
            <code className="excerpt">
              <Raw text={fix.put} />
            </code>
          )}
        </p>
      )}
    </div>
  );
}
