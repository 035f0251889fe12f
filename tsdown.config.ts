import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: [
    'src/cli/main.ts',
    'src/fleet/index.ts',
    'src/lineage/index.ts',
    'src/sources/index.ts',
    'src/contacts/index.ts',
    'src/cases/index.ts',
    'src/outbreak/index.ts',
    'src/scan/index.ts',
    'src/motives/index.ts',
  ],
  // Keep the folders, so that dist/fleet/index.js is what the subpath export names.
  unbundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  sourcemap: false,
  clean: true,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
