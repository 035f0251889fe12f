import type { Comparison, RouteInput } from '../../../../src/motives/routes/routes.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { figure } from '../state/words.ts';

const WORDS: Record<RouteInput, string> = {
  arises: 'Chance that training makes a schemer',
  audits: 'Audits before deployment',
  auditStrength: 'Chance that an audit finds it, at stealth 0',
  seeds: 'Expected seeds in deployment',
  r0: 'R0 of the strongest schemer',
  monitoring: 'Chance that monitoring stops an act, at stealth 0',
};
const SIZE = { width: 440, height: 260, left: 44, bottom: 34, top: 10, right: 10 };
/** Chances below this are drawn at the lower edge. */
const LEAST = 1e-6;

/** Two routes as ranges over stealth, and where one overtakes the other. */
export function RoutesPanel({ routes }: { routes: Comparison }) {
  const stealths = [...new Set(routes.conditions.map(({ stealth }) => stealth))];
  return (
    <Panel
      title="Spread, or deceptive alignment"
      note="Each band holds every value of the route over the whole ranges on the right. Where bands overlap, either route may be the likelier one. No band is a probability of anything."
    >
      <div className="routes">
        <Bands routes={routes} />
        <div className="scroll">
          <table className="motives-table">
            <caption>Spread is the likelier route, the other inputs at their estimates, where</caption>
            <thead>
              <tr>
                <th>Input, and its range</th>
                {stealths.map((stealth) => (
                  <th key={stealth} className="num">
                    stealth {figure(stealth)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(Object.keys(WORDS) as RouteInput[]).map((input) => {
                const { lower, estimate, upper } = routes.inputs[input];
                return (
                  <tr key={input}>
                    <td>
                      {WORDS[input]}
                      <br />
                      {figure(estimate)}{' '}
                      <span className="quiet">
                        ({figure(lower)} to {figure(upper)})
                      </span>
                    </td>
                    {stealths.map((stealth) => (
                      <td key={stealth} className="num">
                        {conditionWords(routes, input, stealth)}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
    </Panel>
  );
}

function conditionWords({ conditions }: Comparison, input: RouteInput, stealth: number): string {
  const found = conditions.find((one) => one.input === input && one.stealth === stealth);
  if (!found) return '';
  if (found.spreadLikelier === 'always') return 'any value';
  if (found.spreadLikelier === 'never') return 'no value';
  return `${found.spreadLikelier} ${figure(found.value)}`;
}

function Bands({ routes }: { routes: Comparison }) {
  const { width, height, left, right, top, bottom } = SIZE;
  const x = (stealth: number): number => left + (width - left - right) * stealth;
  const decades = -Math.log10(LEAST);
  const y = (p: number): number => top + ((height - top - bottom) * -Math.log10(Math.max(LEAST, p))) / decades;
  const band = (route: 'deceptive' | 'spread'): string => {
    const up = routes.byStealth.map((row) => `${x(row.stealth).toFixed(1)} ${y(row[route].upper).toFixed(1)}`);
    const down = routes.byStealth.map((row) => `${x(row.stealth).toFixed(1)} ${y(row[route].lower).toFixed(1)}`);
    return `M${up.join('L')}L${down.reverse().join('L')}Z`;
  };
  return (
    <figure className="bands">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="Ranges of both routes over stealth; the numbers of the inputs are in the table."
      >
        <title>Lowest to highest chance of each route over stealth</title>
        {Array.from({ length: decades + 1 }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a decade is its number.
          <g key={i} className="grid">
            <line x1={left} x2={width - right} y1={y(10 ** -i)} y2={y(10 ** -i)} />
            <text x={left - 6} y={y(10 ** -i) + 4} textAnchor="end">
              {i === 0 ? '1' : i === decades ? `≤1e-${i}` : `1e-${i}`}
            </text>
          </g>
        ))}
        {[0, 0.25, 0.5, 0.75, 1].map((stealth) => (
          <text
            key={stealth}
            className="tick"
            x={x(stealth)}
            y={height - 18}
            textAnchor={stealth === 1 ? 'end' : 'middle'}
          >
            {stealth}
          </text>
        ))}
        <text className="tick" x={(left + width) / 2} y={height - 3} textAnchor="middle">
          stealth
        </text>
        <path className="band spread" d={band('spread')} />
        <path className="band deceptive" d={band('deceptive')} />
      </svg>
      <figcaption>
        <span>
          <i className="band-key spread" /> spread in deployment
        </span>
        <span>
          <i className="band-key deceptive" /> deceptive alignment
        </span>
      </figcaption>
    </figure>
  );
}
