import { posix } from 'node:path';
import type { Call, EnvEntry, Permissions, ReusableCall, Trigger } from '../model.ts';
import type { Span } from '../position.ts';
import type { Reading } from '../reading.ts';
import { MapNode, type Node, ScalarNode } from '../yaml-node.ts';
import type { DraftJob } from './draft.ts';
import { conditionOf, entriesOf, mapOf, stringOf, stringsOf, textOf } from './fields.ts';
import { type Input, Names } from './names.ts';
import { capped, readPermissions, undeclared } from './permissions.ts';
import { readSteps } from './steps.ts';
import { readTriggers } from './triggers.ts';

const MAX_JOBS = 1_000;
const MAX_CALLS = 4;

interface Around {
  readonly file: string;
  readonly chain: readonly Call[];
  readonly caller: DraftJob | undefined;
  readonly prefix: string;
}

/** The parts of a workflow file that all of its jobs share. */
interface Head {
  readonly root: MapNode;
  readonly names: Names;
  readonly permissions: Permissions | undefined;
}

/** Jobs of a workflow, each followed by those of the local workflow that it calls. */
export function readJobs(root: MapNode, triggers: readonly Trigger[], reading: Reading, file: string): DraftJob[] {
  const out: DraftJob[] = [];
  const inputs = openInputs(triggers);
  collect(headOf(root, undefined, inputs), reading, { file, chain: [], caller: undefined, prefix: '' }, out);
  return out;
}

/** Inputs that somebody outside of the tree fills in: who starts the workflow by hand, or a caller elsewhere. */
function openInputs(triggers: readonly Trigger[]): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const trigger of triggers) {
    const open =
      trigger.event === 'workflow_dispatch' ? 'writer' : trigger.event === 'workflow_call' ? 'unknown' : undefined;
    if (open === undefined) continue;
    for (const { name, span } of trigger.inputs)
      if (!inputs.has(name.toLowerCase())) inputs.set(name.toLowerCase(), { open, span });
  }
  return inputs;
}

function headOf(root: MapNode, parent: Names | undefined, inputs: ReadonlyMap<string, Input>): Head {
  const permissions = root.get('permissions');
  return {
    root,
    names: new Names(parent, entriesOf(root.get('env')), { inputs }),
    permissions: readPermissions(permissions, 'workflow', root.entry('permissions')?.keySpan),
  };
}

/** The jobs go to `out`; the names in which they are known to each other come back. */
function collect(head: Head, reading: Reading, around: Around, out: DraftJob[]): Names {
  const jobs = mapOf(head.root.get('jobs'));
  const byId = new Map<string, DraftJob>();
  const names = new Names(head.names, [], { jobs: byId });
  for (const { key, keySpan, value } of jobs?.entries ?? []) {
    if (out.length >= MAX_JOBS) {
      reading.leaveOut({
        file: around.file,
        line: keySpan.line,
        reason: `more than ${MAX_JOBS} jobs`,
        weight: 'warning',
      });
      return names;
    }
    if (!(value instanceof MapNode)) continue;
    const job = readJob(key, keySpan, value, head, reading, around, names);
    byId.set(key.toLowerCase(), job);
    out.push(job);
    if (job.uses?.path !== undefined && job.uses.missing === undefined) follow(job, job.uses, reading, around, out);
  }
  return names;
}

function readJob(
  id: string,
  keySpan: Span,
  node: MapNode,
  head: Head,
  reading: Reading,
  around: Around,
  scope: Names,
): DraftJob {
  const env = entriesOf(node.get('env'));
  const names = new Names(scope, env);
  const own = readPermissions(node.get('permissions'), 'job', node.entry('permissions')?.keySpan) ?? head.permissions;
  const outer = around.caller?.permissions;
  const environment = node.get('environment');
  const uses = node.get('uses');
  let outputNames: Names | undefined;
  const steps = readSteps(node.get('steps'), reading, around.file, (byStep) => {
    outputNames = new Names(names, [], { steps: byStep });
    return outputNames;
  });
  return {
    id: around.prefix + id,
    name: stringOf(node.get('name')),
    span: { ...node.span, line: keySpan.line, column: keySpan.column },
    condition: conditionOf(node.get('if')),
    needs: stringsOf(node.get('needs')).map((need) => around.prefix + need),
    environment: textOf(environment) ?? textOf(mapOf(environment)?.get('name')),
    permissions: outer === undefined ? (own ?? undeclared(keySpan)) : capped(own, outer),
    runsOn: readRunner(node.get('runs-on'), keySpan),
    env,
    hasMatrix: mapOf(node.get('strategy'))?.get('matrix') !== undefined,
    concurrency: readConcurrency(node.get('concurrency')),
    outputs: entriesOf(node.get('outputs')),
    uses: uses instanceof ScalarNode && uses.value !== null ? readCall(uses, node, reading, around) : undefined,
    steps,
    chain: around.chain,
    caller: around.caller,
    names,
    outputNames,
  };
}

const GITHUB_HOSTED = /^(?:ubuntu|windows|macos)-/i;

function readRunner(node: Node | undefined, span: Span): DraftJob['runsOn'] {
  const labels = [...stringsOf(node), ...stringsOf(mapOf(node)?.get('labels'))];
  const selfHosted = labels.some((label) => label.toLowerCase() === 'self-hosted')
    ? 'yes'
    : labels.length > 0 && labels.every((label) => GITHUB_HOSTED.test(label))
      ? 'no'
      : 'unknown';
  return { labels, selfHosted, span: node?.span ?? span };
}

export function readConcurrency(node: Node | undefined): DraftJob['concurrency'] {
  const group = textOf(node) ?? textOf(mapOf(node)?.get('group'));
  if (group === undefined) return undefined;
  const cancels = stringOf(mapOf(node)?.get('cancel-in-progress'));
  return {
    group,
    cancels: cancels === undefined || cancels === 'false' ? false : cancels === 'true' ? true : 'unknown',
  };
}

function readCall(uses: ScalarNode, node: MapNode, reading: Reading, around: Around): ReusableCall {
  const ref = uses.text.value.trim();
  const secretNode = node.get('secrets');
  const secrets: 'inherit' | EnvEntry[] = stringOf(secretNode) === 'inherit' ? 'inherit' : entriesOf(secretNode);
  const call = { ref, span: uses.span, inputs: entriesOf(node.get('with')), secrets };
  if (!ref.startsWith('./')) return { ...call, path: undefined, missing: 'in another repository' };
  const path = reading.tree.resolve(posix.normalize(ref.replace(/@.*$/, '')));
  if (path === undefined) {
    reading.leaveOut({
      file: around.file,
      line: uses.span.line,
      reason: `the workflow ${ref} is not in the tree`,
      weight: 'warning',
    });
    return { ...call, path: undefined, missing: 'not in the tree' };
  }
  if (path === around.file || around.chain.some((outer) => outer.path === path))
    return { ...call, path, missing: 'calls itself' };
  if (around.chain.length >= MAX_CALLS) return { ...call, path, missing: `more than ${MAX_CALLS} calls deep` };
  return { ...call, path, missing: undefined };
}

function follow(job: DraftJob, call: ReusableCall, reading: Reading, around: Around, out: DraftJob[]): void {
  const path = call.path!;
  const root = mapOf(reading.yaml(path));
  if (root === undefined) return;
  const trigger = readTriggers(root.get('on'), root.span).find(({ event }) => event === 'workflow_call');
  const inputs = new Map<string, Input>();
  for (const input of trigger?.inputs ?? []) {
    const given =
      call.inputs.find((entry) => entry.name.toLowerCase() === input.name.toLowerCase())?.text ?? input.default;
    if (given !== undefined) inputs.set(input.name.toLowerCase(), { text: given, scope: job.names });
  }
  // A called workflow sees nothing of its caller's env.
  const head = headOf(root, undefined, inputs);
  const inside = {
    file: path,
    chain: [...around.chain, { path, span: call.span }],
    caller: job,
    prefix: `${job.id} / `,
  };
  const outputNames = collect(head, reading, inside, out);
  const declared = mapOf(mapOf(mapOf(root.get('on'))?.get('workflow_call'))?.get('outputs'));
  const outputs = (declared?.entries ?? []).flatMap(({ key, value }) => {
    const text = textOf(mapOf(value)?.get('value'));
    return text === undefined ? [] : [{ name: key, text }];
  });
  Object.assign(job, { outputs, outputNames });
}
