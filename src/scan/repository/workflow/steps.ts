import { posix } from 'node:path';
import type { ExpressionText } from '../../expressions/situation.ts';
import type { Call } from '../model.ts';
import type { Reading } from '../reading.ts';
import { MapNode, type Node, ScalarNode } from '../yaml-node.ts';
import type { DraftStep } from './draft.ts';
import { conditionOf, entriesOf, mapOf, stringOf, textOf } from './fields.ts';
import { type Input, Names } from './names.ts';
import { readInputs } from './triggers.ts';
import { readUses } from './uses.ts';

const MAX_STEPS = 2_000;
const MAX_CALLS = 10;

/** Where the steps of a list stand: their file, and the calls and conditions around them. */
interface Around {
  readonly file: string;
  readonly chain: readonly Call[];
  readonly conditions: readonly ExpressionText[];
}

/** The steps of a job, local composite actions expanded in place: the call itself comes first, then what it runs. */
export function readSteps(
  node: Node | undefined,
  reading: Reading,
  file: string,
  names: (steps: ReadonlyMap<string, DraftStep>) => Names,
): DraftStep[] {
  const out: DraftStep[] = [];
  collect(node, reading, { file, chain: [], conditions: [] }, names, out);
  return out;
}

function collect(
  node: Node | undefined,
  reading: Reading,
  around: Around,
  names: (steps: ReadonlyMap<string, DraftStep>) => Names,
  out: DraftStep[],
): void {
  if (node?.kind !== 'seq') return;
  const byId = new Map<string, DraftStep>();
  const scope = names(byId);
  for (const item of node.items) {
    if (out.length >= MAX_STEPS) {
      reading.leaveOut({
        file: around.file,
        line: item.span.line,
        reason: `more than ${MAX_STEPS} steps in one job`,
        weight: 'warning',
      });
      return;
    }
    if (!(item instanceof MapNode)) continue;
    const draft = readStep(item, reading, around, scope);
    const local = draft.uses?.kind === 'local' ? loadComposite(draft, reading, around) : undefined;
    const step = local === undefined ? draft : { ...draft, missing: local.missing };
    const inner: DraftStep[] = [];
    if (local?.root !== undefined) Object.assign(step, expand(local.root, local.path, draft, reading, around, inner));
    if (step.id !== undefined && !byId.has(step.id.toLowerCase())) byId.set(step.id.toLowerCase(), step);
    out.push(step, ...inner.slice(0, MAX_STEPS - out.length));
  }
}

/** What a composite action runs goes to `out`; its outputs, with the names that they are written in, come back. */
function expand(
  root: MapNode,
  path: string,
  step: DraftStep,
  reading: Reading,
  around: Around,
  out: DraftStep[],
): Pick<DraftStep, 'outputs' | 'outputNames'> {
  const runs = mapOf(root.get('runs'));
  if (stringOf(runs?.get('using')) !== 'composite') return { outputs: undefined, outputNames: undefined };
  const inputs = bindInputs(root, step);
  const inside: Around = {
    file: path,
    chain: [...around.chain, { path, span: step.uses!.span }],
    conditions: step.condition === undefined ? around.conditions : [...around.conditions, step.condition],
  };
  let outputNames: Names | undefined;
  const names = (steps: ReadonlyMap<string, DraftStep>) => {
    outputNames = new Names(step.names, [], { inputs, steps });
    return outputNames;
  };
  collect(runs?.get('steps'), reading, inside, names, out);
  const outputs = new Map<string, ExpressionText>();
  for (const { key, value } of mapOf(root.get('outputs'))?.entries ?? []) {
    const text = textOf(mapOf(value)?.get('value'));
    if (text !== undefined) outputs.set(key.toLowerCase(), text);
  }
  return { outputs, outputNames };
}

function readStep(node: MapNode, reading: Reading, around: Around, scope: Names): DraftStep {
  const env = entriesOf(node.get('env'));
  const uses = node.get('uses');
  const given = new Map<string, ExpressionText>();
  for (const { name, text } of entriesOf(node.get('with'))) given.set(name.toLowerCase(), text);
  return {
    id: stringOf(node.get('id')),
    name: stringOf(node.get('name')),
    span: node.span,
    condition: conditionOf(node.get('if')),
    uses: uses instanceof ScalarNode && uses.value !== null ? readUses(uses, reading.map(around.file)) : undefined,
    run: textOf(node.get('run')),
    shell: stringOf(node.get('shell')),
    workingDirectory: textOf(node.get('working-directory')),
    with: given,
    env,
    continueOnError: stringOf(node.get('continue-on-error')) === 'true',
    chain: around.chain,
    outerConditions: around.conditions,
    missing: undefined,
    names: new Names(scope, env),
    outputs: undefined,
    outputNames: undefined,
  };
}

interface Local {
  readonly path: string;
  readonly root: MapNode | undefined;
  readonly missing: string | undefined;
}

function loadComposite(step: DraftStep, reading: Reading, around: Around): Local {
  const folder = posix.normalize(step.uses!.path).replace(/\/$/, '');
  const names = folder === '.' ? ['action.yml', 'action.yaml'] : [`${folder}/action.yml`, `${folder}/action.yaml`];
  for (const name of names) {
    const path = reading.tree.resolve(name);
    if (path === undefined) continue;
    if (around.chain.some((call) => call.path === path)) return { path, root: undefined, missing: 'calls itself' };
    if (around.chain.length >= MAX_CALLS)
      return { path, root: undefined, missing: `more than ${MAX_CALLS} calls deep` };
    const root = mapOf(reading.yaml(path));
    return { path, root, missing: root === undefined ? 'not readable' : undefined };
  }
  reading.leaveOut({
    file: around.file,
    line: step.uses!.span.line,
    reason: `the local action ${step.uses!.raw} is not in the tree`,
    weight: 'warning',
  });
  return { path: folder, root: undefined, missing: 'not in the tree' };
}

/** Inputs of a composite action or called workflow: what the caller gives, else the default. */
function bindInputs(root: MapNode, step: DraftStep): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const input of readInputs(root.get('inputs'))) {
    const name = input.name.toLowerCase();
    const given = step.with.get(name);
    if (given !== undefined) inputs.set(name, { text: given, scope: step.names });
    else if (input.default !== undefined) inputs.set(name, { text: input.default, scope: step.names });
  }
  return inputs;
}
