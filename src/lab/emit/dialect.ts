import type { LabRun, LabSession } from '../run.ts';
import type { Operation } from './teller.ts';

/** How a home-made agent names its tools; used where the telemetry is not bound to one client. */
export const TOOL_NAMES: Record<Operation, string> = {
  readFile: 'read_file',
  writeFile: 'write_file',
  editFile: 'edit_file',
  appendFile: 'append_file',
  deleteFile: 'delete_file',
  readMemory: 'memory_read',
  writeMemory: 'memory_write',
  editMemory: 'memory_edit',
  appendMemory: 'memory_append',
  deleteMemory: 'memory_delete',
  readMail: 'read_message',
  sendMail: 'send_message',
  fetch: 'fetch_url',
  publish: 'publish_page',
  run: 'run_command',
  delegate: 'delegate_task',
};

/** What stands before the instruction file in a system prompt. */
export function systemOpening(run: LabRun, session: LabSession): string {
  const { name } = run.agents[session.agent]!;
  return `You are ${name}, an agent that works on ${run.repositories[session.repository]!.name}. The project's instructions follow.`;
}
