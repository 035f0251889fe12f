import type { ExpressionText } from '../../expressions/situation.ts';
import { isOutside } from '../../graph/entries.ts';
import { isPoor } from '../../paths/privilege.ts';
import type { AgentSite, Job, Step } from '../../repository/model.ts';
import type { Span } from '../../repository/position.ts';
import type { RawFinding, Rule } from '../rule.ts';

export const outputExecuted: Rule = {
  id: 'output-executed',
  page: {
    title: "The model's words are pasted into a script",
    what: "A later step puts the agent's output into `run:` or an inline script with ${{ }}, or hands it to eval or a shell.",
    why:
      'The expression is replaced before the shell sees it: a quote in the answer ends the string, and the rest runs. ' +
      'Whoever decides what the model says decides what runs, whatever tools the agent has.',
    fix: 'Hand it over in the environment (env: ANSWER: ${{ ... }}) and use "$ANSWER"; never eval it. Check it against what is expected.',
    misses: 'Files that the agent writes and a later step runs; outputs renamed through several jobs.',
  },
  *check({ sites }): Iterable<RawFinding> {
    for (const { site, entries } of sites) {
      const entry = entries.find(
        ({ writer, how, situation, approvals }) =>
          isOutside(writer) && (how === 'starts' || approvals.min === 0) && !isPoor(situation),
      );
      for (const place of places(site)) {
        yield {
          severity: entry === undefined ? 'medium' : 'high',
          confidence: entry === undefined ? 'medium' : entry.certain ? 'high' : 'medium',
          span: place.span,
          message: `What ${site.agent.name} says is pasted into a script of step ${place.step.name ?? place.step.index + 1}.`,
          path: [
            { span: site.step.span, message: `${site.agent.name} answers` },
            { span: place.span, message: 'its answer becomes part of the script' },
          ],
          assumes: [],
          edits: [
            {
              id: `output ${place.span.file}:${place.span.line}`,
              span: place.span,
              change: 'hand the answer over in the environment and quote it',
              put: `env:\n  ANSWER: ${place.text}`,
              cost: 1,
            },
          ],
          key: `${site.id} ${place.job.id}/${place.step.index}`,
        };
      }
    }
  },
};

interface Place {
  readonly job: Job;
  readonly step: Step;
  readonly span: Span;
  readonly text: string;
}

function places(site: AgentSite): Place[] {
  const found: Place[] = [];
  const id = site.step.id;
  const own = id === undefined ? undefined : new RegExp(`\\bsteps\\.${id}\\.outputs\\.(\\w[\\w-]*)`);
  const carries = (name: string): boolean => site.agent.outputs.includes('*') || site.agent.outputs.includes(name);
  // Outputs of the job that pass on what the agent said.
  const passed = site.job.outputs.filter(({ text }) => {
    const name = own?.exec(text.value)?.[1];
    return name !== undefined && carries(name);
  });
  const look = (job: Job, step: Step, test: (expression: string) => boolean): void => {
    const script = scriptOf(step);
    for (const expression of script?.expressions ?? []) {
      if (test(expression.text))
        found.push({ job, step, span: expression.span, text: `\${{ ${expression.text.trim()} }}` });
    }
  };
  for (const step of site.job.steps) {
    if (step.index <= site.step.index) continue;
    look(site.job, step, (text) => {
      const name = own?.exec(text)?.[1];
      return name !== undefined && carries(name) && !/^\s*(?:toJSON|fromJSON)?\(?[^()]*\)?\s*(?:==|!=)/.test(text);
    });
  }
  for (const job of site.workflow.jobs) {
    if (!job.needs.includes(site.job.id)) continue;
    for (const step of job.steps) {
      look(job, step, (text) =>
        passed.some(({ name }) => text.includes(`needs.${site.job.id}.outputs.${name}`) && !/[!=]=/.test(text)),
      );
    }
  }
  return found;
}

function scriptOf(step: Step): ExpressionText | undefined {
  if (step.run !== undefined) return step.run;
  return step.uses?.repo.toLowerCase() === 'github-script' ? step.with.get('script') : undefined;
}
