import type { TraceOutbreak } from '../../../../../src/fleet/trace-outbreak.ts';
import type { SetView } from '../../state/address.ts';
import { Cuts } from './Cuts.tsx';
import { Offspring } from './Offspring.tsx';
import { Reproduction } from './Reproduction.tsx';
import { ReproductionCurve } from './ReproductionCurve.tsx';
import { Story } from './Story.tsx';
import { Tree } from './Tree.tsx';
import './outbreak.css';

interface OutbreakPanelsProps {
  outbreak: TraceOutbreak;
  picked: string | null;
  setView: SetView;
}

/** The investigation of one outbreak: its story, who infected whom, how fast, and what stops it. */
export function OutbreakPanels({ outbreak, picked, setView }: OutbreakPanelsProps) {
  const shown = outbreak.transmission === 'yes';
  return (
    <>
      <Story outbreak={outbreak} setView={setView} />
      {shown && (
        <>
          <Tree outbreak={outbreak} picked={picked} setView={setView} />
          <div className="outbreak-pair">
            <Reproduction reproduction={outbreak.reproduction} />
            <Offspring offspring={outbreak.reproduction.offspring} />
          </div>
          <ReproductionCurve curve={outbreak.reproduction.curve} />
          <Cuts cuts={outbreak.cuts} />
        </>
      )}
    </>
  );
}
