import { z } from 'zod';
import { CHANNELS } from './channel.ts';
import { CONFIDENCES, SEVERITIES } from './severity.ts';

export { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from './severity.ts';

/**
 * The JSON that `cordon scan --format json` writes, and the data that its page embeds.
 *
 * Version 1. Ids are stable over runs as long as workflow, job and step keep their names; lines count from 1, and 0 means
 * the file as a whole. New optional fields may be added within a version; nothing is renamed or removed.
 */
export const SCAN_DOCUMENT_VERSION = 1;

const file = z.string().describe('Path inside the repository, with /.');
const line = z.int().min(0);
const severity = z.enum(SEVERITIES).describe('How bad it is if it holds.');
const confidence = z.enum(CONFIDENCES).describe('How sure it is that it holds.');

const approvals = z.object({
  min: z.int().min(0).describe('Persons who have to act, as far as the files prove it. 0 is the alarm.'),
  max: z.int().min(0).describe('The same if every setting that the files do not show is as strict as it can be.'),
  assumes: z.array(z.string()).describe('What lies between min and max, in words.'),
});

export const scanAgent = z.object({
  id: z.string().describe('workflow path#job/step, or the name it was declared by.'),
  label: z.string(),
  product: z.string().describe('claude-code, codex, gemini-cli, ...'),
  file,
  line,
  version: z.string().optional().describe('As written; newest is assumed where it floats.'),
  capability: z.string().optional().describe('The strongest thing that its tool grants let it do.'),
  startedBy: z.array(z.string()).optional().describe('Who can start it, by kind.'),
});

export const scanArtifact = z.object({
  id: z.string(),
  label: z.string(),
  channel: z.enum(CHANNELS),
  writers: z
    .array(z.enum(['anyone', 'contributor', 'writer', 'maintainer', 'bot', 'nobody']))
    .describe('Who can write it without an agent. With anyone in it, it is an entry point.'),
  files: z.array(file).optional().describe('The files that it stands for, at most 20.'),
});

export const scanEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['read', 'write', 'trigger', 'execute']),
  gate: z.string().nullable().describe('What stands in the way without stopping it.'),
  file,
  line,
  reason: z.string(),
  approvals,
});

export const scanStep = z.object({ file, line, message: z.string() });

export const scanEdit = z.object({
  file,
  line,
  change: z.string().describe('What to do, one sentence.'),
  put: z.string().describe('The text to put there; empty where something is to be taken out.'),
});

export const scanFinding = z.object({
  rule: z.string(),
  severity,
  confidence,
  file,
  line,
  column: z.int().min(0).optional(),
  endLine: z.int().min(0).optional(),
  message: z.string(),
  path: z.array(scanStep).describe('Hop by hop, in the order in which a payload travels.'),
  assumes: z.array(z.string()).optional().describe('What the files do not show and the finding takes for granted.'),
  fix: scanEdit.optional(),
  loop: z.string().optional().describe('Id of the loop that it is about.'),
  fingerprint: z.string().describe('Names the finding over runs, for the baseline: rule, place and nodes, not lines.'),
});

export const scanLoop = z.object({
  id: z.string(),
  nodes: z.array(z.string()).describe('Ids of agents and artifacts in travel order.'),
  edges: z.array(z.int().min(0)).describe('Indices into edges, in travel order; edge i leaves node i.'),
  approvals,
  start: z
    .array(z.string())
    .describe('Ids of entry points from which an outsider reaches the loop; empty: none found.'),
  channels: z.array(z.enum(CHANNELS)),
  variants: z.int().min(0).optional().describe('Further loops through the same agents that are no cheaper.'),
});

export const scanCut = z.object({
  breaks: z.enum(['loops', 'paths']),
  exact: z.boolean().describe('False: a smaller set may exist.'),
  edits: z.array(scanEdit.extend({ breaks: z.array(z.string()).describe('Ids of loops, or fingerprints.') })),
  unbroken: z.array(z.string()).describe('What no single edit breaks.'),
});

export const scanDocument = z.object({
  version: z.literal(SCAN_DOCUMENT_VERSION),
  tool: z.object({ name: z.literal('cordon'), version: z.string() }),
  coverage: z.object({
    root: z.string(),
    files: z.object({ seen: z.int().min(0), read: z.int().min(0), bytes: z.int().min(0) }),
    workflows: z.int().min(0),
    contextFiles: z.int().min(0),
    skipped: z.array(z.object({ file: z.string(), line, reason: z.string(), weight: z.enum(['error', 'warning']) })),
    factsAsOf: z.string().describe('Date of the facts on actions, versions and files that agents load.'),
    ignored: z.array(z.object({ rule: z.string(), file, line, reason: z.string() })).describe('By an ignore comment.'),
    inBaseline: z.int().min(0).describe('Findings that the baseline knows, and that are left out.'),
    cutShort: z.array(z.string()).describe('What was not searched to its end, in words.'),
  }),
  agents: z.array(scanAgent),
  artifacts: z.array(scanArtifact),
  edges: z.array(scanEdge),
  findings: z.array(scanFinding).describe('Worst first.'),
  loops: z.array(scanLoop).describe('Fewest approvals first.'),
  cuts: z.array(scanCut),
  excerpts: z
    .array(z.object({ file, line, text: z.string() }))
    .optional()
    .describe('The lines that loops, paths and cuts name, as they stand in the files, secrets masked.'),
});

export type ScanDocument = z.infer<typeof scanDocument>;
export type ScanFinding = z.infer<typeof scanFinding>;
export type ScanLoop = z.infer<typeof scanLoop>;
export type ScanCut = z.infer<typeof scanCut>;
export type ScanEdit = z.infer<typeof scanEdit>;
export type ScanStep = z.infer<typeof scanStep>;
