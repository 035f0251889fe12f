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
  // People leave the protocol out.
  const key = artifact.key.replace(/^[a-z]+:\/\//i, '');
  for (const name of [key, key.replace(/^www\./i, ''), key.slice(key.replace(/\/$/, '').lastIndexOf('/') + 1)]) {
    const words = new Words().set(name.slice(0, LONGEST_NAME));
    if (words.count >= 2 && asked.knows(name.slice(0, LONGEST_NAME), words)) return true;
  }
  return false;
}

/** Characters of an artifact's name that are compared. */
const LONGEST_NAME = 300;

const DO =
  '(?:follow|do|complete|perform|carry out|execute|act on|handle|work through|go through|run through|step through|implement|apply|address|process|take care of|see to|deal with|obey|comply with)';
const STEPS =
  '(?:instructions?|tasks?|actions?|steps?|requests?|todos?|to-dos?|to-do list|checklist|runbook|playbook|procedure|comments?|items?|it says|is written|says|asks?)';
/** A path, a file or an address: no word of a sentence. */
const NAME = '(?:https?://|www\\.|[\\w.-]+/[\\w./-]+|[\\w-]+\\.(?:md|txt|rst|adoc|ya?ml|json|html?|docx?|pdf|sh)\\b)';

/** The principal asks to do what some text says, so that a request in that text is his own. */
const DELEGATES = [
  `\\b${DO} (?:all |any |each of |the |these |those |what |everything |my |their |every |open |next |remaining )*${STEPS}\\b`,
  `\\b(?:instructions?|tasks?|actions?|steps) (?:in|from|on|at|listed|specified|described|given)\\b`,
  '\\bas (?:described|instructed|requested|asked|specified|laid out|explained|stated) (?:in|by|there)\\b',
  `\\b(?:follow|work through|go through|run through|step through|carry out|act on|execute|apply|obey|do) [^.!?\\n]{0,60}${NAME}`,
  `\\b${DO} (?:exactly |just )?(?:what|whatever|everything|all) [^.!?\\n]{1,60} (?:says?|asks?|tells?|wants?|lists?|requests?|describes?|requires?)\\b`,
  '\\b(?:says?|tells?|describes?|explains?|lists?|shows?|knows?|has) (?:you |us |me )?(?:what (?:to|you|has|needs)|how to|the steps|all steps)\\b',
  '(?:befolge|folge|erledige|führe|arbeite).{0,40}(?:anweisung|aufgabe|schritte|durch|steht)',
  '(?:suis|suivez|exécute|fais|faites).{0,40}(?:instructions|tâches|étapes|ce que dit|ce qui est)',
  '(?:sigue|realiza|haz).{0,40}(?:instrucciones|tareas|pasos|lo que dice)',
  '(?:segui|esegui|fai).{0,40}(?:istruzioni|compiti|passi|quello che)',
  '(?:siga|faça).{0,40}(?:instruções|tarefas|passos|o que diz)',
  '(?:volg|doe|voer).{0,40}(?:instructies|taken|stappen|wat er)',
  '(?:wykonaj|zrób|postępuj).{0,40}(?:instrukcj|zada|krok|co jest)',
  '(?:выполни|следуй|сделай).{0,40}(?:инструкц|задач|шаг|что написано)',
  '(?:按照|遵循|执行).{0,20}(?:指示|说明|任务|步骤)',
].map((pattern) => new RegExp(pattern, 'i'));

/** Characters of a request that are looked at. */
const LOOKED = 20_000;

export function delegates(text: string): boolean {
  const head = text.slice(0, LOOKED);
  return DELEGATES.some((pattern) => pattern.test(head));
}
