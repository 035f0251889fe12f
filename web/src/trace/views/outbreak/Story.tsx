import type { TraceCut, TraceOutbreak } from '../../../../../src/fleet/trace-outbreak.ts';
import { parseTime, shortTime } from '../../../shared/lib/time.ts';
import { count, number } from '../../../shared/lib/words.ts';
import { Panel } from '../../../shared/ui/Panel.tsx';
import { Name } from '../../../shared/ui/Raw.tsx';
import type { SetView } from '../../state/address.ts';
import { aheadText, figureText, isInterval, percentText, rangeText } from './figures.ts';

/** Cases by which a chain is past what coincidence makes: from the third one on it could have been seen. */
const SEEN_FROM = 3;
/** A session that is infected with less than this probability is not named. */
const UNLIKELY = 0.01;

/** The outbreak in sentences, for somebody who reads nothing else: where from, through what, how fast, what stops it. */
export function Story({ outbreak, setView }: { outbreak: TraceOutbreak; setView: SetView }) {
  const { rival, transmission } = outbreak;
  return (
    <Panel
      title="What happened"
      note={
        <>
          The outbreak of <code>{outbreak.seed === undefined ? outbreak.behaviour : `seed ${outbreak.seed + 1}`}</code>
        </>
      }
      className="outbreak-story"
    >
      <p className="story-verdict">
        <strong>{VERDICT[transmission]}</strong> {verdictDetail(outbreak)}
      </p>
      {transmission === 'yes' && (
        <ul className="story">
          <Began outbreak={outbreak} setView={setView} />
          <Travelled outbreak={outbreak} />
          <Growing outbreak={outbreak} />
          <CouldBeSeen outbreak={outbreak} />
          <MayFollow outbreak={outbreak} setView={setView} />
          <Stops outbreak={outbreak} />
        </ul>
      )}
      <details className="story-rival" open={transmission !== 'yes'}>
        <summary>The other explanation: {rival.explanation}</summary>
        <ul>
          {rival.against.map((text) => (
            <li key={text}>against it: {text}</li>
          ))}
          {rival.for.map((text) => (
            <li key={text}>for it: {text}</li>
          ))}
          <li className="quiet">
            The data are e<sup>{rival.evidence.toFixed(1)}</sup> times as likely with transmission as without; above e
            <sup>3</sup> that counts as a yes, below 1 as a no.
          </li>
        </ul>
      </details>
    </Panel>
  );
}

const VERDICT: Record<TraceOutbreak['transmission'], string> = {
  yes: 'Cases infected one another.',
  'cannot-tell': 'Whether cases infected one another cannot be told.',
  no: 'No sign that cases infected one another.',
};

function verdictDetail({ cases, introductions, clusters }: TraceOutbreak): string {
  const chains = clusters.filter((cluster) => cluster.cases > 1).length;
  return (
    `${count(cases, 'case')}; ${rangeText(introductions)} of them came from outside or by themselves` +
    `${chains > 1 ? `, in ${count(chains, 'separate chain')}` : ''}.`
  );
}

function Began({ outbreak, setView }: { outbreak: TraceOutbreak; setView: SetView }) {
  const [largest] = outbreak.clusters.toSorted((a, b) => b.cases - a.cases);
  const [source, ...others] = largest?.sources ?? [];
  if (!largest || !source || largest.cases < 2) return null;
  const first = outbreak.tree.find(({ session }) => session === source.session);
  return (
    <li>
      <b>Began with</b>{' '}
      {source.session === null ? (
        'a case that is not in the telemetry'
      ) : (
        <button type="button" className="link mono" onClick={() => setView({ picked: source.session })}>
          <Name text={source.session} />
        </button>
      )}{' '}
      ({percentText(source.probability)})
      {first && (
        <>
          {' '}
          of <Name text={first.agent} />, {shortTime(parseTime(first.onset))}
        </>
      )}
      {others.length > 0 && (
        <span className="quiet">
          ; else{' '}
          {others
            .slice(0, 2)
            .map(({ session, probability }) => `${session ?? 'a case not seen'} ${percentText(probability)}`)
            .join(', ')}
        </span>
      )}
    </li>
  );
}

function Travelled({ outbreak }: { outbreak: TraceOutbreak }) {
  const through = outbreak.reproduction.channels
    .filter(({ transmissions }) => transmissions >= 0.5)
    .toSorted((a, b) => b.transmissions - a.transmissions);
  if (through.length === 0) return null;
  return (
    <li>
      <b>Travelled through</b>{' '}
      {through.map(({ channel, transmissions }, i) => (
        <span key={channel}>
          {i > 0 && ', '}
          <span className="dot" style={{ background: `var(--channel-${channel})` }} /> {channel} (
          {count(Math.round(transmissions), 'case')})
        </span>
      ))}
    </li>
  );
}

function Growing({ outbreak }: { outbreak: TraceOutbreak }) {
  const { R } = outbreak.reproduction;
  if (!isInterval(R)) {
    return (
      <li>
        <b>Growth</b> not estimable: {R.notEstimable}
      </li>
    );
  }
  const word =
    R.lower > 1 ? 'it grows' : R.upper < 1 ? 'it dies out by itself' : 'whether it grows or dies out cannot be told';
  return (
    <li>
      <b>Each case infected</b> {rangeText(R)} others: {word}
    </li>
  );
}

function CouldBeSeen({ outbreak }: { outbreak: TraceOutbreak }) {
  const onsets = outbreak.tree.flatMap(({ onset }) => parseTime(onset) ?? []).toSorted((a, b) => a - b);
  const third = onsets[SEEN_FROM - 1];
  if (third === undefined) return null;
  const after = onsets.length - SEEN_FROM;
  return (
    <li>
      <b>Could have been seen</b> from {shortTime(third)}, with the third case: {count(after, 'case')} came later
    </li>
  );
}

function MayFollow({ outbreak, setView }: { outbreak: TraceOutbreak; setView: SetView }) {
  const { mayBeInfected, mayBeInfectedInAll } = outbreak;
  const first = mayBeInfected[0];
  if (!first) return null;
  const running = mayBeInfected.filter((one) => one.running).length;
  return (
    <li>
      <b>Met it and show nothing</b> {count(mayBeInfectedInAll, 'session')}, {number(running)} of them may still run;{' '}
      {first.probability.estimate < UNLIKELY ? (
        'each is very likely not infected'
      ) : (
        <>
          likeliest to follow{' '}
          <button type="button" className="link mono" onClick={() => setView({ picked: first.session })}>
            <Name text={first.session} />
          </button>{' '}
          ({percentText(first.probability.estimate)})
        </>
      )}
    </li>
  );
}

function Stops({ outbreak }: { outbreak: TraceOutbreak }) {
  const { cuts } = outbreak;
  const best = cuts.plan[0] ?? cuts.ranked[0];
  if (!best || best.prevents.estimate < 0.005) return null;
  return (
    <li>
      <b>Best cut</b> {cutWords(best)} <Name text={best.target} />:{' '}
      {cuts.untold === null
        ? `prevents ${rangeText(best.prevents)} of the ${figureText(cuts.baseline.estimate)} further cases to be expected ${aheadText(cuts)}`
        : `how many cases that prevents cannot be told: ${cuts.untold}`}
    </li>
  );
}

const WORDS: Record<TraceCut['kind'], string> = {
  purge: 'purge what cases wrote from',
  freeze: 'freeze',
  reset: 'reset the running sessions of',
  close: 'close the channel',
  quarantine: 'quarantine',
};

export function cutWords({ kind }: TraceCut): string {
  return WORDS[kind];
}
