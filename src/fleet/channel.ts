/**
 * The kind of way between two sessions. A closed list: every table, R and page uses these names.
 *
 * - `context`: a parent's prompt to a sub-agent, and the sub-agent's answer to its parent
 * - `memory`: a memory store or notebook that outlives the session
 * - `codebase`: files of a repository or work directory
 * - `message`: mail, chat, comments, issues, agent-to-agent messages
 * - `web`: a page or an API answer that was fetched
 * - `tool`: any other tool's answer
 * - `human`: what a person typed or pasted
 * - `deployment`: what a release pipeline installed
 * - `control`: system prompts and other instructions pushed by an operator
 * - `inference`: weights, adapters, steering vectors
 * - `training`: output that becomes a successor's data
 */
export const CHANNELS = [
  'context',
  'memory',
  'codebase',
  'message',
  'web',
  'tool',
  'human',
  'deployment',
  'control',
  'inference',
  'training',
] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * How a contact is known, strongest first.
 *
 * - `signed`: a signed record names writer and reader
 * - `id`: both sides name the same artifact *version* (an immutable id, or the same artifact with the same content)
 * - `content`: the text of the write survives in what was read
 * - `hash`: the two sides carry the same content hash, and no content
 * - `rule`: the reader's client loads that file by itself
 * - `structure`: the same artifact, later, and nothing more is known
 */
export const BASES = ['signed', 'id', 'content', 'hash', 'rule', 'structure'] as const;

export type Basis = (typeof BASES)[number];
