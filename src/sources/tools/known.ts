import type { ArtifactRef } from '../../fleet/index.ts';
import { foldedArguments, isRecord, stringOf } from './arguments.ts';
import type { DraftRead, DraftWrite, Handling, ToolPlace, ToolResult, ToolUse } from './contract.ts';
import { editorHandling } from './editor.ts';
import { toolName } from './names.ts';
import { patchWrites } from './patch.ts';
import { fileArtifact, scopedArtifact, urlArtifact } from './place.ts';
import { listedReads } from './search-output.ts';
import { shellHandling } from './shell/index.ts';
import { withoutLineNumbers } from './text.ts';

/** Arguments of one use, and where it happened. */
interface Known {
  args: Map<string, unknown>;
  input: unknown;
  place: ToolPlace;
}

/** Answers `undefined` where the arguments are not those of the tool that goes by this name. */
type Rule = (known: Known) => Handling | undefined;

/**
 * Handles the tools that are known by name: those of Claude Code, Codex, Gemini CLI, the model APIs and the common MCP
 * servers. `undefined` for every other tool, and where a tool of the same name takes other arguments.
 */
export function knownHandling(use: ToolUse, place: ToolPlace): Handling | undefined {
  const rule = RULES.get(toolName(use.tool).plain);
  return rule?.({ args: foldedArguments(use.input), input: use.input, place });
}

const PATHS = ['filepath', 'path', 'absolutepath', 'targetfile', 'filename', 'notebookpath', 'file'];

/** Files of a forge (`owner`, `repo`, `path`) are left to the generic rules: they are no files of the work directory. */
function pathOf(args: Map<string, unknown>): string | undefined {
  if (args.has('owner') && args.has('repo')) return undefined;
  for (const name of PATHS) {
    const value = stringOf(args, name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function none(): DraftRead[] {
  return [];
}

/** A tool that neither writes nor reads an artifact: its answer is text of no artifact. */
const plain: Rule = () => ({ writes: [], reads: none });

const readFile: Rule = ({ args, place }) => {
  const path = pathOf(args);
  const artifact = path === undefined ? undefined : fileArtifact(path, place);
  if (artifact === undefined) return undefined;
  return { writes: [], reads: (result) => fileReads(artifact, result) };
};

function fileReads(artifact: ArtifactRef, result: ToolResult): DraftRead[] {
  const kept = isRecord(result.structured) ? result.structured : undefined;
  // The client answers a repeated read of an unchanged file with a note: nothing new entered the context.
  if (kept?.type === 'file_unchanged') return [];
  const content = isRecord(kept?.file) && typeof kept.file.content === 'string' ? kept.file.content : undefined;
  const read: DraftRead = { channel: artifact.channel, artifact, how: 'observed' };
  if (content !== undefined) read.text = content;
  else if (result.text !== undefined) read.text = withoutLineNumbers(result.text);
  if (result.hash !== undefined) read.hash = result.hash;
  return [read];
}

const FILE_MARK = /^--- (.+?) ---$/gm;

/** `--- path ---` before each file of the answer. */
const readManyFiles: Rule = ({ place }) => ({
  writes: [],
  reads: ({ text }) => {
    const marks = text === undefined ? [] : [...text.matchAll(FILE_MARK)].slice(0, 500);
    return marks.map((mark, index) => {
      const artifact = fileArtifact(mark[1]!, place);
      const content = text!.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim();
      const read: DraftRead = { channel: artifact?.channel ?? 'codebase', text: content, how: 'observed' };
      if (artifact !== undefined) read.artifact = artifact;
      return read;
    });
  },
});

const writeFile: Rule = ({ args, place }) => {
  const path = pathOf(args);
  const text = stringOf(args, 'content') ?? stringOf(args, 'contents') ?? stringOf(args, 'filetext');
  const artifact = path === undefined ? undefined : fileArtifact(path, place);
  if (artifact === undefined || text === undefined) return undefined;
  const mode =
    args.get('append') === true || args.get('mode') === 'append' || args.get('mode') === 'a' ? 'append' : 'replace';
  return { writes: [{ channel: artifact.channel, artifact, text, how: 'observed', mode }], reads: none };
};

/** An edit's answer may show the lines around it: that is text of the file. */
function editReads(artifact: ArtifactRef, result: ToolResult): DraftRead[] {
  const snippet = result.text?.indexOf('cat -n') ?? -1;
  if (snippet < 0) return [];
  const text = withoutLineNumbers(result.text!.slice(result.text!.indexOf('\n', snippet) + 1));
  return [{ channel: artifact.channel, artifact, text, how: 'observed' }];
}

function editOf(artifact: ArtifactRef, fields: Map<string, unknown>): DraftWrite | undefined {
  const text = stringOf(fields, 'newstring') ?? stringOf(fields, 'newtext') ?? stringOf(fields, 'newstr');
  const removed = stringOf(fields, 'oldstring') ?? stringOf(fields, 'oldtext') ?? stringOf(fields, 'oldstr');
  if (text === undefined && removed === undefined) return undefined;
  const write: DraftWrite = { channel: artifact.channel, artifact, text: text ?? '', how: 'observed', mode: 'edit' };
  // An edit of nothing creates the file.
  if (removed === '') write.mode = 'replace';
  else if (removed !== undefined) write.removed = removed;
  return write;
}

const editFile: Rule = ({ args, place }) => {
  const path = pathOf(args);
  const artifact = path === undefined ? undefined : fileArtifact(path, place);
  if (artifact === undefined) return undefined;
  const edits = args.get('edits');
  const parts = Array.isArray(edits) ? edits.slice(0, 500).map((edit) => foldedArguments(edit)) : [args];
  const writes = parts.map((part) => editOf(artifact, part)).filter((write) => write !== undefined);
  return writes.length === 0 ? undefined : { writes, reads: (result) => editReads(artifact, result) };
};

const editNotebook: Rule = ({ args, place }) => {
  const path = pathOf(args);
  const artifact = path === undefined ? undefined : fileArtifact(path, place);
  if (artifact === undefined) return undefined;
  const write: DraftWrite = { channel: artifact.channel, artifact, how: 'observed', mode: 'edit' };
  const source = stringOf(args, 'newsource');
  if (args.get('editmode') === 'insert') write.mode = 'append';
  if (args.get('editmode') !== 'delete' && source !== undefined) write.text = source;
  return { writes: [write], reads: none };
};

const shell: Rule = ({ args, input, place }) => {
  const command =
    commandOf(input) ?? commandOf(args.get('command') ?? args.get('cmd') ?? args.get('script') ?? args.get('argv'));
  const nested = args.get('action');
  const words = command ?? (isRecord(nested) ? commandOf(nested.command) : undefined);
  if (words === undefined) return undefined;
  const directory =
    stringOf(args, 'workdir') ??
    stringOf(args, 'workingdirectory') ??
    stringOf(args, 'cwd') ??
    stringOf(args, 'directory');
  return shellHandling(words, place, directory);
};

function commandOf(value: unknown): string | string[] | undefined {
  if (typeof value === 'string') return value.startsWith('{') ? undefined : value;
  if (!Array.isArray(value) || value.length === 0 || value.length > 10_000) return undefined;
  return value.every((word) => typeof word === 'string') ? value : undefined;
}

const applyPatch: Rule = ({ args, input, place }) => {
  const patch =
    stringOf(args, 'input') ??
    stringOf(args, 'patch') ??
    stringOf(args, 'diff') ??
    (typeof input === 'string' ? input : undefined);
  return patch === undefined ? undefined : { writes: patchWrites(patch, place), reads: none };
};

const listing: Rule = () => ({ purpose: 'search', writes: [], reads: none });

const grep: Rule = ({ args, place }) => {
  const path = pathOf(args);
  return {
    purpose: 'search',
    writes: [],
    reads: ({ text }) => {
      if (text === undefined || args.get('outputmode') !== 'content') return [];
      if (path === undefined || !/^\d+[:-]/.test(text)) return listedReads(text, place, 'observed');
      const artifact = fileArtifact(path, place);
      return [
        { channel: artifact?.channel ?? 'codebase', artifact, text: text.replace(/^\d+[:-]/gm, ''), how: 'observed' },
      ];
    },
  };
};

const webFetch: Rule = ({ args, place }) => {
  const given = stringOf(args, 'url') ?? /https?:\/\/[^\s"'<>)\]]+/.exec(stringOf(args, 'prompt') ?? '')?.[0];
  const artifact = given === undefined ? undefined : urlArtifact(given);
  if (artifact === undefined) return undefined;
  if (place.private) artifact.private = true;
  return { writes: [], reads: (result) => [withText({ channel: 'web', artifact, how: 'observed' }, result)] };
};

const webSearch: Rule = () => ({
  purpose: 'search',
  writes: [],
  reads: (result) => (result.text === '' ? [] : [withText({ channel: 'web', how: 'observed' }, result)]),
});

/** What a sub-agent answers. The source of a client that records its agents ties prompt and answer to their sessions. */
const agent: Rule = ({ args }) => {
  if (stringOf(args, 'prompt') === undefined) return undefined;
  return {
    writes: [],
    reads: (result) => (result.text === '' ? [] : [withText({ channel: 'context', how: 'observed' }, result)]),
  };
};

const askPerson: Rule = () => ({
  writes: [],
  reads: (result) => (result.text === '' ? [] : [withText({ channel: 'human', how: 'observed' }, result)]),
});

/** Gemini CLI appends what it is told to remember to one file that it loads in every session. */
const saveMemory: Rule = ({ args, place }) => {
  const text = stringOf(args, 'fact');
  if (text === undefined || args.size > 2) return undefined;
  const artifact = fileArtifact('~/.gemini/GEMINI.md', place);
  if (artifact === undefined) return undefined;
  return {
    writes: [
      { channel: 'memory', artifact: { ...artifact, channel: 'memory' }, text, how: 'observed', mode: 'append' },
    ],
    reads: none,
  };
};

const readResource: Rule = ({ args, place }) => {
  const uri = stringOf(args, 'uri');
  if (uri === undefined) return undefined;
  const server = stringOf(args, 'server') ?? stringOf(args, 'servername');
  const artifact = /^(?:https?|file):\/\//i.test(uri)
    ? fileArtifact(uri, place)
    : scopedArtifact('tool', uri, place, { server });
  const read: DraftRead = { channel: artifact?.channel ?? 'tool', how: 'observed' };
  if (artifact !== undefined) read.artifact = artifact;
  return { writes: [], reads: (result) => [withText(read, result)] };
};

function withText(read: DraftRead, result: ToolResult): DraftRead {
  const full = { ...read };
  if (result.text !== undefined) full.text = result.text;
  if (result.hash !== undefined) full.hash = result.hash;
  return full;
}

const named = (names: string, rule: Rule): [string, Rule][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, rule]);

/** Names without `_`, `-` and case (`ToolName.plain`). */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ...named('read readfile notebookread viewimage readtextfile readmediafile viewfile openfile', readFile),
  ...named('readmanyfiles', readManyFiles),
  ...named('write writefile createfile savefile', writeFile),
  ...named('edit multiedit replace strreplace editfile searchreplace', editFile),
  ...named('notebookedit', editNotebook),
  ...named('strreplacebasededittool strreplaceeditor texteditor memory', ({ args, place }) =>
    editorHandling(args, place),
  ),
  ...named(
    'bash shell runshellcommand execcommand localshell localshellcall shellcommand unifiedexec powershell',
    shell,
  ),
  ...named(
    'executecommand runcommand runterminalcmd runinterminal terminal exec executebash runbash containerexec',
    shell,
  ),
  ...named('applypatch', applyPatch),
  ...named('glob ls listdir listdirectory listfiles findfiles directorytree searchfiles', listing),
  ...named('grep greptool grepsearch', grep),
  ...named('webfetch', webFetch),
  ...named('websearch googlewebsearch', webSearch),
  ...named('task agent', agent),
  ...named('askuserquestion requestuserinput askuser', askPerson),
  ...named('savememory', saveMemory),
  ...named('readmcpresource readmcpresourcetool readresource', readResource),
  ...named('todowrite todoread updateplan writetodos exitplanmode enterplanmode toolsearch skill slashcommand', plain),
  ...named('bashoutput taskoutput agentoutput killshell killbash taskstop writestdin listmcpresources', plain),
  ...named(
    'listmcpresourcestool listmcpresourcetemplates enterworktree exitworktree taskcreate taskupdate tasklist',
    plain,
  ),
  ...named('taskget croncreate cronlist crondelete schedulewakeup monitor waitagent closeagent', plain),
]);
