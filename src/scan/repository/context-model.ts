import type { ProductId } from '../facts/product.ts';
import type { Skip, SourceText, Span } from './position.ts';

/** How a coding agent uses a file without being asked to. */
export interface AutoLoad {
  readonly product: ProductId;
  /**
   * `instructions`: its text enters the context. `executes`: it runs commands, starts servers or gives permissions.
   * `memory`: read like instructions, and written by the agent itself.
   */
  readonly role: 'instructions' | 'executes' | 'memory';
  /** `start`: of every session there. `folder`: when work touches its folder or pattern. `call`: when it is named. */
  readonly when: 'start' | 'folder' | 'call';
}

/** A file that tells agents what to do, once for all its names. */
export interface ContextFile {
  /** The real file. Links to it are `aliases`. */
  readonly path: string;
  /** Other paths of the tree that are links to it. */
  readonly aliases: readonly string[];
  /** By its own name and by its aliases' names; and by import, with the importers in `importedBy`. */
  readonly loads: readonly AutoLoad[];
  readonly text: SourceText;
  readonly imports: readonly Import[];
  /** Context files that import this one, directly. */
  readonly importedBy: readonly string[];
  /** Frontmatter of rules, skills, commands and sub-agents, where there is one. */
  readonly frontmatter: ReadonlyMap<string, SourceText>;
  readonly bytes: number;
}

/** `@path` in an instruction file. */
export interface Import {
  readonly target: string;
  readonly span: Span;
  /** The real file inside the tree. */
  readonly path: string | undefined;
  /** Why there is no path: `outside of the repository`, `not in the tree`. */
  readonly missing: string | undefined;
}

/** A file that configures an agent or runs by itself. */
export interface AgentConfig {
  readonly path: string;
  readonly aliases: readonly string[];
  readonly loads: readonly AutoLoad[];
  readonly hooks: readonly Hook[];
  readonly mcpServers: readonly McpServer[];
  readonly permissions: readonly PermissionEntry[];
  /** Settings that give power or move traffic, as written: `env.ANTHROPIC_BASE_URL`, `enableAllProjectMcpServers`. */
  readonly settings: readonly { readonly key: string; readonly text: SourceText }[];
  /** Instruction files and addresses that it adds to the context (opencode `instructions`, Gemini `context.fileName`). */
  readonly instructions: readonly { readonly target: string; readonly span: Span; readonly paths: readonly string[] }[];
  readonly problems: readonly Skip[];
}

export interface Hook {
  /** `SessionStart`, `PreToolUse`, `folderOpen`, `postCreateCommand`, ... */
  readonly event: string;
  /** True when it runs because somebody opened the project or started a session, not after an act of the agent. */
  readonly automatic: boolean;
  readonly command: SourceText;
  /** Files of the tree that the command names. */
  readonly paths: readonly string[];
}

export interface McpServer {
  readonly name: string;
  /** Command line, or address. */
  readonly target: string;
  readonly kind: 'command' | 'url';
  readonly span: Span;
}

export interface PermissionEntry {
  readonly effect: 'allow' | 'ask' | 'deny' | 'mode';
  /** In the product's own grammar: `Bash(npm run:*)`; for `mode` its name. */
  readonly rule: SourceText;
}
