/** Events to contacts: first reads, the identity of artifacts, and joins with their basis. Incremental and bounded. */
export { type Artifact, isInstructionFile } from './artifacts.ts';
export { ContactEngine, type ContactOptions, type Observed } from './engine.ts';
export { TextLens } from './lens.ts';
export { contentOf, type Session, SessionTable } from './sessions.ts';
