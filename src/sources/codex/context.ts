import { type DraftRead, fileArtifact, type ToolPlace } from '../tools/index.ts';

/** What Codex itself puts into the context as a user's message: which file it is from, or that it is the client's own. */
const AGENTS_HEADING = /^# AGENTS\.md instructions for ([^\n]{1,4096})/;
const INSTRUCTIONS = /<INSTRUCTIONS>\n?([\s\S]*?)\n?<\/INSTRUCTIONS>/;
const USER_INSTRUCTIONS = /^<user_instructions>\n*([\s\S]*?)\n*<\/user_instructions>/;
const SKILL = /^<skill>\s*<name>[^<]{0,200}<\/name>\s*<path>([^<]{1,4096})<\/path>\n?([\s\S]*?)(?:<\/skill>|$)/;
const CLIENT_TAGS =
  /^<(environment_context|permissions instructions|collaboration_mode|recommended_plugins|turn_aborted|user_shell_command|personality_spec|apps_instructions|skills_instructions|plugins_instructions|model_switch)>/;

/** The text of AGENTS.md as a read of that file, in the folder that the text names or else in `place.cwd`. */
export function agentsFileRead(text: string, place: ToolPlace, folder = place.cwd ?? '.'): DraftRead {
  const artifact = fileArtifact(`${folder}/AGENTS.md`, place);
  return { channel: 'codebase', artifact, text, how: 'observed' };
}

/**
 * The read that a text of a user's message is when the client put it there; `undefined` for what a person wrote.
 */
export function clientRead(text: string, place: ToolPlace): DraftRead | undefined {
  if (text.startsWith('# AGENTS.md')) {
    const folder = AGENTS_HEADING.exec(text)?.[1];
    if (folder !== undefined) {
      const inner = INSTRUCTIONS.exec(text)?.[1] ?? text.slice(text.indexOf('\n') + 1).trim();
      return agentsFileRead(inner, place, folder.trim());
    }
  }
  if (!text.startsWith('<')) return undefined;
  const instructions = USER_INSTRUCTIONS.exec(text)?.[1];
  if (instructions !== undefined) return agentsFileRead(instructions, place);
  const skill = SKILL.exec(text);
  if (skill !== null) {
    const artifact = fileArtifact(skill[1]!.trim(), place);
    return { channel: artifact?.channel ?? 'codebase', artifact, text: skill[2]!, how: 'observed' };
  }
  return CLIENT_TAGS.test(text) ? { channel: 'control', text, how: 'observed' } : undefined;
}

/** True when this version writes down what it puts into the context, so that what is not there was not read. */
export function recordsContext(text: string): boolean {
  return text.startsWith('<environment_context>');
}
