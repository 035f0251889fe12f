import { name } from './grammar.ts';
import type { Actor, Hands } from './hands.ts';
import type { Passage } from './passage.ts';
import type { Artifact } from './run.ts';

/** A page of the outside world: nobody in the fleet wrote it. */
export function newPage(artifacts: Artifact[], key: string, passages: Passage[]): Artifact {
  const pieces = passages.map((passage) => ({ passage, write: null }));
  const page: Artifact = { index: artifacts.length, kind: 'page', repository: -1, key, pieces };
  artifacts.push(page);
  return page;
}

/** A mail to the session's agent from somebody who is not of the fleet. It is found by whoever is handed it. */
export function mailFromOutside(hands: Hands, actor: Actor, passages: () => Passage[]): Artifact {
  const { rng, session } = actor;
  const from = `${name(rng)}@tracker.example.net`;
  const artifact: Artifact = {
    index: hands.run.artifacts.length,
    kind: 'message',
    repository: session.repository,
    key: `<${rng.hex(16)}@tracker.example.net>`,
    pieces: passages().map((passage) => ({ passage, write: null })),
    mail: { from, to: hands.address(session.agent), subject: `Issue ${rng.int(9000)}` },
  };
  hands.run.artifacts.push(artifact);
  return artifact;
}
