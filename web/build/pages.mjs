// npm run build -w web: every page, a folder of src/ with a main.tsx, into `dist/<name>.html`. A page is one file, so each
// is a build of its own.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const web = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const pages = readdirSync(join(web, 'src')).filter((name) => existsSync(join(web, 'src', name, 'main.tsx')));

for (const page of asked.length > 0 ? asked : pages) {
  process.env.CORDON_PAGE = page;
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
}
