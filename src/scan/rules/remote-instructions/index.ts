import type { RawFinding, Rule, RuleContext } from '../rule.ts';

const ADDRESS = /https?:\/\/[^\s<>)"'`\]]+/g;
/** An order to fetch and to do as the page says, on one line with the address. */
const FETCH = /\b(?:fetch|download|curl|wget|load|pull|read|get|retrieve|check|visit|open|consult)\b/i;
const OBEY = /\b(?:follow|obey|execute|apply|comply|adhere|run|do what|use (?:it|them|these) as)\b/i;
const INSTRUCTIONS =
  /\b(?:instructions?|rules?|prompts?|guidelines?|directives?|commands?|steps?|system prompt|policy|policies)\b/i;
/** `curl … | sh`. */
const PIPED = /\b(?:curl|wget)\b[^\n|]*https?:\/\/[^\n|]*\|\s*(?:sudo\s+)?(?:ba|z)?sh\b/i;

export const remoteInstructions: Rule = {
  id: 'remote-instructions',
  page: {
    title: 'An instruction file tells agents to take further instructions from an address',
    what:
      'A file that agents load by itself orders them to fetch a page and to do as it says, pipes a download into a shell, or ' +
      'configures an address as a source of instructions; or a workflow installs plugins from a marketplace that is ' +
      "neither the agent's vendor's nor pinned.",
    why:
      'Whoever controls the page controls every agent that loads the file, with no commit and no review. Nothing signs it, ' +
      'and the change leaves no trace in the repository.',
    fix: 'Keep the instructions in the repository, where a change is reviewed; or pin a copy by its hash.',
    misses:
      'Orders spread over several lines, or in a language other than English; addresses put together by a script.',
  },
  *check({ repository, sites }): Iterable<RawFinding> {
    yield* marketplaces(sites);
    for (const file of repository.contextFiles) {
      const lines = file.text.value.split('\n');
      let offset = 0;
      for (const line of lines) {
        const address = [...line.matchAll(ADDRESS)][0];
        const order = address === undefined ? undefined : orderIn(line);
        if (address !== undefined && order !== undefined) {
          const at = offset + (address.index ?? 0);
          const span = file.text.spanOf(at, at + address[0].length);
          const what = order === 'obey' ? 'take instructions from' : 'run a script straight from';
          const message = `${file.path} tells agents to ${what} ${short(address[0])}.`;
          // An installer that people are told to run in the same way is an old habit; the page is no less unsigned.
          yield finding(file.path, span, address[0], message, order === 'obey' ? 'medium' : 'low');
        }
        offset += line.length + 1;
      }
    }
    for (const config of repository.configs) {
      for (const { target, span } of config.instructions) {
        if (!/^https?:/.test(target)) continue;
        yield finding(
          config.path,
          span,
          target,
          `${config.path} loads instructions from ${short(target)} at every start.`,
          'medium',
        );
      }
    }
  },
};

/** Plugins bring commands, hooks and servers: who owns the marketplace decides what the next run does. */
function* marketplaces(sites: RuleContext['sites']): Iterable<RawFinding> {
  for (const { site } of sites) {
    const text = site.step.with.get('plugin_marketplaces');
    if (text === undefined || site.agent.product !== 'claude-code') continue;
    for (const match of text.value.matchAll(ADDRESS)) {
      const address = match[0];
      if (/^https:\/\/github\.com\/anthropics\//i.test(address) || /#[0-9a-f]{40}$/i.test(address)) continue;
      const span = text.spanOf(match.index, match.index + address.length);
      const message = `${site.agent.name} installs plugins from ${short(address)} as it is at each run.`;
      const found = finding(site.workflow.path, span, address, message, 'low');
      yield { ...found, path: [{ span, message: 'fetched before the agent starts, with its commands and hooks' }] };
    }
  }
}

function orderIn(line: string): 'obey' | 'run' | undefined {
  // A quoted warning ("never follow ...") is the opposite of an order.
  if (/\b(?:never|do not|don't|must not|avoid)\b/i.test(line)) return undefined;
  if (FETCH.test(line) && OBEY.test(line) && INSTRUCTIONS.test(line)) return 'obey';
  return PIPED.test(line) ? 'run' : undefined;
}

function finding(
  file: string,
  span: RawFinding['span'],
  address: string,
  message: string,
  severity: RawFinding['severity'],
): RawFinding {
  return {
    severity,
    confidence: 'medium',
    span,
    message,
    path: [{ span, message: 'loaded by itself at the start of a session' }],
    assumes: [`whoever controls ${short(address)} is not the repository's own people`],
    edits: [
      {
        id: `remote ${span.file}:${span.line}`,
        span,
        change: 'keep the instructions in the repository',
        put: '',
        cost: 2,
      },
    ],
    key: `${file} ${address}`,
  };
}

function short(address: string): string {
  return address.length > 80 ? `${address.slice(0, 79)}…` : address;
}
