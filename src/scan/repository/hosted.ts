import type { ProductId } from '../facts/product.ts';
import type { HostedAgent } from './model.ts';
import type { Reading } from './reading.ts';

/** Files that only make sense where a vendor's app works on the repository. */
const SIGNS: readonly (readonly [path: string, product: ProductId, what: string])[] = [
  ['.coderabbit.yaml', 'coderabbit', 'CodeRabbit reviews pull requests'],
  ['.coderabbit.yml', 'coderabbit', 'CodeRabbit reviews pull requests'],
  ['greptile.json', 'greptile', 'Greptile reviews pull requests'],
  ['.github/workflows/copilot-setup-steps.yml', 'copilot', 'the Copilot coding agent prepares its machine with it'],
  ['.github/workflows/copilot-setup-steps.yaml', 'copilot', 'the Copilot coding agent prepares its machine with it'],
  ['.cursor/BUGBOT.md', 'cursor', 'Cursor Bugbot reviews pull requests'],
  ['.cursor/environment.json', 'cursor', 'Cursor cloud agents prepare their machine with it'],
  ['.gemini/styleguide.md', 'gemini-cli', 'Gemini Code Assist reviews pull requests'],
  ['.gemini/config.yaml', 'gemini-cli', 'Gemini Code Assist reviews pull requests'],
];

/** Agents that run without a workflow, one for each product. */
export function hostedAgents(reading: Reading): HostedAgent[] {
  const found = new Map<ProductId, HostedAgent>();
  for (const [path, product, what] of SIGNS) {
    const real = reading.tree.resolve(path);
    if (real === undefined || found.has(product)) continue;
    const span = { file: real, line: 1, column: 1, endLine: 1, endColumn: 1 };
    found.set(product, { product, span, reason: `${path}: ${what}` });
  }
  return [...found.values()];
}
