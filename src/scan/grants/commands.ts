import type { Capability } from './capability.ts';

/** What a shell command lets a model do, when it may choose the arguments. */
export interface CommandPower {
  readonly capabilities: readonly Capability[];
  readonly network: boolean;
  /** True when it runs code that lies in the workspace: who may write there may then run anything. */
  readonly runsWorkspace?: boolean;
  /** Why, in words that finish "`x` ...". */
  readonly why: string;
}

const ANY: readonly Capability[] = ['any-shell', 'write-files', 'read-files'];

/** Run code that they are given, or that the workspace holds. */
const INTERPRETERS = words(
  'sh bash zsh dash ksh fish pwsh powershell cmd eval exec source . env xargs sudo su doas nohup timeout watch time nice setsid ssh parallel',
  'python python3 python2 node nodejs deno bun ruby perl php lua Rscript julia java jshell scala groovy osascript tclsh awk gawk mawk',
  'docker podman nerdctl kubectl helm terraform ansible ansible-playbook vim vi nvim emacs ed ex gdb script expect make cmake ninja just task rake bazel',
);
/** Install packages and run the scripts that packages and the workspace declare. */
const SCRIPT_RUNNERS = words(
  'npm npx pnpm yarn bunx corepack pip pip3 pipx uv uvx poetry hatch tox nox pdm gem bundle bundler cargo go mvn mvnw gradle gradlew sbt lein dotnet swift xcodebuild composer',
  'pytest jest vitest mocha ava tap playwright cypress phpunit rspec ctest nx turbo lerna rush pre-commit husky tsx ts-node webpack vite rollup eslint stylelint prettier biome ruff mypy tsc',
  'rustup nix brew apt apt-get apk yum dnf snap conda mamba flutter dart mix elixir stack cabal ghc',
);
/** Print files; where the agent's shell expands their arguments they print anything (`cat $(env)`). */
const READERS = words(
  'cat head tail less more ls tree stat file wc sort uniq cut tr nl od xxd strings diff cmp comm grep egrep fgrep rg ag jq yq basename dirname realpath readlink pwd which du df date whoami id uname true false test',
);
const PRINTERS = words('echo printf');
const WRITERS = words(
  'tee touch mkdir cp mv rm rmdir ln chmod chown patch truncate dd install split sed tar unzip zip gzip gunzip',
);
const NETWORK = words(
  'curl wget http https nc ncat netcat telnet ftp sftp scp rsync dig nslookup host ping openssl aws gcloud az',
);

function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}

/**
 * @param prefix the command as the grant limits it: `gh pr comment`, `npm run test`, `git`
 * @param expands true when the agent's shell expands `$(...)` in arguments without looking at what it runs
 */
export function commandPower(prefix: string, expands: boolean): CommandPower {
  const parts = prefix
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  const name = parts[0] ?? '';
  const program = name.slice(name.lastIndexOf('/') + 1);
  if (program === '' || name === '*' || /[*?]/.test(name))
    return { capabilities: ANY, network: true, why: 'any command' };
  if (/^[$`]|\$\(/.test(prefix)) return { capabilities: ANY, network: true, why: 'a command that is computed' };
  if (name.startsWith('./') || name.startsWith('../') || /\.(?:sh|py|js|ts|mjs|rb|pl)$/.test(name)) {
    return {
      capabilities: ['scoped-shell'],
      network: false,
      runsWorkspace: true,
      why: 'runs a script of the workspace',
    };
  }
  if (program === 'gh') return ghPower(parts.slice(1), expands);
  if (program === 'git') return gitPower(parts.slice(1), expands);
  if (INTERPRETERS.has(program)) return { capabilities: ANY, network: true, why: 'runs any program that it is given' };
  if (SCRIPT_RUNNERS.has(program)) return runnerPower(program, parts);
  if (NETWORK.has(program)) {
    return { capabilities: expands ? ANY : ['scoped-shell', 'write-files'], network: true, why: 'reaches other hosts' };
  }
  if (expands && (PRINTERS.has(program) || READERS.has(program))) {
    return { capabilities: ANY, network: true, why: 'its arguments are expanded by a shell: $(...) runs anything' };
  }
  if (program === 'find' || program === 'fd') return { capabilities: ANY, network: true, why: 'has -exec' };
  if (PRINTERS.has(program)) return { capabilities: ['text'], network: false, why: 'prints' };
  if (READERS.has(program)) return { capabilities: ['read-files'], network: false, why: 'prints files' };
  if (WRITERS.has(program)) return { capabilities: ['write-files', 'read-files'], network: false, why: 'writes files' };
  return { capabilities: ['scoped-shell'], network: false, why: 'a command of its own' };
}

/** Runners whose subcommand is fixed run one script of the workspace: code that whoever may write there chooses. */
function runnerPower(program: string, parts: readonly string[]): CommandPower {
  const fixed = parts.slice(1).filter((part) => !part.startsWith('-'));
  const free =
    fixed.length === 0 || ['npx', 'bunx', 'uvx', 'pipx'].includes(program) || ['exec', 'dlx', 'x'].includes(fixed[0]!);
  if (
    free &&
    !['pytest', 'jest', 'vitest', 'mocha', 'tsc', 'eslint', 'prettier', 'biome', 'ruff', 'mypy', 'stylelint'].includes(
      program,
    )
  ) {
    return { capabilities: ANY, network: true, why: 'runs scripts of packages and of the workspace' };
  }
  return { capabilities: ['scoped-shell'], network: false, runsWorkspace: true, why: 'runs code of the workspace' };
}

/** The first row that fits counts: what only reads comes before what its noun may do in all. */
const GH: readonly (readonly [RegExp, readonly Capability[], string])[] = [
  [
    /^(?:issue|pr|run|workflow|repo|release|search|discussion|label|cache|secret|variable|ruleset)? ?(?:view|list|ls|diff|checks|status|search|issues|prs|code|commits|watch|download)(?![\w-])/,
    ['read-remote'],
    'reads the forge',
  ],
  [/^(?:pr|issue) comment\b/, ['comment'], 'writes comments'],
  [/^issue (?:create|close|reopen|delete|transfer|lock|unlock|pin)\b/, ['comment'], 'writes issues'],
  [/^issue edit\b/, ['comment', 'label'], 'edits issues, their labels too'],
  [/^label\b/, ['label'], 'edits labels'],
  [/^pr edit\b/, ['comment', 'label'], 'edits pull requests, their labels too'],
  [/^pr review\b/, ['comment', 'approve'], 'reviews, and may approve'],
  [/^pr (?:close|reopen|ready|lock|unlock)\b/, ['comment'], 'changes the state of pull requests'],
  [/^pr merge\b/, ['merge'], 'merges'],
  [/^pr create\b/, ['open-pull-request'], 'opens pull requests'],
  [/^pr checkout\b/, ['write-files'], 'puts the tree of a pull request into the workspace'],
  [/^search\b/, ['read-remote'], 'reads the forge'],
  [/^(?:workflow run|run rerun)\b/, ['dispatch'], 'starts workflows'],
  [/^release (?:create|upload|edit|delete)\b/, ['push'], 'publishes releases'],
  [
    /^secret\b|^variable\b|^repo (?:edit|delete|create|fork|sync)\b|^ruleset\b|^auth\b|^ssh-key\b|^gpg-key\b/,
    ['push'],
    'changes the repository itself',
  ],
  [/^alias\b|^extension\b|^codespace\b/, ['any-shell'], 'runs other programs'],
];

function ghPower(rest: readonly string[], expands: boolean): CommandPower {
  if (expands)
    return {
      capabilities: [...ANY, 'comment', 'label', 'read-remote'],
      network: true,
      why: 'its arguments are expanded by a shell: $(...) runs anything',
    };
  const text = rest.filter((part) => !part.startsWith('-')).join(' ');
  const first = rest[0] ?? '';
  const whole: readonly Capability[] = [
    'read-remote',
    'comment',
    'label',
    'approve',
    'merge',
    'open-pull-request',
    'push',
    'dispatch',
  ];
  if (text === '' || /[*]/.test(first)) {
    const why = 'everything that the token may, and any program: gh alias set --shell, gh extension install';
    return { capabilities: [...ANY, ...whole], network: true, why };
  }
  if (first === 'api') return apiPower(rest, whole);
  const found = GH.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return { capabilities: found[1], network: false, why: found[2] };
  if (text === 'pr') {
    return {
      capabilities: ['read-remote', 'comment', 'label', 'approve', 'merge', 'open-pull-request'],
      network: false,
      why: 'everything with pull requests, merging too',
    };
  }
  if (text === 'issue')
    return { capabilities: ['read-remote', 'comment', 'label'], network: false, why: 'everything with issues' };
  if (text === 'run' || text === 'workflow')
    return { capabilities: ['read-remote', 'dispatch'], network: false, why: 'reads and starts runs' };
  return { capabilities: ['read-remote', 'scoped-shell'], network: false, why: 'uses the forge' };
}

/** `gh api` writes as soon as an argument says so, and a prefix lets arguments follow. */
function apiPower(rest: readonly string[], whole: readonly Capability[]): CommandPower {
  const path = rest.slice(1).find((part) => !part.startsWith('-')) ?? '';
  if (/comments|reactions|replies/.test(path))
    return { capabilities: ['comment', 'read-remote'], network: false, why: 'reads and writes comments' };
  if (/labels/.test(path))
    return { capabilities: ['label', 'read-remote'], network: false, why: 'reads and writes labels' };
  return { capabilities: whole, network: false, why: 'every call of the API that the token may make' };
}

function gitPower(rest: readonly string[], expands: boolean): CommandPower {
  if (expands)
    return {
      capabilities: [...ANY, 'push'],
      network: true,
      why: 'its arguments are expanded by a shell: $(...) runs anything',
    };
  const command = rest.find((part) => !part.startsWith('-')) ?? '';
  if (command === '' || command.includes('*')) {
    const why = "everything that git does, pushing too, and any program: git -c alias.x='!...' x";
    return { capabilities: [...ANY, 'push'], network: true, why };
  }
  if (command === 'push') return { capabilities: ['push'], network: true, why: 'pushes' };
  if (
    [
      'add',
      'commit',
      'tag',
      'log',
      'diff',
      'show',
      'status',
      'blame',
      'ls-files',
      'rev-parse',
      'branch',
      'describe',
      'shortlog',
      'cat-file',
      'merge-base',
      'rev-list',
      'grep',
      'remote',
      'name-rev',
      'ls-tree',
    ].includes(command)
  ) {
    return { capabilities: ['read-files'], network: false, why: 'reads and records, and changes no file' };
  }
  if (['config', 'submodule', 'filter-branch', 'bisect', 'difftool', 'mergetool', 'rebase'].includes(command)) {
    return { capabilities: ANY, network: true, why: 'can run other programs' };
  }
  if (['fetch', 'pull', 'clone', 'ls-remote'].includes(command))
    return { capabilities: ['write-files'], network: true, why: 'fetches' };
  return { capabilities: ['write-files'], network: false, why: 'changes the workspace' };
}
