import { type ShellCommand, splitCommands } from '../grants/shell.ts';
import type { GrantGrammar } from './agent-actions.ts';
import type { ProductId } from './product.ts';

/** A command line that runs an agent without a person in front of it. */
interface Anchor {
  readonly product: ProductId;
  readonly grammar: GrantGrammar;
  /** The program, as the first word of a command. */
  readonly program: string;
  /** What must follow in the same command; absent: the program alone is enough. */
  readonly needs?: RegExp;
}

/** As the vendors' manuals name them. A bare command has no actor gate and restores no configuration. */
const ANCHORS: readonly Anchor[] = [
  {
    product: 'claude-code',
    grammar: 'claude',
    program: 'claude',
    needs: /(?:^|\s)(?:-p|--print)\b|--dangerously-skip-permissions/,
  },
  {
    product: 'codex',
    grammar: 'codex',
    program: 'codex',
    needs:
      /(?:^|\s)(?:exec|e|review)(?:\s|$)|(?:--ask-for-approval|-a)[ =]never\b|--full-auto|--yolo|--dangerously-bypass/,
  },
  {
    product: 'gemini-cli',
    grammar: 'gemini',
    program: 'gemini',
    needs: /(?:^|\s)(?:-y|--yolo|--approval-mode|-p|--prompt)\b/,
  },
  {
    product: 'qwen-code',
    grammar: 'gemini',
    program: 'qwen',
    needs: /(?:^|\s)(?:-y|--yolo|--approval-mode|-p|--prompt)\b/,
  },
  {
    product: 'copilot',
    grammar: 'copilot',
    program: 'copilot',
    needs: /(?:^|\s)(?:-p|--prompt|--allow-all(?:-tools|-paths|-urls)?|--allow-tool|--yolo)\b/,
  },
  { product: 'cursor', grammar: 'unknown', program: 'cursor-agent', needs: /(?:^|\s)(?:-p|--print|--force|-f)\b/ },
  { product: 'opencode', grammar: 'opencode', program: 'opencode', needs: /(?:^|\s)(?:run|github\s+run)\b/ },
  { product: 'amp', grammar: 'unknown', program: 'amp', needs: /(?:^|\s)(?:-x|--execute)\b/ },
  { product: 'goose', grammar: 'unknown', program: 'goose', needs: /(?:^|\s)run\b/ },
  { product: 'droid', grammar: 'droid', program: 'droid', needs: /(?:^|\s)exec\b/ },
  {
    product: 'aider',
    grammar: 'unknown',
    program: 'aider',
    needs: /(?:^|\s)(?:--yes|--yes-always|--message|-m|--message-file)\b/,
  },
  { product: 'crush', grammar: 'unknown', program: 'crush', needs: /(?:^|\s)run\b/ },
  { product: 'continue', grammar: 'unknown', program: 'cn', needs: /(?:^|\s)(?:-p|--print)\b/ },
  {
    product: 'gptme',
    grammar: 'unknown',
    program: 'gptme',
    needs: /(?:^|\s)(?:-n|--non-interactive|-y|--no-confirm)\b/,
  },
  { product: 'warp', grammar: 'unknown', program: 'warp', needs: /(?:^|\s)agent\s+run\b/ },
  { product: 'swe-agent', grammar: 'unknown', program: 'sweagent', needs: /(?:^|\s)run/ },
  { product: 'kilo', grammar: 'unknown', program: 'kilocode', needs: /(?:^|\s)--auto\b/ },
  { product: 'openhands', grammar: 'unknown', program: 'openhands' },
  { product: 'cline', grammar: 'unknown', program: 'cline', needs: /(?:^|\s)(?:-y|--yolo|-o|--oneshot|task)\b/ },
];

/** npm packages whose name differs from their program: `npx @openai/codex exec`. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@anthropic-ai/claude-code': 'claude',
  '@openai/codex': 'codex',
  '@google/gemini-cli': 'gemini',
  '@qwen-code/qwen-code': 'qwen',
  '@github/copilot': 'copilot',
  'opencode-ai': 'opencode',
  '@sourcegraph/amp': 'amp',
  '@continuedev/cli': 'cn',
  '@kilocode/cli': 'kilocode',
};

const BY_PROGRAM = new Map(ANCHORS.map((anchor) => [anchor.program, anchor]));
const ANY_PROGRAM = new RegExp(
  `(?:${[...BY_PROGRAM.keys(), ...Object.keys(PACKAGES)].map((name) => name.replace(/[/.]/g, '\\$&')).join('|')})`,
);

export interface FoundAnchor {
  readonly product: ProductId;
  readonly grammar: GrantGrammar;
  readonly program: string;
  /** The command in the script, up to the operator that ends it. */
  readonly start: number;
  readonly end: number;
  /** Its words after the program. */
  readonly args: readonly string[];
  /** Version that `npx package@version` names. */
  readonly version: string | undefined;
}

/** Words before a program that run it as it is. */
const RUNNERS = new Set([
  'npx',
  'bunx',
  'pnpx',
  'pnpm',
  'yarn',
  'dlx',
  'exec',
  'sudo',
  'env',
  'timeout',
  'nohup',
  'command',
  'time',
  'uvx',
  'bun',
  'x',
  'npm',
  'if',
  'then',
  'do',
  'else',
  '!',
  '-y',
  '--yes',
  '-E',
  '--',
]);

const MAX_FOUND = 20;

export function findAnchor(script: string): FoundAnchor | undefined {
  return findAnchors(script)[0];
}

/** Agent commands of a shell script, comments and quoted texts left out. */
export function findAnchors(script: string): readonly FoundAnchor[] {
  if (!ANY_PROGRAM.test(script)) return [];
  const found: FoundAnchor[] = [];
  for (const command of splitCommands(script)) {
    found.push(...anchorsIn(command, 0));
    if (found.length >= MAX_FOUND) break;
  }
  return found.slice(0, MAX_FOUND);
}

const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'eval']);
const MAX_SHELLS = 3;

/** The agent that a command runs, or those in the script that it gives to a shell: `bash -c "claude -p ..."`. */
function anchorsIn(command: ShellCommand, depth: number): FoundAnchor[] {
  const { words, start, end } = command;
  const at = programAt(words);
  const shell = words[at]?.slice(words[at]!.lastIndexOf('/') + 1);
  if (shell === undefined || !SHELLS.has(shell)) return anchorOf(command, at) ?? [];
  const inner = shell === 'eval' ? words.slice(at + 1).join(' ') : scriptOf(words, at);
  if (inner === undefined || depth >= MAX_SHELLS || !ANY_PROGRAM.test(inner)) return [];
  // Quotes and escapes are gone from the inner script: the whole command is where it stands.
  return splitCommands(inner).flatMap(({ words: own }) => anchorsIn({ words: own, start, end }, depth + 1));
}

/** What follows `-c`, `-lc`, `-euo pipefail -c`. */
function scriptOf(words: readonly string[], shell: number): string | undefined {
  const flag = words.findIndex((word, i) => i > shell && /^-[a-z]*c$/.test(word));
  return flag < 0 ? undefined : words[flag + 1];
}

/** Where the program stands: `timeout 300 claude`, `FOO=bar claude`, `npx -y @openai/codex@1.2 exec`. */
function programAt(words: readonly string[]): number {
  let i = 0;
  while (
    i < words.length &&
    (RUNNERS.has(words[i]!) ||
      /^[A-Za-z_]\w*=/.test(words[i]!) ||
      (i > 0 && /^(?:\d+[smh]?|--?[\w-]+(?:=\S*)?)$/.test(words[i]!)))
  )
    i++;
  return i;
}

function anchorOf(command: ShellCommand, at: number): [FoundAnchor] | undefined {
  const word = command.words[at];
  if (word === undefined) return undefined;
  const base = /^(@?[^@]+)(?:@(.+))?$/.exec(word);
  const name = base?.[1] ?? word;
  const program = PACKAGES[name] ?? name.slice(name.lastIndexOf('/') + 1);
  const anchor = BY_PROGRAM.get(program);
  const args = command.words.slice(at + 1);
  if (anchor === undefined || (anchor.needs !== undefined && !anchor.needs.test(` ${args.join(' ')}`)))
    return undefined;
  const { product, grammar } = anchor;
  return [{ product, grammar, program, start: command.start, end: command.end, args, version: base?.[2] }];
}
