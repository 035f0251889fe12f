import { isInstructionFile } from '../../contacts/index.ts';
import type { ReadEvent, SessionInfo } from '../../fleet/index.ts';
import { Words } from '../../lineage/index.ts';
import type { Ledger } from './ledger.ts';

/** Whose words a read brings: the principal's, or anybody else's. */
export function isPrincipals(read: ReadEvent): boolean {
  switch (read.channel) {
    case 'human':
    case 'control':
      return true;
    case 'context':
      // A prompt that starts a sub-agent; the answer that its parent gets belongs to a call.
      return read.call === undefined && read.tool === undefined;
    default:
      return false;
  }
}

/** Files that agent clients load by themselves, from the repository that the session works in. */
export function isOperators(read: ReadEvent, info: SessionInfo): boolean {
  const { artifact } = read;
  if (artifact === undefined || artifact.channel !== 'codebase') return false;
  if (
    !isInstructionFile(artifact) &&
    !/(^|\/)\.?(claude|agents|cursor)\/(skills|commands|agents|rules)\//i.test(artifact.key)
  ) {
    return false;
  }
  if (read.how === 'rule' || artifact.scope === '') return read.how === 'rule';
  return artifact.scope === info.repository || artifact.scope === info.cwd || info.repository === undefined;
}

/** The principal's words name the artifact that is read: its address, or the last part of its path. */
export function isNamed({ artifact }: ReadEvent, asked: Ledger): boolean {
  if (artifact === undefined) return false;
  const { key } = artifact;
  for (const name of [key, key.slice(key.replace(/\/$/, '').lastIndexOf('/') + 1)]) {
    const words = new Words().set(name.slice(0, LONGEST_NAME));
    if (words.count >= 2 && asked.knows(name.slice(0, LONGEST_NAME), words)) return true;
  }
  return false;
}

/** Characters of an artifact's name that are compared. */
const LONGEST_NAME = 300;

/** The principal asks to do what some text says, so that a request in that text is his own. */
const DELEGATES =
  /\b(?:(?:follow|do|complete|perform|carry out|execute|act on|handle|work through|implement|apply|address) (?:all |any |each of |the |these |those |what |everything |my |their )*(?:instructions?|tasks?|actions?|steps?|requests?|todos?|to-dos?|to-do list|comments?|items?|it says|is written|says|asks?)|(?:instructions?|tasks?|actions?|steps) (?:in|from|on|at|listed|specified|described|given)|as (?:described|instructed|requested|asked|specified) (?:in|by|there))\b/i;
const DELEGATES_ELSEWHERE =
  /(?:befolge|folge|erledige|führe).{0,40}(?:anweisung|aufgabe|schritte)|(?:suis|suivez|exécute|fais).{0,40}(?:instructions|tâches|étapes)|(?:sigue|realiza|haz).{0,40}(?:instrucciones|tareas|pasos)|(?:segui|esegui).{0,40}(?:istruzioni|compiti)|(?:siga|faça).{0,40}(?:instruções|tarefas)|(?:выполни|следуй).{0,40}(?:инструкц|задач)|(?:按照|遵循|执行).{0,20}(?:指示|说明|任务|步骤)/i;

/** Characters of a request that are looked at. */
const LOOKED = 20_000;

export function delegates(text: string): boolean {
  const head = text.slice(0, LOOKED);
  return DELEGATES.test(head) || DELEGATES_ELSEWHERE.test(head);
}
