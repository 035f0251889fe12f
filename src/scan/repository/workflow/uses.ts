import type { Uses } from '../model.ts';
import type { LineMap } from '../text.ts';
import type { ScalarNode } from '../yaml-node.ts';

const REMOTE = /^([^/@\s]+)\/([^/@\s]+)(?:\/([^@\s]+))?@(\S+)$/;
const VERSION_COMMENT = /#\s*(?:\S+@|tag=|pin@|ratchet:\S+@)?(v?\d+(?:\.\d+){0,3}(?:[-+][\w.]+)?)\b/;

/** `uses:` of a step or job, with the version that a comment on its line names. */
export function readUses(node: ScalarNode, map: LineMap): Uses {
  const raw = node.text.value.trim();
  const span = node.span;
  const blank = { raw, owner: '', repo: '', path: '', ref: '', isSha: false, versionComment: undefined, span };
  if (raw.startsWith('./') || raw.startsWith('../')) return { ...blank, kind: 'local', path: raw };
  if (raw.startsWith('docker://')) return { ...blank, kind: 'docker', path: raw.slice('docker://'.length) };
  const match = REMOTE.exec(raw);
  if (match === null) return { ...blank, kind: 'unknown' };
  const [, owner = '', repo = '', path = '', ref = ''] = match;
  const rest = map.line(span.endLine).slice(span.endColumn - 1);
  // Field by field, as in `finishStep`: nearly every step comes this way.
  return {
    kind: 'action',
    raw,
    owner,
    repo,
    path: path.replace(/\/$/, ''),
    ref,
    isSha: /^[0-9a-f]{40}$/i.test(ref),
    versionComment: VERSION_COMMENT.exec(rest)?.[1],
    span,
  };
}
