import type { ScanLoop } from '../../../../src/fleet/scan-document.ts';
import { count } from '../../shared/lib/words.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../shared/ui/Raw.tsx';
import type { Model } from '../state/model.ts';
import type { Picked } from '../state/picked.ts';
import { approvalNumber, persons, place } from './words.ts';

export interface PickProps {
  model: Model;
  picked: Picked;
  pick: (picked: Picked) => void;
}

/** Loops, fewest approvals first; the chosen one hop by hop, in the order in which a payload travels. */
export function LoopsPanel({ model, picked, pick }: PickProps) {
  const { loops } = model.doc;
  return (
    <Panel title="Loops" note={loops.length === 0 ? 'None found.' : 'Fewest approvals first.'}>
      <ul className="rows" data-testid="loops">
        {loops.map((loop) => {
          const open = picked?.kind === 'loop' && picked.id === loop.id;
          return (
            <li key={loop.id} className={open ? 'row open' : 'row'}>
              <button type="button" aria-expanded={open} onClick={() => pick({ kind: 'loop', id: loop.id })}>
                <span className={`approvals ${loop.approvals.min === 0 ? 'free' : 'held'}`}>
                  {persons(loop.approvals)}
                </span>
                <span className="row-text">
                  <Name text={agentsOf(loop, model)} length={90} />
                </span>
                <span className="quiet">{loop.channels.join(', ')}</span>
              </button>
              {open && <Hops loop={loop} model={model} />}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function agentsOf({ nodes }: ScanLoop, model: Model): string {
  const agents = nodes.filter((id) => model.nodes.get(id)?.agent !== undefined);
  return agents.map((id) => model.nodes.get(id)?.label ?? id).join(', ');
}

function Hops({ loop, model }: { loop: ScanLoop; model: Model }) {
  const label = (id: string) => model.nodes.get(id)?.label ?? id;
  return (
    <div className="loop" data-testid="loop">
      {loop.start.length > 0 && (
        <p className="loop-note">
          Within reach of outsiders through <Name text={loop.start.map(label).join('; ')} length={200} />
        </p>
      )}
      <ol className="hops">
        {loop.nodes.map((id, i) => {
          const edge = model.doc.edges[loop.edges[i]!];
          if (edge === undefined) return null;
          const excerpt = model.excerpt(edge.file, edge.line);
          return (
            <li key={id}>
              <span className={model.nodes.get(id)?.agent ? 'hop-node agent' : 'hop-node'}>
                <Name text={label(id)} />
              </span>
              <div className="hop">
                <span
                  className={`approvals ${edge.approvals.min === 0 ? 'free' : 'held'}`}
                  title="persons who approve this hop"
                >
                  {approvalNumber(edge.approvals)}
                </span>
                <div className="hop-text">
                  <Raw text={edge.reason} />
                  {edge.gate !== null && (
                    <span className="quiet">
                      {' '}
                      (in the way: <Raw text={edge.gate} />)
                    </span>
                  )}
                  <span className="place mono">
                    <Name text={place(edge.file, edge.line)} />
                  </span>
                  {excerpt !== undefined && (
                    <code className="excerpt">
                      <Raw text={excerpt} />
                    </code>
                  )}
                </div>
              </div>
            </li>
          );
        })}
        <li className="back">
          back to <Name text={label(loop.nodes[0] ?? '')} />
        </li>
      </ol>
      {loop.approvals.assumes.length > 0 && (
        <ul className="assumes">
          {[...new Set(loop.approvals.assumes)].map((text) => (
            <li key={text}>
              {loop.approvals.min} if <Raw text={text} />
            </li>
          ))}
        </ul>
      )}
      {loop.variants !== undefined && (
        <p className="loop-note quiet">{count(loop.variants, 'more way')} through the same agents.</p>
      )}
    </div>
  );
}
