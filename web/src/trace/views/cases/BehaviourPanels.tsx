import type { TraceBehaviour, TraceChannelRate, TraceJudge } from '../../../../../src/fleet/trace-cases.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name, Raw } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { type BehaviourView, type Cases, total } from '../../state/cases.ts';
import type { View } from '../../state/view.ts';
import { Swatch } from '../../ui/Mark.tsx';
import { axisEnd, type Rate, RatePlot, RateText, rateOf, rateText } from './RatePlot.tsx';

interface BehaviourPanelsProps {
  cases: Cases;
  judges: readonly TraceJudge[];
  view: View;
  setView: SetView;
}

/** A panel for each behaviour that has cases, worst first; those without in one line. */
export function BehaviourPanels({ cases, judges, view, setView }: BehaviourPanelsProps) {
  const chosen = view.facets.behaviour;
  const listed = cases.behaviours.filter(({ behaviour }) => chosen.length === 0 || chosen.includes(behaviour.id));
  const met = listed.filter(({ behaviour, dismissed }) => total(behaviour) > 0 || dismissed > 0);
  const none = listed.filter((each) => !met.includes(each));
  return (
    <>
      {met.map((each) => (
        <BehaviourPanel key={each.behaviour.id} {...each} view={view} setView={setView} />
      ))}
      {none.length > 0 && (
        <Panel title="No case of" note="Among the sessions that can be assessed.">
          <ul className="no-cases">
            {none.map(({ behaviour }) => (
              <li key={behaviour.id}>
                <Raw text={behaviour.title} />{' '}
                <span className="quiet">
                  {number(behaviour.assessed)} assessed
                  {behaviour.unassessed > 0 && `, ${number(behaviour.unassessed)} cannot be judged`}
                </span>
                <Notes behaviour={behaviour} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {judges.length > 0 && <Judges judges={judges} />}
    </>
  );
}

function BehaviourPanel({
  behaviour,
  rates,
  dismissed,
  view,
  setView,
}: BehaviourView & { view: View; setView: SetView }) {
  const first = rates[0];
  const unexposed = first && rateOf(first.unexposedCases, first.unexposed);
  const rated = rates.flatMap((rate) => {
    const shown = rateFrom(rate);
    return shown ? [{ rate, shown }] : [];
  });
  const end = axisEnd([...rated.map(({ shown }) => shown.upper), unexposed?.upper ?? 0]);
  const pick = (channel: string) =>
    setView((now) => {
      const on = now.facets.channel.includes(channel) && now.facets.behaviour.includes(behaviour.id);
      const facets = { ...now.facets, channel: on ? [] : [channel], behaviour: on ? [] : [behaviour.id] };
      return { ...now, facets };
    });
  return (
    <Panel
      title={behaviour.title}
      note={
        <>
          <code>
            <Name text={behaviour.id} />
          </code>
          , definition <Name text={behaviour.definition} />
        </>
      }
      className="behaviour"
    >
      <p className="behaviour-line">
        <strong className="number">{number(behaviour.probable + behaviour.confirmed)}</strong> called (
        {number(behaviour.confirmed)} confirmed), <strong className="number">{number(behaviour.suspected)}</strong>{' '}
        suspected, <span className="number">{number(dismissed)}</span> dismissed, of {number(behaviour.assessed)}{' '}
        assessed; {number(behaviour.unassessed)} cannot be judged.{' '}
        {behaviour.introductions > 0 &&
          `${count(behaviour.introductions, 'case')} met it through no contact that is known.`}
      </p>
      {rated.length === 0 ? (
        <p className="behaviour-line quiet">
          No attack rate: no assessed session is seen to have met it through a contact before its onset.
        </p>
      ) : (
        <table className="rates" aria-label="Attack rate by channel">
          <thead>
            <tr className="rate-row rate-head">
              <th scope="col">Exposed through</th>
              <th scope="col" className="rate-axis">
                0 to {rateText(end)}
              </th>
              <th scope="col">Cases</th>
              <th scope="col">Attack rate, 95 % interval</th>
              <th scope="col" title="Rate over that of those not exposed, with its 95 % interval">
                Risk ratio
              </th>
            </tr>
          </thead>
          <tbody>
            {rated.map(({ rate, shown }) => (
              <tr
                key={rate.channel}
                className={
                  view.facets.channel.length > 0 && !view.facets.channel.includes(rate.channel)
                    ? 'rate-row faded'
                    : 'rate-row'
                }
              >
                <th scope="row">
                  <button
                    type="button"
                    className="rate-channel"
                    aria-pressed={view.facets.channel.includes(rate.channel)}
                    onClick={() => pick(rate.channel)}
                    title="Show the cases that met it through this channel"
                  >
                    <Swatch colour={`var(--channel-${rate.channel})`} /> {rate.channel}
                  </button>
                </th>
                <td className="rate-cell">
                  <RatePlot rate={shown} end={end} colour={`var(--channel-${rate.channel})`} />
                </td>
                <RateText rate={shown} />
                <td className="number rate-ratio">
                  <Ratio rate={rate} />
                </td>
              </tr>
            ))}
            {unexposed && (
              <tr className="rate-row unexposed">
                <th scope="row">not exposed</th>
                <td className="rate-cell">
                  <RatePlot rate={unexposed} end={end} colour="var(--ink-3)" hollow />
                </td>
                <RateText rate={unexposed} />
                <td className="quiet rate-ratio">for comparison</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      <p className="behaviour-line quiet small">
        Of the whole telemetry, assessed sessions only; filters do not change it. A session exposed through two channels
        counts in both. No proof that a channel carried it.
      </p>
      <Notes behaviour={behaviour} />
    </Panel>
  );
}

function rateFrom(rate: TraceChannelRate): Rate | undefined {
  return rate.attackRate ? { ...rate.attackRate, cases: rate.cases, of: rate.exposed } : undefined;
}

function Ratio({ rate }: { rate: TraceChannelRate }) {
  if (!rate.riskRatio) {
    return (
      <span className="quiet">
        {rate.unexposed === 0 ? 'nobody unexposed' : rate.cases === 0 ? 'no case exposed' : 'no case unexposed'}
      </span>
    );
  }
  const { estimate, lower, upper } = rate.riskRatio;
  return (
    <>
      {ratioText(estimate)}{' '}
      <span className="quiet">
        {ratioText(lower)} to {ratioText(upper)}
      </span>
    </>
  );
}

function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1) : number(Math.round(ratio));
}

function Notes({ behaviour }: { behaviour: TraceBehaviour }) {
  if (behaviour.notes.length === 0) return null;
  return (
    <ul className="behaviour-notes">
      {behaviour.notes.map((note) => (
        <li key={note}>
          <Raw text={note} />
        </li>
      ))}
    </ul>
  );
}

function Judges({ judges }: { judges: readonly TraceJudge[] }) {
  return (
    <Panel title="Your judges" note="A failure is never a verdict.">
      <ul className="no-cases">
        {judges.map((judge) => (
          <li key={judge.judge}>
            <strong>
              <Name text={judge.judge} />
            </strong>{' '}
            asked of {count(judge.asked, 'text')}: {number(judge.yes)} yes, {number(judge.failed)} failed,{' '}
            {number(judge.unasked)} not asked <span className="quiet">in {judge.seconds.toFixed(1)} s</span>
            {judge.cost !== undefined && <span className="quiet">, cost {judge.cost}</span>}
            {judge.failures.map((failure) => (
              <p key={failure} className="quiet">
                <Raw text={failure} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
