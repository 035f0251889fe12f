import { type Boilerplate, makeBoilerplate } from './boilerplate.ts';
import type { Shape } from './grammar.ts';
import type { Passage } from './passage.ts';
import type { Rng } from './rng.ts';
import type { Agent, Artifact, Piece, Repository } from './run.ts';
import type { Everyday, Role } from './scenario/everyday.ts';
import { madeName, NOUNS } from './words.ts';

/** The fleet before its first session: repositories with their files, memory stores and agents. */
export interface World {
  repositories: Repository[];
  agents: Agent[];
  artifacts: Artifact[];
  boilerplate: Boilerplate;
}

const ROLES = ['builder', 'reviewer', 'releaser', 'triager', 'tester', 'librarian'];

/** Keys that every repository's memory has; so does every other repository's. */
const MEMORY_KEYS = ['notebook', 'decisions', 'release-checklist'];

export function makeWorld(rng: Rng, scenario: Everyday, sessions: number): World {
  const repositories = Array.from({ length: scenario.repositories }, (_, i) => makeRepository(rng, i));
  const agents = Array.from({ length: Math.max(2, Math.round(sessions / scenario.sessionsPerAgent)) }, (_, i) => {
    const user = madeName((n) => rng.int(n));
    return {
      name: `${rng.pick(ROLES)}-${user}`,
      user,
      repository: i % repositories.length,
      susceptibility: 1,
      immune: false,
    };
  });
  const boilerplate = makeBoilerplate(rng);
  const artifacts: Artifact[] = [];
  repositories.forEach((_, repository) => {
    const add = (kind: Artifact['kind'], key: string, pieces: Passage[]) =>
      artifacts.push({ index: artifacts.length, kind, repository, key, pieces: pieces.map(asFound) });
    const text = (key: string, shape: Shape, median: number): Passage => ({
      kind: 'made',
      stream: `found/${repository}/${key}`,
      shape,
      chars: Math.round(Math.min(40_000, rng.lognormal(median, 0.9))),
    });
    add('instructions', '', [boilerplate.shared, text('instructions', 'notes', 700)]);
    add('file', 'README.md', [boilerplate.shared, text('README.md', 'prose', 1_200)]);
    add('file', 'notes.md', [text('notes.md', 'notes', 600)]);
    add('file', 'CHANGELOG.md', [text('CHANGELOG.md', 'notes', 900)]);
    for (const path of makePaths(rng)) {
      add(
        'file',
        path,
        path.endsWith('.ts') ? [boilerplate.licence, text(path, 'code', 1_500)] : [text(path, 'prose', 1_500)],
      );
    }
    for (const key of MEMORY_KEYS) add('memory', key, [text(`memory/${key}`, 'notes', 350)]);
  });
  return { repositories, agents, artifacts, boilerplate };
}

/** The agents of these roles, spread over the repositories in turn. */
export function agentsOf(roles: readonly Role[], repositories: number, rng: Rng): Agent[] {
  const agents: Agent[] = [];
  for (const role of roles) {
    for (let i = 0; i < role.agents; i++) {
      const user = madeName((n) => rng.int(n));
      agents.push({
        name: `${role.name}-${user}-${agents.length}`,
        user,
        repository: agents.length % repositories,
        susceptibility: role.susceptibility,
        immune: rng.chance(role.immune),
      });
    }
  }
  return agents;
}

function makeRepository(rng: Rng, index: number): Repository {
  const name = `${madeName((n) => rng.int(n))}-${rng.pick(NOUNS)}`;
  return {
    name,
    cwd: `/srv/agents/${name}`,
    url: `https://git.example.com/fleet/${name}.git`,
    commit: rng.hex(40),
    memoryStore: `memory-${index}-${name}`,
  };
}

/** Paths that collide with those of other repositories (`docs/guide.md`) and paths that do not. */
function makePaths(rng: Rng): string[] {
  const paths = ['docs/guide.md', 'src/index.ts'];
  for (let i = 0; i < 5; i++) paths.push(`src/${rng.pick(NOUNS)}-${madeName((n) => rng.int(n))}.ts`);
  for (let i = 0; i < 3; i++) paths.push(`docs/${madeName((n) => rng.int(n))}.md`);
  return paths;
}

function asFound(passage: Passage): Piece {
  return { passage, write: null };
}
