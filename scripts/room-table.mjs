// Who may import whom: the table of design/README.md, in a form that scripts/rooms.mjs checks.

/** Rooms of src/ and what each may import besides itself; `'any'` lifts the limit. A room has to be listed here. */
export const ROOMS = /** @type {Record<string, string[] | 'any'>} */ ({
  fleet: [],
  lineage: ['fleet'],
  sources: ['fleet'],
  store: ['fleet'],
  contacts: ['fleet', 'lineage'],
  cases: ['fleet', 'lineage', 'contacts'],
  outbreak: ['fleet', 'lineage', 'contacts', 'cases'],
  lab: ['fleet'],
  scan: ['fleet'],
  motives: ['fleet'],
  simulate: ['fleet', 'motives'],
  dossier: ['fleet', 'outbreak'],
  server: 'any',
  cli: 'any',
});

/** Rooms without I/O: same events in, same answer out, in a command, a server or a browser. */
export const PURE = ['fleet', 'lineage', 'contacts', 'cases', 'outbreak', 'motives', 'simulate'];

/** The parts of Node that do no I/O, and so may be used in a pure room. */
export const HARMLESS = ['assert', 'buffer', 'crypto', 'path', 'string_decoder', 'util'];

/** What src/cli loads only when a command needs it, by `import()`: rooms, and folders of src/cli itself. */
export const LAZY = ['src/store/', 'src/server/', 'src/cli/page/'];

/** Packages that only these rooms may import, because loading them is costly or because they are I/O. */
export const PACKAGES = /** @type {Record<string, string[]>} */ ({
  '@duckdb/node-api': ['store'],
  commander: ['cli'],
  '@actions/expressions': ['scan'],
  'jsonc-parser': ['scan'],
  'smol-toml': ['scan'],
  ignore: ['scan'],
});

/**
 * What web/ may load of ours: the closed lists, so that the page and the code know the same words, the interval of a
 * share, so that both say the same numbers, and the room whose sliders recompute in the page. Types of src/fleet it takes freely.
 */
export const WEB_LOADS = ['src/fleet/channel.ts', 'src/fleet/binomial.ts', 'src/fleet/severity.ts', 'src/motives/'];
