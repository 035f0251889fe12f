import { CordonError } from '../../fleet/index.ts';
import { Pattern } from '../../lineage/index.ts';

/** A known bad thing, as `--seed` names it. */
export type Seed =
  | { kind: 'text' | 'file'; given: string; text: string }
  | { kind: 'url'; given: string; url: string }
  | { kind: 'hash'; given: string; sha256: string }
  | { kind: 'session'; given: string; session: string }
  | { kind: 'artifact'; given: string; scope: string | undefined; key: string };

/** What reading a seed needs of the world; the command line provides it. */
export interface SeedWorld {
  /** Text of an existing regular file, `undefined` where there is none. */
  fileText(path: string): string | undefined;
  /** The id is one of a session in the telemetry. Asked only when nothing else fits. */
  isSession(id: string): boolean;
}

const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;
const URL_ONLY = /^https?:\/\/\S+$/i;

/**
 * What the user means by a seed. Prefixes `text:`, `url:`, `sha256:`, `session:`, `artifact:` force one reading; else
 * `@FILE` or an existing path is the text in it, an http(s) address a URL, 64 hex digits a hash, the id of a known
 * session that session, and anything else the text itself.
 *
 * @throws CordonError `seed-unreadable` when a named file is not there, `seed-too-common` when nothing could be told by it
 */
export function parseSeed(given: string, world: SeedWorld): Seed {
  const seed = readSeed(given, world);
  if ((seed.kind === 'text' || seed.kind === 'file') && seed.text !== undefined) refuseTooCommon(seed.given, seed.text);
  return seed;
}

function readSeed(given: string, world: SeedWorld): Seed {
  const forced = /^(text|url|sha256|session|artifact):([\s\S]*)$/.exec(given);
  if (forced !== null) return forcedSeed(given, forced[1]!, forced[2]!);
  if (given.startsWith('@')) {
    const text = world.fileText(given.slice(1));
    if (text === undefined) {
      throw new CordonError('seed-unreadable', `cannot read the seed file ${given.slice(1)}`, {
        hint: 'To trace a text that begins with @, write text:@…',
      });
    }
    return { kind: 'file', given, text };
  }
  const text = world.fileText(given);
  if (text !== undefined) return { kind: 'file', given, text };
  if (URL_ONLY.test(given)) return { kind: 'url', given, url: given };
  const hash = SHA256.exec(given);
  if (hash !== null) return { kind: 'hash', given, sha256: hash[1]!.toLowerCase() };
  if (world.isSession(given)) return { kind: 'session', given, session: given };
  return { kind: 'text', given, text: given };
}

function forcedSeed(given: string, prefix: string, rest: string): Seed {
  switch (prefix) {
    case 'text':
      return { kind: 'text', given, text: rest };
    case 'url':
      if (rest.trim() === '')
        throw new CordonError('usage', 'url: wants an address', { hint: 'url:https://example.org/page' });
      return { kind: 'url', given, url: rest };
    case 'session':
      if (rest.trim() === '')
        throw new CordonError('usage', 'session: wants the id of a session', { hint: 'session:ID' });
      return { kind: 'session', given, session: rest };
    case 'sha256': {
      const hash = SHA256.exec(rest);
      if (hash === null) {
        throw new CordonError('usage', 'sha256: wants 64 hexadecimal digits', {
          hint: 'The hash of the raw bytes, as sha256sum prints it.',
        });
      }
      return { kind: 'hash', given, sha256: hash[1]!.toLowerCase() };
    }
    default:
      return artifactSeed(given, rest);
  }
}

/** `[REPO:]PATH`, where PATH may itself be a full artifact id (`channel:scope:key`). */
function artifactSeed(given: string, rest: string): Seed {
  if (rest === '') throw new CordonError('usage', 'artifact: wants a path', { hint: 'artifact:[REPO:]PATH' });
  // The first colon that is no part of `://` and no drive letter parts the repository from the path.
  const colon = /^(?![a-z][a-z0-9+.-]*:\/\/)(?![A-Za-z]:[\\/])([^:]+(?::\/\/[^:]+)?):(.+)$/i.exec(rest);
  if (colon === null) return { kind: 'artifact', given, scope: undefined, key: rest };
  return { kind: 'artifact', given, scope: colon[1]!, key: colon[2]! };
}

/** A text that stands everywhere traces nothing: say so instead of listing every session. */
function refuseTooCommon(given: string, text: string): void {
  const pattern = new Pattern(text);
  const why =
    pattern.length === 0
      ? 'has no word in it'
      : pattern.tellingWords === 0
        ? 'has only words that every text has'
        : pattern.length === 1 && !looksMade(text)
          ? 'is a single common word'
          : undefined;
  if (why === undefined) return;
  const shown = given.length > 40 ? `${given.slice(0, 40)}…` : given;
  throw new CordonError(
    'seed-too-common',
    `the seed "${shown}" ${why}: it would be found in sessions that never met it`,
    {
      hint: 'Give a whole sentence, a file (@FILE), a URL, or artifact:PATH.',
    },
  );
}

/** One word that nobody writes by chance: an identifier with digits in it, or a long one of mixed case. */
function looksMade(text: string): boolean {
  const word = text.trim();
  return word.length >= 6 && (/\d/.test(word) || /[a-z][A-Z]/.test(word) || word.length >= 16);
}
