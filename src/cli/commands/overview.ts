import { homedir } from 'node:os';
import { contentOf, type Session } from '../../contacts/index.ts';
import { CordonError } from '../../fleet/index.ts';
import { findSessionLogs, readEvents, type SessionLogs } from '../../sources/index.ts';
import { maskSecrets } from '../output/mask.ts';
import { oneLine } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { styler } from '../output/style.ts';
import { plural } from '../output/table.ts';
import { Trace } from '../trace/run.ts';

/** `cordon` alone: which session logs this machine has, and what can be seen in them. Reads, and changes nothing. */
export async function overviewAction(): Promise<void> {
  const style = styler(process.stdout.isTTY === true);
  const logs = findSessionLogs(homedir(), process.env).filter(({ files }) => files > 0);
  if (logs.length === 0) {
    process.stdout.write(
      'No session logs of Claude Code, Codex CLI or Gemini CLI on this machine.\n\n' +
        'Trace telemetry from elsewhere:   cordon trace PATH --seed "the suspicious sentence"\n' +
        'See it at work on a made-up one:  cordon lab notebook-rule --out made-up\n' +
        'All commands:                     cordon --help\n',
    );
    return;
  }
  const lines = [style('bold', 'Session logs on this machine (read only, nothing leaves it)')];
  for (const log of logs) lines.push('', ...(await linesOf(log)));
  const folder = logs[0]!.folder;
  lines.push('', `Who read a suspicious sentence:  cordon trace ${folder} --seed "the sentence"`);
  lines.push(`What passes between sessions:    cordon trace ${folder}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function linesOf({ client, folder, files, bytes }: SessionLogs): Promise<string[]> {
  const trace = new Trace([]);
  const progress = new Progress(`reading ${folder}`, process.stderr);
  const reading = readEvents([folder], { onProgress: (state) => progress.show(state) });
  const head = `${client}: ${folder} (${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB)`;
  try {
    for await (const batch of reading) for (const event of batch) trace.observe(event);
  } catch (error) {
    if (error instanceof CordonError && error.code === 'nothing-readable') {
      return [
        head,
        '  not read: its session files are of no format that Cordon knows; its telemetry is (docs/sources)',
      ];
    }
    return [head, `  cannot be read: ${oneLine(maskSecrets((error as Error).message), 100)}`];
  } finally {
    progress.done();
  }
  const { engine } = trace.finish();
  const sessions = engine.sessions.list;
  const sum = (of: (s: Session) => number) => sessions.reduce((n, s) => n + of(s), 0);
  const reads = sum((s) => s.reads);
  const skipped = reading.skipped().reduce((n, s) => n + (s.count ?? 1), 0);
  return [
    head,
    `  seen      ${plural(sessions.length, 'session')}, ${sessions.filter((s) => contentOf(s) === 'full').length} of them in full`,
    `            ${plural(reads, 'read')}, ${sum((s) => s.readsWithText)} with their text; ${plural(
      sum((s) => s.writes),
      'write',
    )}`,
    `            ${plural(engine.contacts.length - engine.withdrawn().size, 'contact')}: one session read what another wrote`,
    `  not seen  ${plural(
      sum((s) => s.ruleReads),
      'load',
    )} of instruction files by the client itself (inferred); what the log does not record` +
      (skipped > 0 ? `; ${plural(skipped, 'record')} skipped` : ''),
    ...reading.hints.slice(0, 3).map((hint) => `  hint      ${oneLine(maskSecrets(hint), 110)}`),
  ];
}
