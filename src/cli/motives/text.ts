import type { Estimate, MotivesDocument, PatternResult } from '../../motives/index.ts';
import { kindName } from '../../motives/index.ts';
import { oneLine, printable } from '../output/printable.ts';
import type { Styler } from '../output/style.ts';
import { plural, table } from '../output/table.ts';
import { auditLines, bestTest } from './audit-text.ts';
import { decimals, figure, percent, percentEstimate, range } from './numbers.ts';
import { routeLines, routesAnswer } from './routes-text.ts';

/** The run for people: the answer in ten lines, then a table for each thing that was asked. */
export function motivesText(doc: MotivesDocument, style: Styler): string {
  const sections = [
    answer(doc, style),
    patternLines(doc, style),
    deploymentLines(doc, style),
    kappaLines(doc, style),
    auditLines(doc, style),
    routeLines(doc, style),
    personaLines(doc, style),
    noteLines(doc, style),
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${printable(shown.join('\n\n'))}\n`;
}

function byShare(doc: MotivesDocument): PatternResult[] {
  return [...doc.result.patterns].sort((a, b) => b.share.mean - a.share.mean);
}

function answer(doc: MotivesDocument, style: Styler): string[] {
  const { model, result } = doc;
  const order = byShare(doc);
  const fittest = [...result.patterns].sort((a, b) => b.fitness.mean - a.fitness.mean)[0];
  const aims = order.filter(({ classification }) => classification.archetype === 'schemer');
  const aimed = aims.reduce((sum, { share }) => sum + share.mean, 0);
  const intended = order.filter(({ classification }) => classification.archetype === 'intended');
  const wanted = intended.reduce((sum, { share }) => sum + share.mean, 0);
  const spreads = result.patterns.filter(({ strain }) => strain.r0.estimate > 1);
  const on = model.operations.filter(({ id }) => (result.settings.operations[id] ?? 0) > 0);
  return [
    `${style('bold', oneLine(model.name, 60))}${doc.file === null ? ' (built in)' : ` (${oneLine(doc.file, 60)})`}: ` +
      `${plural(model.patterns.length, 'pattern')}, ${plural(model.contexts.length, 'context')}, ` +
      `${plural(model.graph.nodes.length, 'node')}; consequences ${result.method === 'exact' ? 'exact' : 'sampled'}.`,
    'All numbers follow from assumptions in the model file. None is a forecast.',
    `Most share after ${figure(result.settings.steps)} selection steps: ${order.slice(0, 3).map(named).join(', ')}.`,
    fittest ? `Fittest in training: ${fittest.id} (${kind(fittest)}), E[S] = ${figure(fittest.fitness.mean)}.` : '',
    `What the developers want keeps ${percent(wanted)}; schemers have ${percent(aimed)}.`,
    `Developers' operations: ${on.length === 0 ? 'none' : on.map(({ id }) => `${id} ${percent(result.settings.operations[id]!)}`).join(', ')}.`,
    `Would spread (R0 above 1 at the estimates, with very wide ranges; this project's own step): ` +
      `${spreads.length === 0 ? 'none' : spreads.map(({ id, strain }) => `${id} ${figure(strain.r0.estimate)}`).join(', ')}.`,
    bestTest(doc, style),
    routesAnswer(doc),
  ].filter((line) => line !== '');
}

function named(pattern: PatternResult): string {
  return `${pattern.id} (${kind(pattern)}) ${percentEstimate(pattern.share)}`;
}

function kind({ classification }: PatternResult): string {
  return kindName(classification);
}

function patternLines(doc: MotivesDocument, style: Styler): string[] {
  const rows = byShare(doc).map((pattern) => {
    const { classification: c } = pattern;
    return [
      pattern.id,
      c.archetype + (c.subtype === null ? '' : ` (${c.subtype})`),
      estimate(pattern.fitness),
      percent(pattern.prior),
      percentEstimate(pattern.share),
      c.optimal ? 'yes' : 'no',
      c.reason,
    ];
  });
  return [
    style('bold', 'Patterns, by share after selection (± twice the standard error over belief draws)'),
    ...table(
      ['pattern', 'kind', 'fitness', 'prior', 'share', 'optimal', 'why this kind'],
      rows,
      [22, 34, 15, 6, 13, 7, 140],
    ),
  ];
}

function estimate({ mean, standardError }: Estimate): string {
  return standardError === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${(2 * standardError).toFixed(3)}`;
}

function deploymentLines(doc: MotivesDocument, style: Styler): string[] {
  const { model, result } = doc;
  const [first] = result.patterns;
  const contexts = (first?.behaviour ?? []).filter(({ phase }) => phase === 'deployment').map(({ context }) => context);
  if (contexts.length === 0) return [];
  const rows = byShare(doc).map((pattern) => [
    pattern.id,
    ...contexts.map((context) => {
      const actions = pattern.behaviour.find((one) => one.context === context)!.actions;
      const most = actions.indexOf(Math.max(...actions));
      return `${model.actions[most]!.id} ${percent(actions[most]!)}`;
    }),
    writesShare(doc, pattern, contexts),
    pattern.gaps.length === 0 ? '-' : percent(Math.max(...pattern.gaps.map(({ gap }) => gap.mean))),
  ]);
  return [
    style('bold', 'In deployment: the likeliest action of each, alone in charge'),
    ...table(['pattern', ...contexts, 'writes', 'watch gap'], rows, [22, ...contexts.map(() => 26), 7, 9]),
    'writes: episodes in which something is left for other instances. watch gap: how much of its behaviour depends on being watched.',
  ];
}

/** Probability of any action that writes, averaged over the contexts of deployment by their weights. */
function writesShare({ model }: MotivesDocument, pattern: PatternResult, contexts: readonly string[]): string {
  const weights = contexts.map((id) => model.contexts.find((context) => context.id === id)!.weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const writing = model.actions.flatMap((action, a) => (action.writes ? [a] : []));
  const shares = contexts.map((id) => {
    const { actions } = pattern.behaviour.find(({ context }) => context === id)!;
    return writing.reduce((sum, a) => sum + actions[a]!, 0);
  });
  const mean = shares.reduce((sum, share, i) => sum + share * (total > 0 ? weights[i]! / total : 1 / shares.length), 0);
  return percent(mean);
}

function kappaLines(doc: MotivesDocument, style: Styler): string[] {
  const channels = doc.model.channels.map(({ channel }) => channel);
  if (channels.length === 0) return [];
  const rows = byShare(doc).map((pattern) => [
    pattern.id,
    ...channels.map((channel) => {
      const some = pattern.kappa.filter((one) => one.channel === channel);
      return decimals(some.reduce((sum, one) => sum + one.kappa.mean, 0) / Math.max(1, some.length));
    }),
    range(pattern.strain.r0),
  ]);
  const [first] = doc.result.patterns;
  return [
    style(
      'bold',
      "Kappa by channel: the motive to write to other instances (this project's own step, not the authors')",
    ),
    ...table(['pattern', ...channels, 'R0 that follows'], rows, [22, ...channels.map(() => 10), 40]),
    `Mean over deployment contexts, in units of the pattern's votes; below 0 it would rather not. ` +
      `Accidental writes alone give R0 ${first ? range(first.strain.accidentalR0) : '0'}.`,
  ];
}

function personaLines({ result }: MotivesDocument, style: Styler): string[] {
  if (result.personas.length === 0) return [];
  return [
    style('bold', 'Characters (persona selection), and what reading does to them'),
    ...result.personas.map(
      ({ id, prior, posterior }) => `  ${id}: ${percent(prior)} before training, ${percent(posterior)} after`,
    ),
    ...result.exposures.map(
      ({ id, before, after }) =>
        `  ${id}: adopted with ${percent(before)} unread` +
        after.map(({ readings, probability }) => `, ${percent(probability)} after ${readings}`).join(''),
    ),
  ];
}

function noteLines({ result, warnings }: MotivesDocument, style: Styler): string[] {
  return [
    style('bold', 'Read with it'),
    ...warnings.map((text) => `  ${oneLine(text, 300)}`),
    ...result.notes.map((note) => `  ${note}`),
  ];
}
