import type { ArtifactRef } from '../../../fleet/index.ts';
import type { DraftWrite } from '../contract.ts';
import { join, scopedArtifact, urlArtifact } from '../place.ts';
import { forgeName, isFullName } from '../services.ts';
import { flagValue, operands } from './files.ts';
import type { Word } from './parse.ts';
import type { Invocation, Rule, Run } from './script.ts';

/** A repository in one spelling, whether it was given as a URL, as `git@host:owner/name.git` or by name. */
export function repositoryName(given: string): string {
  return given
    .trim()
    .replace(/^(?:git\+)?(?:https?|ssh|git):\/\//i, '')
    .replace(/^[^@/\s]+@/, '')
    .replace(/^([^:/\s]+):(?!\d)/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');
}

/** The repository that git works on: as named, else the place's own, else the directory. */
function repository(run: Run, named: string | undefined): ArtifactRef | undefined {
  const { place } = run;
  const name = named ?? place.repository;
  if (name !== undefined) return owned({ channel: 'codebase', scope: '', key: `repo:${repositoryName(name)}` }, run);
  const directory = run.directory ?? place.cwd;
  if (directory === undefined) return undefined;
  return owned({ channel: 'codebase', scope: place.host ?? '', key: `repo:${directory}` }, run);
}

function owned(artifact: ArtifactRef, run: Run): ArtifactRef {
  return run.place.private ? { ...artifact, private: true } : artifact;
}

/** Git commands that bring a repository's text into the work directory, and those that print it. */
const GIT_BRINGS = new Set([
  'pull',
  'fetch',
  'checkout',
  'switch',
  'merge',
  'rebase',
  'cherry-pick',
  'reset',
  'restore',
  'stash',
]);
const GIT_PRINTS = new Set(['log', 'show', 'diff', 'blame', 'grep', 'shortlog', 'cat-file']);

const git: Rule = ({ args, shown, run }) => {
  const words = [...args];
  while (words[0]?.text.startsWith('-')) words.splice(0, /^-[Cc]$/.test(words[0].text) ? 2 : 1);
  const action = words[0]?.text ?? '';
  const rest = words.slice(1);
  const named = operands(rest, '-b --branch --depth -o --origin -m --message -F --file').find((word) =>
    isRemote(word.text),
  );
  const artifact = repository(run, named?.text);
  if (action === 'clone' || GIT_BRINGS.has(action)) run.read({ channel: 'codebase', artifact, shown: false });
  else if (GIT_PRINTS.has(action)) run.read({ channel: 'codebase', artifact, shown });
  else if (action === 'commit') {
    run.write({ channel: 'codebase', artifact, how: 'inferred', mode: 'append', text: commitMessage(rest) });
  } else if (action === 'push') run.write({ channel: 'codebase', artifact, how: 'inferred', mode: 'touch' });
  else if (action === 'rm') for (const file of operands(rest)) run.writeFile(file, 'delete');
  return undefined;
};

function isRemote(text: string): boolean {
  return /^(?:https?|ssh|git):\/\//i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text);
}

function commitMessage(args: Word[]): string | undefined {
  const messages: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const { text } = args[at]!;
    if (/^-[a-z]*m$/.test(text) || text === '--message') messages.push(args[++at]?.text ?? '');
    else if (text.startsWith('--message=')) messages.push(text.slice('--message='.length));
  }
  return messages.length === 0 ? undefined : messages.join('\n\n');
}

const CURL_VALUES = `-o --output -d --data --data-raw --data-binary --data-urlencode --json -H --header -X --request -u --user -A
  --user-agent -e --referer -b --cookie -c --cookie-jar -F --form -T --upload-file -m --max-time --connect-timeout --retry -w
  --write-out -x --proxy --cacert --cert --key -O --output-document -P --directory-prefix --post-data --post-file -U -t -T`;
const CURL_FLAGS = CURL_VALUES.replace(/\s+/g, ' ');

const curl: Rule = ({ name, args, shown, run }) => {
  // `-O` takes a value in wget and none in curl.
  const values = name === 'curl' ? CURL_FLAGS.replace(' -O ', ' ') : CURL_FLAGS;
  const data = flagValue(
    args,
    '-d',
    '--data',
    '--data-raw',
    '--data-binary',
    '--data-urlencode',
    '--json',
    '--post-data',
    '-F',
    '--form',
  );
  const method = flagValue(args, '-X', '--request')?.text.toUpperCase();
  const output = name === 'curl' ? flagValue(args, '-o', '--output') : flagValue(args, '-O', '--output-document');
  const toFile = output !== undefined && output.text !== '-';
  const printed = shown && !toFile && (name === 'curl' || output !== undefined);
  const sends = data !== undefined || (method !== undefined && /^(?:POST|PUT|PATCH|DELETE)$/.test(method));
  for (const word of operands(args, values)) {
    const artifact = webArtifact(word, run);
    if (artifact === undefined) continue;
    if (sends) sendData(artifact, data, method, run);
    run.read({ channel: 'web', artifact, shown: printed });
    const saved = toFile ? output : savedName(name, args, artifact);
    if (saved !== undefined) run.writeFile(saved, 'replace');
  }
  return undefined;
};

function webArtifact(word: Word, run: Run): ArtifactRef | undefined {
  const artifact =
    word.known && /^(?:https?:\/\/|[\w-]+(?:\.[\w-]+)+)/i.test(word.text) ? urlArtifact(word.text) : undefined;
  return artifact === undefined ? undefined : owned(artifact, run);
}

function sendData(artifact: ArtifactRef, data: Word | undefined, method: string | undefined, run: Run): void {
  if (data?.text.startsWith('@') && data.text.length > 1) {
    run.readFile({ text: data.text.slice(1), known: data.known }, false);
    run.write({ channel: 'web', artifact, how: 'inferred', mode: 'append' });
  } else {
    const mode = method === 'DELETE' ? 'delete' : method === 'PUT' ? 'replace' : 'append';
    run.write({ channel: 'web', artifact, how: 'inferred', mode, text: data?.text });
  }
}

/** `curl -O` and `wget` save under the last part of the path. */
function savedName(name: string, args: Word[], artifact: ArtifactRef): Word | undefined {
  const saves =
    name === 'wget'
      ? flagValue(args, '-O', '--output-document') === undefined
      : args.some((arg) => /^-[a-zA-Z]*O$/.test(arg.text));
  const last = /\/([^/?]+)(?:\?.*)?$/.exec(artifact.key.replace(/^https?:\/\//, ''))?.[1];
  return saves && last !== undefined ? { text: last, known: true } : undefined;
}

const GH_VALUES =
  '-R --repo -b --body -t --title -F --body-file -B --base -H --head -l --label -a --assignee -q --jq --json -L --limit';

const gh: Rule = (invocation) => {
  const { args, shown, run } = invocation;
  const [topic, action, number] = operands(args, GH_VALUES).map((word) => word.text);
  if (topic === 'api') {
    const artifact =
      action === undefined ? undefined : urlArtifact(`https://api.github.com/${action.replace(/^\//, '')}`);
    run.read({ channel: 'web', artifact: artifact && owned(artifact, run), shown });
  } else if (topic === 'repo' && action === 'clone' && number !== undefined) {
    run.read({ channel: 'codebase', artifact: repository(run, githubName(number)), shown: false });
  } else if (topic === 'issue' || topic === 'pr') {
    thread(invocation, topic, action ?? '', number);
  }
  return undefined;
};

function githubName(name: string): string {
  return name.includes('/') && !/[:.]/.test(name.split('/')[0]!) ? `github.com/${name}` : name;
}

function thread({ args, shown, run }: Invocation, topic: string, action: string, number: string | undefined): void {
  const named = flagValue(args, '-R', '--repo')?.text ?? /github\.com\/[^/]+\/[^/]+(?=\/)/.exec(number ?? '')?.[0];
  const here = run.place.repository === undefined ? undefined : repositoryName(run.place.repository);
  const repo = forgeName(named ?? here ?? '');
  const id = /(\d+)\/?$/.exec(number ?? '')?.[1];
  const everywhere = isFullName(repo);
  const artifact =
    id === undefined ? undefined : scopedArtifact('message', join(repo, `${topic}/${id}`), run.place, { everywhere });
  if (/^(?:view|list|status|diff|checks)$/.test(action)) {
    run.read({ channel: 'message', artifact, shown });
  } else if (/^(?:create|comment|review|edit|close|reopen)$/.test(action)) {
    const parts = [flagValue(args, '-t', '--title')?.text, flagValue(args, '-b', '--body')?.text];
    const text = parts.filter((part) => part !== undefined).join('\n');
    const write: DraftWrite = { channel: 'message', artifact, how: 'inferred', mode: 'append' };
    if (text !== '') write.text = text;
    run.write(write);
    if (action === 'create') run.opened.push(write);
    const file = flagValue(args, '-F', '--body-file');
    if (file !== undefined && file.text !== '-') run.readFile(file, false);
  }
}

/** Rules for commands that reach other machines, and for git. */
export const NETWORK_RULES: [string, Rule][] = [
  ['git', git],
  ['curl', curl],
  ['wget', curl],
  ['gh', gh],
];
