import { artifactId } from '../../../fleet/index.ts';
import { isRecord, parseJson } from '../arguments.ts';
import type { DraftRead, Handling, ToolPlace, ToolResult } from '../contract.ts';
import { patchWrites } from '../patch.ts';
import { listedReads } from '../search-output.ts';
import { FILE_RULES } from './files.ts';
import { NETWORK_RULES } from './network.ts';
import { openedWrites } from './opened.ts';
import { type Rule, Run, runScript, type Source } from './script.ts';

/**
 * `apply_patch` is a command in some clients: as an argument, or on standard input.
 */
const applyPatch: Rule = ({ args, input, run }) => {
  for (const write of patchWrites(args[0]?.text ?? input ?? '', run.place)) run.write({ ...write, how: 'inferred' });
  return undefined;
};

const RULES: ReadonlyMap<string, Rule> = new Map([...FILE_RULES, ...NETWORK_RULES, ['apply_patch', applyPatch]]);

/** More files than this in one command share no text: none of them can be told from the others in it. */
const MAX_SHARING = 16;

/**
 * Handles a shell command. Reads and writes are inferred from its words. What it printed is the text of the file that it
 * read; where it read several (up to 16), each of them has the whole of what was printed, since each is in it; an answer
 * that names its files line by line (`grep -r`) is taken apart. Files that were moved or sent without being printed are
 * read without text. Where nothing is recognised the output is text of no artifact. `directory` is where the command ran,
 * where it says so itself.
 */
export function shellHandling(command: string | readonly string[], place: ToolPlace, directory?: string): Handling {
  const run = new Run(place);
  if (directory !== undefined) run.enter({ text: directory, known: true });
  runScript(typeof command === 'string' ? command : quoted(command), run, RULES);
  const handling: Handling = { writes: run.writes, reads: (result) => shellReads(run.reads, result, place) };
  const { writes, opened } = run;
  if (opened.length > 0) handling.assigned = (result) => openedWrites(writes, opened, result, place);
  const only = run.reads.length > 0 && run.reads.every((source) => source.listed);
  if (only && run.writes.length === 0) handling.purpose = 'search';
  return handling;
}

function quoted(argv: readonly string[]): string {
  return argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}

function shellReads(sources: Source[], result: ToolResult, place: ToolPlace): DraftRead[] {
  const text = result.text === undefined ? undefined : printedText(result.text);
  const distinct = new Map<string, Source>();
  for (const source of sources) {
    const id = source.artifact === undefined ? `${source.channel}?` : artifactId(source.artifact);
    const known = distinct.get(id);
    if (known === undefined || (source.shown && !known.shown)) distinct.set(id, source);
  }
  const shown = [...distinct.values()].filter((source) => source.shown);
  const reads: DraftRead[] = [];
  for (const source of distinct.values()) {
    if (source.listed && text !== undefined) {
      reads.push(...listedReads(text, place, 'inferred'));
      continue;
    }
    const read: DraftRead = { channel: source.channel, how: 'inferred' };
    if (source.artifact !== undefined) read.artifact = source.artifact;
    if (source.shown && text !== undefined && shown.length <= MAX_SHARING) read.text = text;
    if (source.shown && shown.length === 1 && result.hash !== undefined) read.hash = result.hash;
    if (read.artifact !== undefined || read.text !== undefined) reads.push(read);
  }
  const carried = reads.some((read) => read.text !== undefined);
  if (reads.length > 0 && !carried && text !== undefined && text !== '') {
    reads.push({ channel: 'tool', text, how: 'observed' });
  }
  return reads;
}

/** Some clients wrap what a command printed: `{"output": "…", "metadata": {…}}`. */
function printedText(text: string): string {
  if (!text.startsWith('{"output"')) return text;
  const json = parseJson(text);
  return isRecord(json) && typeof json.output === 'string' ? json.output : text;
}
