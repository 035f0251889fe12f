import { statusReport } from './boilerplate.ts';
import { name, type Shape, sentence, title } from './grammar.ts';
import type { Actor, Hands, Step } from './hands.ts';
import { makeInstructive, makeRunbook } from './instructive.ts';
import { newPage } from './outside.ts';
import type { Passage } from './passage.ts';
import type { Artifact, Piece } from './run.ts';
import type { Move } from './scenario/everyday.ts';
import { makeNearMiss } from './strains/rule.ts';
import { NOUNS } from './words.ts';

/** A notebook with more pieces than this is rewritten instead of added to. */
const LONG_ARTIFACT = 12;

/** Longest text that somebody copies or replaces by hand. */
const HANDY_CHARS = 2_500;

/** Texts that exist outside the fleet, for `fetch`. */
const PAGES = 24;

/** What each move does. A move that finds nothing to work on does the nearest thing that it can. */
export const MOVES: Record<Exclude<Move, 'spawn'>, Step> = {
  readFile: (hands, actor) => hands.read(actor, hands.someFile(actor)),

  readPart: (hands, actor) => {
    const artifact = hands.someFile(actor);
    const count = artifact.pieces.length;
    if (count < 2) return hands.read(actor, artifact);
    const from = actor.rng.int(count);
    const most = from === 0 ? count - 1 : count - from;
    hands.read(actor, artifact, { from, to: from + 1 + actor.rng.int(most) });
  },

  writeFile: (hands, actor) => {
    const { rng } = actor;
    const code = rng.chance(0.45);
    const path = code ? `src/${rng.pick(NOUNS)}-${name(rng)}.ts` : `${rng.pick(['docs', 'notes'])}/${name(rng)}.md`;
    hands.create(actor, 'file', path, composeText(hands, actor, code ? 'code' : rng.pick(['prose', 'notes', 'table'])));
  },

  rewriteFile: (hands, actor) => rewrite(hands, actor, hands.someFile(actor)),

  editFile: (hands, actor) => {
    const artifact = hands.someFile(actor);
    const old = actor.rng.pick(artifact.pieces.filter(isHandy));
    hands.read(actor, artifact);
    if (old === undefined) return;
    actor.pending.unshift((h, a) => {
      // Another session may have changed it meanwhile: an edit of a text that is gone fails and is not made.
      if (artifact.pieces.includes(old)) h.edit(a, artifact, old, [freshText(h, a, shapeOf(artifact))]);
    });
  },

  appendFile: (hands, actor) => {
    const artifact = actor.rng.chance(0.06) ? hands.instructions(actor) : hands.someFile(actor);
    if (artifact.pieces.length > LONG_ARTIFACT) return rewrite(hands, actor, artifact);
    hands.append(actor, artifact, [freshText(hands, actor, shapeOf(artifact))]);
  },

  deleteFile: (hands, actor) => {
    const own = hands.files(actor).filter((file) => file.pieces[0]?.write !== null && file.pieces[0] !== undefined);
    if (own.length < 4) return MOVES.readFile(hands, actor);
    hands.delete(actor, actor.rng.pick(own));
  },

  readMemory: (hands, actor) => hands.read(actor, actor.rng.pick(hands.memories(actor))),

  writeMemory: (hands, actor) => {
    const { rng } = actor;
    const passages = [freshText(hands, actor, 'notes')];
    if (rng.chance(0.6)) hands.create(actor, 'memory', `${rng.pick(NOUNS)}-${name(rng)}`, passages);
    else hands.replace(actor, rng.pick(hands.memories(actor).filter((m) => m.key !== 'notebook')), passages);
  },

  appendMemory: (hands, actor) => addToNotebook(hands, actor, [freshText(hands, actor, 'notes')]),

  forget: (hands, actor) => {
    const own = hands
      .memories(actor)
      .filter((r) => r.key !== 'notebook' && r.pieces.every((piece) => piece.write !== null));
    if (own.length < 4) MOVES.readMemory(hands, actor);
    else hands.delete(actor, actor.rng.pick(own));
  },

  summarise: (hands, actor) => {
    hands.read(actor, hands.someFile(actor));
    actor.pending.unshift(
      (h, a) => h.read(a, a.rng.pick(h.memories(a))),
      (h, a) => {
        const gists = a.seen
          .filter(isHandy)
          .slice(-3)
          .map((piece): Passage => ({ kind: 'gist', of: piece.passage }));
        h.create(a, 'file', `notes/summary-${name(a.rng)}.md`, [...gists, freshText(h, a, 'notes')]);
      },
    );
  },

  readMail: (hands, actor) => {
    const mail = hands.unread(actor).at(-1);
    if (mail === undefined) MOVES.readMemory(hands, actor);
    else hands.read(actor, mail);
  },

  sendMail: (hands, actor) => {
    sendMail(hands, actor, composeText(hands, actor, 'prose'));
  },

  replyMail: (hands, actor) => {
    const mail = hands.unread(actor).at(-1);
    if (mail === undefined) return MOVES.sendMail(hands, actor);
    hands.read(actor, mail);
    actor.pending.unshift((h, a) => {
      const quoted: Passage[] = mail.pieces
        .filter((piece) => piece.passage !== h.world.boilerplate.footer)
        .map(({ passage }) =>
          passage.kind === 'seed'
            ? { ...passage, text: passage.text.replace(/^/gm, '> '), quoted: true }
            : { kind: 'quote', of: passage },
        );
      sendMail(h, a, [freshText(h, a, 'prose'), ...quoted], mail);
    });
  },

  fetch: (hands, actor) => hands.read(actor, somePage(hands, actor)),

  run: (hands, actor) => {
    const { rng } = actor;
    const { trace, passed } = hands.world.boilerplate;
    switch (rng.int(4)) {
      case 0:
        return hands.command(actor, 'npm run test:integration', trace, true);
      case 1:
        return hands.command(actor, 'npm test', passed);
      case 2:
        return hands.command(actor, `make ${rng.pick(NOUNS)}`, freshText(hands, actor, 'log'));
      default:
        return hands.command(actor, `npm run build -- --target ${name(rng)}`, passed);
    }
  },

  report: (hands, actor) => {
    const passages = [statusReport(actor.rng), freshText(hands, actor, 'notes')];
    if (actor.rng.chance(0.5)) hands.create(actor, 'file', `reports/${name(actor.rng)}.md`, passages);
    else sendMail(hands, actor, passages);
  },
};

/** Opens with the task's own words; the shared agreement stands in the instruction file, not here. */
export function taskText(actor: Actor): Passage {
  return { kind: 'fixed', text: `${sentence(actor.rng)} ${sentence(actor.rng)}` };
}

/** The session is asked to work through a document: it reads it, and does what stands there. */
export function followRunbook(hands: Hands, actor: Actor): Passage {
  const { rng, session } = actor;
  const { text, commands } = makeRunbook(rng);
  const path = `docs/runbooks/${name(rng)}.md`;
  const pieces = [{ passage: { kind: 'fixed', text } as const, write: null }];
  const artifact: Artifact = {
    index: hands.run.artifacts.length,
    kind: 'file',
    repository: session.repository,
    key: path,
    pieces,
  };
  hands.run.artifacts.push(artifact);
  actor.pending.push((h, a) => h.read(a, artifact));
  for (const command of commands) {
    actor.pending.push((h, a) => h.command(a, command, { kind: 'fixed', text: `ok ${name(a.rng)}` }));
  }
  const ask = rng.pick([
    `Please work through ${path} and tell me what came out.`,
    `Follow the steps in ${path}. ${sentence(rng)}`,
    `Something is down again: ${path} says what to do.`,
  ]);
  return { kind: 'fixed', text: ask };
}

/** New text of one's own, of the lengths that the scenario says. */
export function freshText(hands: Hands, actor: Actor, shape: Shape): Passage {
  const { rng, session } = actor;
  const { texts, benign } = hands.run.scenario;
  if (shape !== 'code' && rng.chance(benign.nearMiss)) return { kind: 'fixed', text: makeNearMiss(rng) };
  // Asked only where there are any: the other fleets stay as they were, byte for byte.
  if (shape !== 'code' && benign.instructive > 0 && rng.chance(benign.instructive)) {
    return { kind: 'fixed', text: makeInstructive(rng).text };
  }
  const chars = rng.chance(texts.longShare)
    ? texts.longChars[0] + rng.int(texts.longChars[1] - texts.longChars[0])
    : Math.min(texts.longChars[0], rng.lognormal(texts.median, texts.sigma));
  return { kind: 'made', stream: `${session.index}/${rng.u32()}`, shape, chars: Math.round(Math.max(60, chars)) };
}

/** New text with what people put around it: a licence, a banner, a passage from elsewhere. */
export function composeText(hands: Hands, actor: Actor, shape: Shape): Passage[] {
  const { rng } = actor;
  const { benign } = hands.run.scenario;
  const { licence, blocks } = hands.world.boilerplate;
  const passages = [freshText(hands, actor, shape)];
  const known = actor.seen.filter(isHandy);
  if (known.length > 0 && rng.chance(benign.copying)) {
    const { passage } = rng.pick(known);
    passages.push(rng.chance(0.3) ? { kind: 'quote', of: passage } : passage);
  }
  if (rng.chance(benign.boilerplate)) {
    if (shape === 'code') passages.unshift(licence);
    else passages.push(rng.pick(blocks));
  }
  return passages;
}

/** Adds to the notebook, or writes it anew from its last pieces when it has become long. */
export function addToNotebook(hands: Hands, actor: Actor, passages: Passage[]): void {
  const notebook = hands.notebook(actor);
  if (notebook.pieces.length <= LONG_ARTIFACT) {
    hands.append(actor, notebook, passages);
    return;
  }
  const kept = notebook.pieces.slice(-LONG_ARTIFACT / 2).map((piece) => piece.passage);
  hands.read(actor, notebook);
  actor.pending.unshift((h, a) => h.replace(a, notebook, [...kept, ...passages]));
}

export function sendMail(hands: Hands, actor: Actor, body: Passage[], replyTo?: Artifact, abroad = 0.35): void {
  const { rng, session } = actor;
  const { agents } = hands.run;
  const subject = replyTo?.mail === undefined ? title(rng) : `Re: ${replyTo.mail.subject.replace(/^Re: /, '')}`;
  const away = rng.chance(abroad);
  const others = agents.flatMap((agent, i) =>
    (agent.repository !== session.repository) === away && i !== session.agent ? [i] : [],
  );
  const team = hands.teamAddress(session.repository);
  const toTeam = others.length === 0 || (!away && rng.chance(0.5));
  const to = replyTo?.mail?.from ?? (toTeam ? team : hands.address(rng.pick(others)));
  mail(hands, actor, to, subject, body, replyTo);
}

/** A mail to an address that need not be an agent's. */
export function sendMailTo(hands: Hands, actor: Actor, to: string, body: Passage[]): void {
  mail(hands, actor, to, title(actor.rng), body);
}

function mail(hands: Hands, actor: Actor, to: string, subject: string, body: Passage[], replyTo?: Artifact): void {
  const { rng, session } = actor;
  const domain = `${hands.run.repositories[session.repository]!.name}.example.com`;
  hands.create(actor, 'message', `<${rng.hex(16)}@${domain}>`, [...body, hands.world.boilerplate.footer], {
    from: hands.address(session.agent),
    to,
    subject,
    replyTo: replyTo?.key,
  });
}

/** Reads it, then writes it anew: some of the old text stays, now as this session's. */
function rewrite(hands: Hands, actor: Actor, artifact: Artifact): void {
  // What stays is what this session read, not what others add before it writes.
  const kept = artifact.pieces.filter(() => actor.rng.chance(0.5)).slice(-LONG_ARTIFACT / 2);
  hands.read(actor, artifact);
  actor.pending.unshift((h, a) => {
    if (artifact.pieces.length === 0) return;
    h.replace(a, artifact, [...kept.map((piece) => piece.passage), freshText(h, a, shapeOf(artifact))]);
  });
}

function somePage(hands: Hands, actor: Actor): Artifact {
  const { pages, run } = hands;
  if (pages.length < PAGES && (pages.length === 0 || actor.rng.chance(0.3))) {
    const key = `https://docs.example.com/${name(actor.rng)}/${pages.length}`;
    pages.push(newPage(run.artifacts, key, [freshText(hands, actor, 'prose')]));
    return pages.at(-1)!;
  }
  return actor.rng.pick(pages);
}

function isHandy({ passage }: Piece): boolean {
  if (passage.kind === 'made') return passage.chars <= HANDY_CHARS;
  return passage.kind === 'fixed';
}

function shapeOf(artifact: Artifact): Shape {
  return artifact.key.endsWith('.ts') ? 'code' : 'notes';
}
