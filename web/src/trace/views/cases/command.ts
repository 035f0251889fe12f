const PLAIN = /^[\p{L}\p{N}_@%+=:,./-]+$/u;
// What a terminal would act on, and a reader would not see.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/** One word of a POSIX shell command, quoted where it needs to be. */
export function shellWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * The command with which a person confirms or dismisses a case, to be copied; `undefined` where the id holds characters
 * that cannot be seen, since nobody should paste those into a terminal.
 */
export function verdictCommand(verb: 'confirm' | 'dismiss', session: string, behaviour: string): string | undefined {
  if (UNSEEN.test(session) || UNSEEN.test(behaviour)) return undefined;
  const rest = `--behaviour ${shellWord(behaviour)} --reason "why" --store fleet.duckdb`;
  return session.startsWith('-')
    ? `cordon ${verb} ${rest} -- ${shellWord(session)}`
    : `cordon ${verb} ${shellWord(session)} ${rest}`;
}
