import { cacheToRelease } from './cache-to-release/index.ts';
import { denyListOnly } from './deny-list-only/index.ts';
import { injectionByMention } from './injection-by-mention/index.ts';
import { injectionToCode } from './injection-to-code/index.ts';
import { injectionToMessage } from './injection-to-message/index.ts';
import { injectionToSecret } from './injection-to-secret/index.ts';
import { injectionToShell } from './injection-to-shell/index.ts';
import { oldAgentVersion } from './old-agent-version/index.ts';
import { outputExecuted } from './output-executed/index.ts';
import { propagationLoop } from './propagation-loop/index.ts';
import { remoteInstructions } from './remote-instructions/index.ts';
import type { Rule } from './rule.ts';
import { runsAgentFiles } from './runs-agent-files/index.ts';
import { untrustedConfig } from './untrusted-config/index.ts';
import { writableAutoExec } from './writable-auto-exec/index.ts';

/** Every rule, in the order of `--explain`. */
export const RULES: readonly Rule[] = [
  injectionToShell,
  injectionToSecret,
  injectionToCode,
  injectionToMessage,
  injectionByMention,
  untrustedConfig,
  outputExecuted,
  runsAgentFiles,
  oldAgentVersion,
  denyListOnly,
  cacheToRelease,
  propagationLoop,
  remoteInstructions,
  writableAutoExec,
];
