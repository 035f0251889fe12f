import type { Taint } from '../../expressions/situation.ts';
import { fetchesInScript, sourcesInScript } from '../../expressions/sources.ts';
import type { Bound, Outflow } from '../../expressions/taint.ts';
import { actionFacts } from '../../facts/agent-actions.ts';
import { findAnchor } from '../../facts/cli-anchors.ts';
import type { DraftStep } from './draft.ts';

/** Actions whose outputs are text that others wrote: `*` for all outputs. */
const FETCHING_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'peter-evans/find-comment': ['comment-body'],
  'xt0rted/pull-request-comment-branch': ['head_ref'],
  'tj-actions/changed-files': ['*'],
  'actions-ecosystem/action-regex-match': ['*'],
};

/** What a step may put into one of its outputs. */
export function outflowOf(step: DraftStep, name: string): Outflow {
  const output = step.outputs?.get(name);
  if (output !== undefined && step.outputNames !== undefined) {
    return {
      texts: [{ what: `output ${name} of the action`, bound: { text: output, scope: step.outputNames } }],
      own: [],
    };
  }
  const { uses, run } = step;
  if (uses?.kind === 'action') {
    const facts = actionFacts(uses.owner, uses.repo, uses.path);
    if (facts !== undefined) {
      const carries = facts.outputs.includes('*') || facts.outputs.includes(name) || name === '*';
      return { texts: [], own: carries ? [modelWords(step, `answer of ${facts.product}`)] : [] };
    }
    const slug = `${uses.owner}/${uses.repo}`.toLowerCase();
    if (slug === 'actions/github-script') return scriptFlow(step, 'script');
    const fetched = FETCHING_ACTIONS[slug];
    if (fetched?.some((one) => one === '*' || one === name)) {
      return { texts: [], own: [outside(uses.span, `output of ${slug}`)] };
    }
    return { texts: [], own: [] };
  }
  if (run === undefined || !writesOutput(run.value, name)) return { texts: [], own: [] };
  const flow = scriptFlow(step, 'run');
  const anchor = findAnchor(run.value);
  return anchor === undefined ? flow : { ...flow, own: [...flow.own, modelWords(step, `answer of ${anchor.product}`)] };
}

/** Texts of a script and of the variables that it sees, and what it fetches or takes from the event by itself. */
function scriptFlow(step: DraftStep, field: 'run' | 'script'): Outflow {
  const script = field === 'run' ? step.run : step.with.get('script');
  if (script === undefined) return { texts: [], own: [] };
  const texts: { what: string; bound: Bound }[] = [{ what: field, bound: { text: script, scope: step.names } }];
  for (const entry of step.env) {
    if (script.value.includes(entry.name))
      texts.push({ what: `env ${entry.name}`, bound: { text: entry.text, scope: step.names } });
  }
  const own: Taint[] = [];
  for (const { source, start, end } of sourcesInScript(script.value)) {
    own.push({ ...source, path: [{ span: script.spanOf(start, end), what: `${field} reads it from the event` }] });
  }
  for (const { what, start, end } of fetchesInScript(script.value)) {
    own.push(outside(script.spanOf(start, end), what));
  }
  return { texts, own };
}

/**
 * Whether a script puts anything but fixed words into an output. `echo "ready=true" >> $GITHUB_OUTPUT` carries nothing of
 * what the script has read.
 */
function writesOutput(script: string, name: string): boolean {
  if (!/GITHUB_OUTPUT|set-output/.test(script)) return false;
  if (name === '*') return true;
  const at = script.indexOf(name);
  if (at < 0) return true;
  for (const line of script.split('\n')) {
    const start = line.indexOf(name);
    if (start < 0) continue;
    const rest = line.slice(start + name.length);
    if (!/^(?:=|<<|::)/.test(rest)) continue;
    if (rest.startsWith('<<') || /[$`]/.test(rest.replace(/>>\s*"?\$\{?GITHUB_OUTPUT\}?"?/, ''))) return true;
  }
  return false;
}

function modelWords(step: DraftStep, what: string): Taint {
  return {
    source: `steps.${step.id ?? '?'}.outputs`,
    writer: 'agent',
    by: 'other',
    events: [],
    path: [{ span: step.span, what }],
  };
}

function outside(span: Taint['path'][number]['span'], what: string): Taint {
  return { source: what, writer: 'anyone', by: 'other', events: [], path: [{ span, what: 'fetched at run time' }] };
}
