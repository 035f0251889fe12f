// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the expressions of GitHub workflows

import { describe, expect, it } from 'vitest';
import { siteOf, sitesOf } from '../repository/test-support.ts';

const sources = (workflow: string, others: Readonly<Record<string, string>> = {}) =>
  siteOf(workflow, others).agent.prompts.flatMap((prompt) => prompt.taints.map((taint) => taint.source));

const codex = (prompt: string, more = '') => `      - uses: openai/codex-action@v1
        with:
          prompt: ${prompt}
${more}`;
const job = (steps: string, more = '') => `on: issues
${more}jobs:
  a:
    runs-on: ubuntu-latest
    steps:
${steps}`;

describe('outside text in a prompt', () => {
  it('comes straight', () => {
    expect(sources(job(codex('"Sort: ${{ github.event.issue.title }}"')))).toEqual(['github.event.issue.title']);
  });

  it('does not come from a number, a test or a commit id', () => {
    const prompt =
      "\"#${{ github.event.issue.number }} ${{ github.sha }} ${{ contains(github.event.issue.title, 'x') && 'a' || 'b' }}\"";
    expect(sources(job(codex(prompt)))).toEqual([]);
  });

  it('comes through env by name, of the workflow too', () => {
    expect(sources(job(codex('"Sort: $TEXT"'), 'env:\n  TEXT: ${{ github.event.issue.body }}\n'))).toEqual([
      'github.event.issue.body',
    ]);
    expect(
      sources(job(codex('"Sort: ${{ env.TEXT }}"', '        env:\n          TEXT: ${{ github.event.issue.body }}\n'))),
    ).toEqual(['github.event.issue.body']);
  });

  it('comes through the outputs of steps and jobs, unless the output is fixed', () => {
    const write = (line: string) => `      - id: s
        env:
          TITLE: \${{ github.event.issue.title }}
        run: |
          ${line}
`;
    const prompt = codex('"${{ steps.s.outputs.text }}"');
    expect(sources(job(write('echo "text=$TITLE" >> "$GITHUB_OUTPUT"') + prompt))).toEqual([
      'github.event.issue.title',
    ]);
    expect(sources(job(write('[ -n "$TITLE" ] && echo "text=yes" >> "$GITHUB_OUTPUT"') + prompt))).toEqual([]);
    const two = `on: issues
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: {text: "\${{ steps.s.outputs.text }}"}
    steps:
${write('echo "text=$TITLE" >> "$GITHUB_OUTPUT"')}  second:
    needs: first
    runs-on: ubuntu-latest
    steps:
${codex('"${{ needs.first.outputs.text }}"')}`;
    expect(sources(two)).toEqual(['github.event.issue.title']);
  });

  it('comes from what a script fetches, and from another agent', () => {
    const fetch = '      - id: s\n        run: echo "text=$(gh issue view 1 --json body)" >> $GITHUB_OUTPUT\n';
    expect(sources(job(fetch + codex('"${{ steps.s.outputs.text }}"')))).toEqual(['gh issue view']);
    const ask = '      - id: s\n        uses: actions/ai-inference@v1\n        with: {prompt: hello}\n';
    const [, second] = sitesOf(job(ask + codex('"${{ steps.s.outputs.response }}"')));
    expect(second?.agent.prompts[0]?.taints).toMatchObject([{ writer: 'agent' }]);
  });

  it('comes through inputs of composite actions and called workflows, with every hop', () => {
    const composite = {
      '.github/actions/ask/action.yml': `inputs:
  topic: {required: true}
runs:
  using: composite
  steps:
    - uses: openai/codex-action@v1
      with:
        prompt: About \${{ inputs.topic }}
`,
    };
    const workflow = job(
      '      - uses: ./.github/actions/ask\n        with:\n          topic: ${{ github.event.issue.title }}\n',
    );
    const site = siteOf(workflow, composite);
    const taint = site.agent.prompts[0]?.taints[0];
    expect(taint?.path.map((hop) => `${hop.span.file}:${hop.span.line}`)).toEqual([
      '.github/workflows/w.yml:8',
      '.github/actions/ask/action.yml:8',
    ]);
    expect(site.step.chain.map((call) => call.path)).toEqual(['.github/actions/ask/action.yml']);

    const called = `on:
  workflow_call:
    inputs:
      topic: {type: string}
jobs:
  b:
    runs-on: ubuntu-latest
    steps:
${codex('"${{ inputs.topic }}"')}`;
    const caller =
      'on: issues\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n    with:\n      topic: ${{ github.event.issue.body }}\n';
    expect(sources(caller, { '.github/workflows/called.yml': called })).toEqual(['github.event.issue.body']);
  });

  it('ends in circles', () => {
    expect(
      sources(
        job(
          codex(
            '"${{ env.A }}"',
            '        env:\n          A: ${{ env.B }}${{ github.event.issue.body }}\n          B: ${{ env.A }}\n',
          ),
        ),
      ),
    ).toEqual(['github.event.issue.body']);
  });

  it('comes into a command through variables of the step', () => {
    const run =
      '      - env:\n          BODY: ${{ github.event.issue.body }}\n        run: |\n          printf "%s" "$BODY" | claude -p "sort this"\n';
    expect(sources(job(run))).toEqual(['github.event.issue.body']);
  });
});
