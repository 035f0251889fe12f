import type { ScanDocument, ScanFinding, ScanLoop } from '../../../../src/fleet/scan-document.ts';
import type { Picked } from './picked.ts';

type Agent = ScanDocument['agents'][number];
type Artifact = ScanDocument['artifacts'][number];

export interface Node {
  readonly id: string;
  readonly label: string;
  readonly agent: Agent | undefined;
  readonly artifact: Artifact | undefined;
}

/** The document joined once: nodes by id, and the lines of the files that it quotes. */
export interface Model {
  readonly doc: ScanDocument;
  readonly nodes: ReadonlyMap<string, Node>;
  /** The line of a file as it stands there; undefined when the document does not quote it. */
  excerpt(file: string, line: number): string | undefined;
}

export function buildModel(doc: ScanDocument): Model {
  const nodes = new Map<string, Node>();
  for (const agent of doc.agents) {
    nodes.set(agent.id, { id: agent.id, label: agent.label, agent, artifact: undefined });
  }
  for (const artifact of doc.artifacts) {
    nodes.set(artifact.id, { id: artifact.id, label: artifact.label, agent: undefined, artifact });
  }
  const lines = new Map((doc.excerpts ?? []).map(({ file, line, text }) => [`${line}:${file}`, text]));
  return { doc, nodes, excerpt: (file, line) => lines.get(`${line}:${file}`) };
}

/** Whether anybody may write it. */
export function isEntry({ artifact }: Node): boolean {
  return artifact?.writers.some((writer) => writer === 'anyone' || writer === 'contributor') === true;
}

/** What the picture lights: edges by their number in the document, and nodes. */
export interface Lit {
  readonly edges: ReadonlySet<number>;
  readonly nodes: ReadonlySet<string>;
}

export const NOTHING_LIT: Lit = { edges: new Set(), nodes: new Set() };

export function pickedLoop(doc: ScanDocument, picked: Picked): ScanLoop | undefined {
  return picked?.kind === 'loop' ? doc.loops.find(({ id }) => id === picked.id) : undefined;
}

export function pickedFinding(doc: ScanDocument, picked: Picked): ScanFinding | undefined {
  return picked?.kind === 'finding' ? doc.findings.find(({ fingerprint }) => fingerprint === picked.id) : undefined;
}

/** A loop lights its own edges; a finding those that stand on a line of its path, and the agent that it is about. */
export function litBy(doc: ScanDocument, picked: Picked): Lit {
  const finding = pickedFinding(doc, picked);
  const loop = finding?.loop === undefined ? pickedLoop(doc, picked) : doc.loops.find(({ id }) => id === finding.loop);
  if (loop !== undefined) return { edges: new Set(loop.edges), nodes: new Set(loop.nodes) };
  if (finding === undefined) return NOTHING_LIT;
  const places = new Set([finding, ...finding.path].map(({ file, line }) => `${line}:${file}`));
  const edges = new Set<number>();
  const nodes = new Set<string>();
  doc.edges.forEach(({ from, to, file, line }, i) => {
    if (!places.has(`${line}:${file}`)) return;
    edges.add(i);
    nodes.add(from).add(to);
  });
  for (const { id, file, line } of doc.agents) if (places.has(`${line}:${file}`)) nodes.add(id);
  return { edges, nodes };
}
