import { defineConfig } from 'tsdown';

/** What package.json names under `exports`, each in a folder of its own. */
const ROOMS = ['fleet', 'lineage', 'sources', 'contacts', 'cases', 'outbreak', 'scan', 'motives'];

export default defineConfig({
  // Bundled, not file by file: a command that reads two hundred small files at its start is a third slower to answer.
  entry: {
    'cli/main': 'src/cli/main.ts',
    // No export of the package: what schemas/scenario.schema.json is made from.
    'lab/scenario-file': 'src/lab/scenario/file.ts',
    ...Object.fromEntries(ROOMS.map((room) => [`${room}/index`, `src/${room}/index.ts`])),
  },
  outputOptions: { chunkFileNames: 'chunks/[name]-[hash].js' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  sourcemap: false,
  clean: true,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
