import type { Hit } from '../cases/index.ts';
import { type Artifact, type ContactEngine, isInstructionFile, type Session } from '../contacts/index.ts';
import type { Standing } from './carriers.ts';

/**
 * The copy that a session met in its system prompt: the client put the project's instruction file there and did not say
 * so. It is the first copy that stood in such a file of the session's project at that time; `undefined` when none did.
 */
export function instructionsBehind(hit: Hit, standing: Standing[], engine: ContactEngine): Standing | undefined {
  if (hit.artifact >= 0 || hit.channel !== 'control') return undefined;
  const session = engine.sessions.list[hit.session]!;
  return standing.find((copy) => {
    if (copy.from >= hit.order || copy.to <= hit.order || copy.session === hit.session) return false;
    const artifact = engine.artifacts.list[copy.artifact]!;
    return isInstructionFile(artifact.ref) && isOfProject(artifact, session);
  });
}

function isOfProject({ ref }: Artifact, { info }: Session): boolean {
  if (ref.scope !== '' && ref.scope === info.repository) return true;
  return info.cwd !== undefined && ref.key.startsWith(info.cwd.endsWith('/') ? info.cwd : `${info.cwd}/`);
}
