import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AgentSite, Repository } from './model.ts';
import { readRepository } from './read.ts';
import { agentSites } from './sites.ts';

/** A repository of these files for the time of `use`. */
export function withRepository<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'cordon-scan-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function read(files: Readonly<Record<string, string | Uint8Array>>): Repository {
  return withRepository(files, (root) => readRepository(root));
}

/** Sites of one workflow; with other files beside it where a test needs them. */
export function sitesOf(workflow: string, others: Readonly<Record<string, string>> = {}): AgentSite[] {
  return agentSites(read({ '.github/workflows/w.yml': workflow, ...others }));
}

export function siteOf(workflow: string, others: Readonly<Record<string, string>> = {}): AgentSite {
  const [site] = sitesOf(workflow, others);
  if (site === undefined) throw new Error('the workflow has no agent');
  return site;
}

/** A workflow with one step that runs claude-code-action. */
export function claudeWorkflow(
  options: { on?: string; condition?: string; with?: string; ref?: string; job?: string } = {},
): string {
  const condition = options.condition === undefined ? '' : `\n    if: ${options.condition}`;
  return `on:
  ${options.on ?? 'issue_comment:\n    types: [created]'}
jobs:
  agent:${condition}
    runs-on: ubuntu-latest${options.job ?? ''}
    steps:
      - uses: anthropics/claude-code-action@${options.ref ?? 'v1'}
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
${(options.with ?? '').replace(/^/gm, '          ')}
`;
}
