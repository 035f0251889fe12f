import { type ClaimResult, UNREPRESENTED } from '../../src/motives/claims/index.ts';

/** docs/claims.md. */
export function pageOf(results: readonly ClaimResult[]): string {
  const of = (verdict: string): ClaimResult[] => results.filter((one) => one.verdict === verdict);
  const stays = of('holds').filter(({ withoutMechanism }) => withoutMechanism === 'stays');
  return `${INTRODUCTION}
## In short

Of ${results.length} claims that the model can be asked about, ${of('holds').length} hold and ${of('fails').length} fail; ${UNREPRESENTED.length} more are not represented.

Fail:

${list(of('fails'))}

Hold, but for another reason than the one that is given (the effect stays without it):

${stays.length === 0 ? '- none' : list(stays)}

## Claims

${table(
  ['claim', 'source', 'experiment', 'result', 'verdict', 'ablation', 'without it'],
  results.map(({ claim, effect, ablated, verdict, withoutMechanism }) => [
    claim.claim,
    claim.source,
    claim.experiment,
    figure(effect),
    verdict,
    claim.ablation,
    withoutMechanism === 'none' ? figure(ablated) : `${figure(ablated)}: ${withoutMechanism}`,
  ]),
)}

## Not represented

${table(
  ['claim', 'source', 'why'],
  UNREPRESENTED.map(({ claim, source, why }) => [claim, source, why]),
)}
`;
}

function list(results: readonly ClaimResult[]): string {
  return results
    .map(
      ({ claim, effect, ablated }) =>
        `- ${claim.claim} (${figure(effect)}; without the mechanism ${figure(ablated)}). ${claim.why ?? 'Why is not known.'}`,
    )
    .join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function figure(x: number): string {
  if (Math.abs(x) < 5e-4) return '0';
  return Math.abs(x) >= 10 ? x.toFixed(1) : x.toFixed(3);
}

const INTRODUCTION = `# What the sources claim, tried

Written by \`npm run claims\`; do not edit. Each claim is an experiment on the built-in model of [cordon motives](motives.md).
The numbers of that model were set before any experiment and not changed after one.

- **Result**: one number, made so that a positive one is what the claim says. The claim **holds** where it is above a
  margin that stands with the experiment in \`src/motives/claims/\`; else it **fails**.
- **Ablation**: the mechanism that the claim says is the cause is switched off, and the same number measured again. The
  effect *goes away* (at most a tenth is left), *gets weaker*, or *stays*. Where it stays, the claim holds for another reason.
- Runs are on the true graph, and so exact, unless the experiment names q or draws. *Decisive* is decisiveness 200, the
  idealisation in which a pattern does what is best for its goal.

**Holds means: follows in this model.** It says nothing about any AI. A claim that fails may fail because the model is too
poor for it.

Sources: BSM, Mallen and Shlegeris, "The behavioral selection model for predicting AI motivations", 4 December 2025. CLAR,
Mallen, "Clarifying the role of the behavioral selection model", 10 May 2026. RISK, Mallen, "Risk reports need to address
deployment-time spread of misalignment", 15 May 2026. MEME, Mallen, "The case for countermeasures to memetic spread of
misaligned values", 28 May 2025. FIT and FITRISK, Redwood Research on fitness-seekers, 2026. ANT, Anthropic's risk report
covering up to 15 July 2026. PSM, Marks, Lindsey and Olah, "The persona selection model", 23 February 2026. CLY, Clymer and
others, "Will AI systems drift into misalignment?", 15 November 2025. PAR, Douglas, "Persona Parasitology", 16 February 2026.
`;
