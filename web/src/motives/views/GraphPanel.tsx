import { useMemo, useState } from 'react';
import type { Model } from '../../../../src/motives/model/types.ts';
import type { PatternResult, Result } from '../../../../src/motives/result.ts';
import { visible } from '../../shared/lib/text.ts';
import { Panel } from '../../shared/ui/Panel.tsx';
import { Raw } from '../../shared/ui/Raw.tsx';
import { Segmented } from '../../shared/ui/Segmented.tsx';
import { type DrawnArrow, type DrawnNode, drawGraph, NODE } from '../state/layout.ts';
import { figure, KIND_COLOUR } from '../state/words.ts';

interface GraphProps {
  model: Model;
  result: Result;
  picked: PatternResult;
  pick: (id: string) => void;
}

/** The graph shrinks with the window to this part of its size, and scrolls below it: smaller, its words are not read. */
const SMALLEST = 0.85;

/** The causal graph, with the goal of every pattern on its node and what the chosen pattern brings about. */
export function GraphPanel({ model, result, picked, pick }: GraphProps) {
  const [givens, setGivens] = useState<'no' | 'yes'>('no');
  const { operations } = result.settings;
  const drawing = useMemo(() => drawGraph(model, operations, givens === 'yes'), [model, operations, givens]);
  const outcomes = useMemo(() => outcomesOf(model, picked), [model, picked]);
  const goals = useMemo(() => goalsOn(model, drawing.nodes), [model, drawing]);
  const wanted = new Set(goals.flatMap(({ node, pattern }) => (pattern === picked.id ? [node] : [])));
  const numbers = new Map(result.patterns.map(({ id }, i) => [id, i]));
  return (
    <Panel
      title="Causal graph"
      note="Causes to the left. Each round mark is a pattern’s goal. Bars: what the chosen pattern, alone in charge, brings about in training and in deployment."
      tools={
        <Segmented
          label="Nodes that the context sets"
          value={givens}
          options={[
            { value: 'no', label: 'Consequences' },
            { value: 'yes', label: 'With context' },
          ]}
          onChange={setGivens}
        />
      }
    >
      <p className="graph-key">
        <span>
          Chosen: <b>{<Raw text={picked.label} />}</b>
        </span>
        <span>
          <i className="key-bar training" /> training
        </span>
        <span>
          <i className="key-bar deployment" /> deployment
        </span>
        <span>
          <i className="key-node selection" /> selection (S)
        </span>
        <span>
          <i className="key-node reward" /> reward (R)
        </span>
        <span>
          <i className="key-node intended" /> intended
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard. */}
      <section className="graph-scroll" tabIndex={0} aria-label="Causal graph; scrolls sideways">
        <svg
          style={{ maxWidth: drawing.width, minWidth: SMALLEST * drawing.width }}
          viewBox={`0 ${drawing.top} ${drawing.width} ${drawing.height}`}
          role="img"
          aria-label={`Causal graph of ${drawing.nodes.length} nodes. Every goal is also in the table of patterns.`}
        >
          {drawing.arrows.map((arrow) => (
            <Arrow key={`${arrow.from} ${arrow.to}`} arrow={arrow} lit={wanted.has(arrow.to)} />
          ))}
          {drawing.nodes.map((node) => (
            <Node key={node.id} node={node} model={model} outcomes={outcomes} wanted={wanted.has(node.id)} />
          ))}
          {goals.map(({ node, pattern, x, y }) => {
            const at = numbers.get(pattern) ?? 0;
            const one = result.patterns[at];
            if (!one) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element.
              <g
                key={`${node} ${pattern}`}
                className={pattern === picked.id ? 'goal picked' : 'goal'}
                role="button"
                tabIndex={-1}
                aria-label={visible(one.label)}
                onClick={() => pick(pattern)}
                onKeyDown={(event) => event.key === 'Enter' && pick(pattern)}
              >
                <title>{`${visible(one.label)}: ${visible(one.classification.reason)}`}</title>
                <circle cx={x} cy={y} r={9} style={{ fill: KIND_COLOUR[one.classification.archetype] }} />
                <text x={x} y={y + 3.6} textAnchor="middle">
                  {at + 1}
                </text>
              </g>
            );
          })}
        </svg>
      </section>
    </Panel>
  );
}

function Arrow({ arrow, lit }: { arrow: DrawnArrow; lit: boolean }) {
  const d = arrow.points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const [before, end] = arrow.points.slice(-2);
  if (!before || !end) return null;
  const turn = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return (
    <g className={lit ? 'arrow lit' : 'arrow'}>
      <path d={d} />
      <path className="tip" d="M0 0L-7 3.2L-7 -3.2Z" transform={`translate(${end.x} ${end.y}) rotate(${turn})`} />
    </g>
  );
}

interface NodeProps {
  node: DrawnNode;
  model: Model;
  outcomes: Outcomes;
  wanted: boolean;
}

function Node({ node, model, outcomes, wanted }: NodeProps) {
  const { selection, reward, intended } = model.graph;
  const role =
    node.id === selection
      ? 'selection'
      : node.id === reward
        ? 'reward'
        : intended.includes(node.id)
          ? 'intended'
          : node.role;
  const left = node.x - NODE.width / 2;
  const top = node.y - NODE.height / 2;
  const words = lines(visible(node.label));
  const value = (phase: 'training' | 'deployment'): number =>
    Math.max(0, ...node.of.map((id) => outcomes[phase].get(id) ?? 0));
  const full = Math.max(1, ...node.of.map((id) => outcomes.most.get(id) ?? 1));
  const told = `${visible(node.id)}: ${visible(node.label)}. Training ${figure(value('training'))}, deployment ${figure(value('deployment'))}.`;
  return (
    <g className={`node ${role}${wanted ? ' wanted' : ''}`}>
      <title>{node.note === undefined ? told : `${told} ${visible(node.note)}`}</title>
      <rect x={left} y={top} width={NODE.width} height={NODE.height} rx={6} />
      {words.map((line, i) => (
        <text key={line} x={node.x} y={top + 15 + 12 * i + (words.length === 1 ? 6 : 0)} textAnchor="middle">
          {line}
        </text>
      ))}
      {(['training', 'deployment'] as const).map((phase, i) => (
        <g key={phase} className={`bar ${phase}`}>
          <rect className="track" x={left + 8} y={top + 39 + 6 * i} width={NODE.width - 16} height={4} rx={2} />
          <rect
            x={left + 8}
            y={top + 39 + 6 * i}
            width={((NODE.width - 16) * Math.min(full, value(phase))) / full}
            height={4}
            rx={2}
          />
        </g>
      ))}
    </g>
  );
}

/** Characters of a line in a node. */
const LINE = 22;

/** A label on at most two lines. */
function lines(label: string): string[] {
  const words = label.split(' ');
  let first = '';
  while (words[0] !== undefined && `${first} ${words[0]}`.trim().length <= LINE)
    first = `${first} ${words.shift()}`.trim();
  const rest = words.join(' ');
  return first === '' ? [cut(rest)] : rest === '' ? [first] : [first, cut(rest)];
}

function cut(text: string): string {
  return text.length <= LINE ? text : `${text.slice(0, LINE - 1).trimEnd()}…`;
}

interface Outcomes {
  readonly training: ReadonlyMap<string, number>;
  readonly deployment: ReadonlyMap<string, number>;
  /** The most of a node in any context: the length of its bars. */
  readonly most: ReadonlyMap<string, number>;
}

/** Expected values of nodes under the pattern, averaged over a phase by the contexts' weights. */
function outcomesOf(model: Model, pattern: PatternResult): Outcomes {
  const weights = new Map(model.contexts.map(({ id, weight }) => [id, weight]));
  const mean = (phase: string): Map<string, number> => {
    const some = pattern.behaviour.filter((one) => one.phase === phase);
    const total = some.reduce((sum, { context }) => sum + (weights.get(context) ?? 0), 0);
    const out = new Map<string, number>();
    for (const { context, outcomes } of some) {
      const share = total > 0 ? (weights.get(context) ?? 0) / total : 1 / some.length;
      for (const [id, value] of Object.entries(outcomes)) out.set(id, (out.get(id) ?? 0) + share * value);
    }
    return out;
  };
  const most = new Map<string, number>();
  for (const { outcomes } of pattern.behaviour) {
    for (const [id, value] of Object.entries(outcomes)) most.set(id, Math.max(most.get(id) ?? 0, value));
  }
  return { training: mean('training'), deployment: mean('deployment'), most };
}

/** Where each goal's mark stands: along the upper edge of its node, and of every node for a kludge. */
function goalsOn(model: Model, nodes: readonly DrawnNode[]): { node: string; pattern: string; x: number; y: number }[] {
  return nodes.flatMap((node) => {
    const here = model.patterns.filter(({ goal }) => node.of.some((id) => goal[id]));
    return here.map(({ id }, i) => ({
      node: node.id,
      pattern: id,
      x: node.x + NODE.width / 2 - 10 - 20 * i,
      y: node.y - NODE.height / 2 - 2,
    }));
  });
}
