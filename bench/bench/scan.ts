import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Line } from '../report.ts';
import { measure, medianOf } from './child.ts';

const MAIN = join('dist', 'cli', 'main.js');
const RUNS = 3;
const MANY = 1_000;

/** The scan as a whole process: of a repository with very many agents, and of a small one. */
export async function scan(folder: string): Promise<Line[]> {
  const large = join(folder, 'large');
  const small = join(folder, 'small');
  writeRepository(large, MANY);
  writeRepository(small, 2);
  const big = await medianOf(RUNS, () => measure([MAIN, 'scan', large, '--format', 'json', '--output', '/dev/null']));
  const little = await medianOf(RUNS, () =>
    measure([MAIN, 'scan', small, '--format', 'json', '--output', '/dev/null']),
  );
  return [
    {
      part: 'scan',
      what: '1,000 workflows and 1,000 context files, whole process',
      target: { atMost: 2 },
      // One core: what the process takes on all of them together, compiler and collector threads too.
      reached: big.cpu,
      unit: 's',
      note: `CPU time, median of ${RUNS}; wall ${big.wall.toFixed(1)} s, ${big.memory.toFixed(0)} MB`,
    },
    {
      part: 'scan',
      what: 'a repository with two workflows, whole process',
      target: { atMost: 0.4 },
      reached: little.wall,
      unit: 's',
      note: `wall time, median of ${RUNS}; CPU ${little.cpu.toFixed(2)} s`,
    },
  ];
}

/** Workflows of four kinds in turn, half of them without an agent, and as many instruction files of several agents. */
function writeRepository(root: string, count: number): void {
  const write = (path: string, text: string): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const kinds = [ANSWER, BUILD, LEARN, BUILD];
  for (let i = 0; i < count; i++) {
    write(`.github/workflows/w${i}.yml`, kinds[i % kinds.length]!.replaceAll('NAME', `w${i}`));
    const file = ['CLAUDE.md', 'AGENTS.md', 'GEMINI.md'][i % 3]!;
    write(
      i < 3 ? file : `packages/p${i}/${file}`,
      `# Package ${i}\n\n${'Keep functions small, and test them.\n'.repeat(20)}`,
    );
  }
}

const BUILD = `name: NAME
on: [push, pull_request]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          cache: npm
      - run: npm ci && npm test
`;

const ANSWER = `name: NAME
on:
  issue_comment:
    types: [created]
jobs:
  answer:
    if: contains(github.event.comment.body, '@claude')
    runs-on: ubuntu-latest
    permissions:
      contents: write
      issues: write
      id-token: write
    steps:
      - uses: actions/checkout@v4
      - uses: anthropics/claude-code-action@v1
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          claude_args: --allowedTools "Bash(npm test),Bash(gh pr view:*)"
`;

const LEARN = `name: NAME
on:
  schedule:
    - cron: '0 4 * * 1'
jobs:
  learn:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@v4
      - uses: anthropics/claude-code-action@v1
        with:
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          github_token: \${{ secrets.GITHUB_TOKEN }}
          prompt: Update the instructions of the packages.
          claude_args: --allowedTools "Read,Edit"
      - run: |
          git commit -am "Learnt"
          git push
`;
