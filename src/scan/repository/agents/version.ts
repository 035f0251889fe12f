import { CLAUDE_CODE_ACTION_NEWEST, versionOfCommit } from '../../facts/claude-code-action.ts';
import type { VersionUse } from '../agent.ts';
import type { Uses } from '../model.ts';
import type { Span } from '../position.ts';

const EXACT = /^v?(\d+\.\d+\.\d+)$/;

/** Which release a `uses:` runs. Only for claude-code-action are commits known, and is "older than all" a release. */
export function versionOf(uses: Uses): VersionUse {
  const { ref, span } = uses;
  const claude = `${uses.owner}/${uses.repo}`.toLowerCase() === 'anthropics/claude-code-action';
  const exact = EXACT.exec(ref)?.[1];
  if (exact !== undefined) return { ref, kind: 'exact', version: exact, span };
  if (uses.isSha) {
    const known = claude ? versionOfCommit(ref) : undefined;
    if (known !== undefined) return { ref, kind: 'exact', version: known, span };
    const comment = EXACT.exec(uses.versionComment ?? '')?.[1];
    if (comment === undefined) return { ref, kind: 'unknown', span };
    return {
      ref,
      kind: 'exact',
      version: comment,
      assumes: `the comment "${uses.versionComment}" names the release of this commit`,
      span,
    };
  }
  if (claude && /^(?:beta|v0(?:\..*)?)$/.test(ref)) return { ref, kind: 'exact', version: '0.0.0', span };
  const assumes = `${ref} moves; the newest release is taken`;
  return claude
    ? { ref, kind: 'floating', version: CLAUDE_CODE_ACTION_NEWEST, assumes, span }
    : { ref, kind: 'floating', assumes, span };
}

/** The version of a command: what `npx package@1.2.3` says, else whatever is installed. */
export function versionOfCommand(version: string | undefined, span: Span): VersionUse {
  const exact = EXACT.exec(version ?? '')?.[1];
  if (exact !== undefined) return { ref: version!, kind: 'exact', version: exact, span };
  return { ref: version ?? '', kind: 'floating', assumes: 'the newest release is installed', span };
}
