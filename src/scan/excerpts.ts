import type { ScanDocument } from '../fleet/index.ts';
import type { Repository } from './repository/model.ts';

type Excerpt = NonNullable<ScanDocument['excerpts']>[number];
type Place = Omit<Excerpt, 'text'>;

const MOST = 2_000;
const LETTERS = 240;

/** The lines of the repository that loops, paths and cuts name, each once, so that a reader need not open the files. */
export function excerptsOf(
  repository: Repository,
  { edges, loops, findings, cuts }: Pick<ScanDocument, 'edges' | 'loops' | 'findings' | 'cuts'>,
): Excerpt[] {
  const places: Place[] = [
    ...loops.flatMap((loop) => loop.edges.map((e) => edges[e]!)),
    ...findings.flatMap((finding) => [finding, ...finding.path, ...(finding.fix === undefined ? [] : [finding.fix])]),
    ...cuts.flatMap((cut) => cut.edits),
  ];
  const lines = new Map<string, readonly string[]>();
  const found = new Map<string, Excerpt>();
  for (const { file, line } of places) {
    const key = `${file}:${line}`;
    if (line === 0 || found.size >= MOST || found.has(key)) continue;
    let text = lines.get(file);
    if (text === undefined) {
      text = (repository.text(file) ?? '').split(/\r?\n/);
      lines.set(file, text);
    }
    const content = text[line - 1]?.trim().slice(0, LETTERS);
    if (content !== undefined && content !== '') found.set(key, { file, line, text: content });
  }
  return [...found.values()];
}
