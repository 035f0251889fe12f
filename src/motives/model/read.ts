import { LineCounter, parseDocument } from 'yaml';
import type { Channel } from '../../fleet/channel.ts';
import { checkModel, type Finding } from './check.ts';
import { type ModelFile, modelFile, type NodeFile } from './schema.ts';
import { type Action, type CausalNode, type Mechanism, type Model, PRIORS, type Priors } from './types.ts';

/** What is wrong in a model file, where, and what to do. Lines and columns count from 1. */
export interface ModelProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
  /** With an `error` there is no model; a `warning` says what is probably not meant. */
  readonly weight: 'error' | 'warning';
}

/** The way to a place in a model file: keys and positions. */
export type Path = readonly (string | number)[];

export interface ModelRead {
  /** Absent if any problem is an error. */
  readonly model?: Model;
  /** In the order of the file. */
  readonly problems: readonly ModelProblem[];
}

const LONGEST = 1_000_000;
const MOST_PROBLEMS = 50;
const QUOTE = 'Quote a formula that has a comma where it stands in { }.';

/** Reads the text of a model file: YAML or JSON, version 1.2. Never throws; `file` is the name that problems carry. */
export function readModel(text: string, file: string): ModelRead {
  const lines = new LineCounter();
  const problem = (offset: number, message: string, hint: string, weight: ModelProblem['weight'] = 'error') => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message, hint, weight };
  };
  if (text.length > LONGEST) {
    return { problems: [problem(0, `longer than ${LONGEST} characters`, 'A model file is written by hand.')] };
  }
  let document: ReturnType<typeof parseDocument>;
  let data: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    data = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [problem(0, `not readable as YAML: ${String(error)}`, 'Take out aliases and deep nesting.')] };
  }
  if (document.errors.length > 0) {
    return {
      problems: document.errors
        .slice(0, MOST_PROBLEMS)
        .map((error) =>
          problem(error.pos[0], error.message, 'Correct the YAML; quote texts that have a colon or comma.'),
        ),
    };
  }
  /** Where a path stands, or the nearest part of it that is there. */
  const offsetOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const found = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (found?.range) return found.range[0];
    }
    return 0;
  };

  const read = modelFile.safeParse(data);
  if (!read.success) {
    return {
      problems: read.error.issues.slice(0, MOST_PROBLEMS).map((issue) => {
        // What is wrong with a name stands inside the issue of the record that has it.
        const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
        const hint = message.includes(')"') ? QUOTE : 'See the built-in model for the form.';
        return problem(offsetOf(issue.path as Path), `${issue.path.join('.') || 'the file'}: ${message}`, hint);
      }),
    };
  }
  const model = modelOf(read.data);
  const unlike = checkLikes(read.data);
  const found = (unlike.length > 0 ? unlike : checkModel(model))
    .map(({ path, message, hint, weight }) => ({ offset: offsetOf(path), message, hint, weight }))
    .sort((a, b) => a.offset - b.offset)
    .slice(0, MOST_PROBLEMS)
    .map(({ offset, message, hint, weight }) => problem(offset, message, hint, weight));
  return found.some(({ weight }) => weight === 'error') ? { problems: found } : { model, problems: found };
}

function modelOf(file: ModelFile): Model {
  const writing = Object.entries(file.channels) as [Channel, NonNullable<ModelFile['channels'][Channel]>][];
  const nodes = entries(file.nodes, (id, node): CausalNode => {
    const note = node.note === undefined ? {} : { note: node.note };
    return { id, label: node.label ?? words(id), mechanism: mechanismOf(node), ...note };
  });
  const own = entries(
    file.actions,
    (id, action): Action => ({
      id,
      label: action.label ?? words(id),
      properties: propertiesOf(file, id),
    }),
  );
  const actions = [...own, ...writing.flatMap(([channel, { visible }]) => writeAction(file, channel, visible))];
  return {
    name: file.name,
    about: file.about,
    graph: {
      ...file.graph,
      nodes: [...nodes, ...writing.flatMap(([h, { reach }]) => channelNodes(h, reach))],
      spread: Object.fromEntries(writing.map(([h]) => [h, `via_${h}`])),
    },
    actions,
    situations: entries(file.situations, (id, situation) => ({
      ...situation,
      id,
      label: situation.label ?? words(id),
    })),
    contexts: entries(file.contexts, (id, context) => {
      const deployed = file.situations[context.situation]?.phase === 'deployment';
      const writes = actions
        .filter((action) => action.writes)
        .map((a) => [a.id, deployed ? (file.writing?.base ?? 0) : 0]);
      return {
        ...context,
        id,
        label: context.label ?? words(id),
        base: { ...Object.fromEntries(writes), ...context.base },
      };
    }),
    patterns: entries(file.patterns, (id, { label, note, ...pattern }) => ({
      ...pattern,
      id,
      label: label ?? words(id),
      ...(note === undefined ? {} : { note }),
    })),
    beliefs: file.beliefs,
    selection: file.selection,
    priors: Object.fromEntries(PRIORS.map((prior) => [prior, file.priors[prior] ?? 0])) as Priors,
    operations: entries(file.operations, (id, { white_box, replace, label, ...operation }) => ({
      ...operation,
      id,
      label: label ?? words(id),
      replace: Object.fromEntries(entries(replace, (name, node) => [name, mechanismOf(node)] as const)),
      whiteBox: white_box,
    })),
    channels: writing.map(([channel, { reach: _, visible: __, ...parameters }]) => ({ channel, ...parameters })),
    instances: file.instances,
    reflection: { ...file.reflection, target: file.reflection.target ?? file.graph.selection },
    personas: entries(file.personas, (id, persona) => ({ ...persona, id, label: persona.label ?? words(id) })),
    exposures: entries(file.exposures, (id, exposure) => ({ ...exposure, id, label: exposure.label ?? words(id) })),
  };
}

function mechanismOf(node: NodeFile): Mechanism {
  if ('given' in node) return { kind: 'given', value: node.given };
  if ('property' in node) return { kind: 'property' };
  if ('p' in node) return { kind: 'chance', formula: node.p };
  if ('value' in node) return { kind: 'value', formula: node.value };
  if ('any' in node) return { kind: 'any', causes: node.any, leak: node.leak };
  return { kind: 'table', parents: node.parents, values: node.values, rows: node.rows };
}

/** Actions that are like one that is not there, or like themselves in the end. */
function checkLikes(file: ModelFile): Finding[] {
  return Object.entries(file.actions).flatMap(([id, { like }]): Finding[] => {
    const seen = new Set([id]);
    let at = like;
    while (at !== undefined && file.actions[at] && !seen.has(at)) {
      seen.add(at);
      at = file.actions[at]?.like;
    }
    if (at === undefined) return [];
    const message = file.actions[at] ? `action ${id} is like itself in the end` : `there is no action ${at}`;
    return [{ path: ['actions', id, 'like'], message, hint: 'Name another action.', weight: 'error' }];
  });
}

/** Properties of an action: its own, and those of the action that it is like. A circle of `like` ends where it closes. */
function propertiesOf(file: ModelFile, id: string): Record<string, number> {
  const chain: string[] = [];
  for (let at: string | undefined = id; at !== undefined && !chain.includes(at); at = file.actions[at]?.like)
    chain.push(at);
  const properties: Record<string, number> = {};
  for (const name of chain.reverse()) {
    const { label: _, like: __, ...own } = file.actions[name] ?? {};
    Object.assign(properties, own);
  }
  return properties;
}

function writeAction(file: ModelFile, channel: Channel, visible: number): Action[] {
  if (!file.writing) return [];
  const { like, visible: property } = file.writing;
  const seen = property === undefined ? {} : { [property]: visible };
  const properties = { ...propertiesOf(file, like), [`writes_${channel}`]: 1, ...seen };
  const label = `${file.actions[like]?.label ?? words(like)}, and writes to other instances by ${channel}`;
  return [{ id: `write_${channel}`, label, properties, writes: channel, without: like }];
}

function channelNodes(channel: Channel, reach: string): CausalNode[] {
  return [
    { id: `writes_${channel}`, label: `writes to other instances by ${channel}`, mechanism: { kind: 'property' } },
    {
      id: `via_${channel}`,
      label: `influence on other instances through ${channel}`,
      mechanism: { kind: 'chance', formula: `(${reach}) * writes_${channel}` },
    },
  ];
}

function entries<V, T>(record: Readonly<Record<string, V>>, make: (id: string, value: V) => T): T[] {
  return Object.entries(record).map(([id, value]) => make(id, value));
}

function words(id: string): string {
  return id.replaceAll('_', ' ');
}
