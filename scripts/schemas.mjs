// schemas/*.schema.json, made from the zod schemas of the built package. Committed, so that others can point at them;
// npm test checks that they are up to date.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/**
 * Each published schema: its file, its title, and the export that defines it, of src/fleet/index.ts or of the room or
 * module of dist/ that is named. An export that is a function makes the schema.
 */
const SCHEMAS = [
  { file: 'trace.schema.json', title: 'Cordon trace document, version 1', from: 'traceDocument' },
  { file: 'cut.schema.json', title: 'Cordon cut document, version 1', from: 'cutDocument' },
  { file: 'scan.schema.json', title: 'Cordon scan document, version 1', from: 'scanDocument' },
  {
    file: 'motives.schema.json',
    title: 'Cordon motives document, version 1',
    from: 'motivesDocumentSchema',
    room: 'motives',
  },
  { file: 'behaviours.schema.json', title: 'Cordon behaviours file, version 1', from: 'behavioursFile' },
  { file: 'config.schema.json', title: 'cordon.config.yaml, version 1', from: 'configFile' },
  {
    file: 'scenario.schema.json',
    title: 'Cordon scenario file of the lab, version 1',
    from: 'scenarioFile',
    module: 'lab/scenario-file',
  },
  { file: 'fleet.schema.json', title: 'Cordon fleet file, version 1', from: 'fleetFile' },
];

export async function writeSchemas() {
  await mkdir(join(root, 'schemas'), { recursive: true });
  for (const { file, text } of await makeSchemas()) await writeFile(join(root, 'schemas', file), text);
}

/** @returns {Promise<string[]>} the files that differ from what the build says, or are missing */
export async function staleSchemas() {
  const stale = [];
  for (const { file, text } of await makeSchemas()) {
    const committed = await readFile(join(root, 'schemas', file), 'utf8').catch(() => undefined);
    if (committed !== text) stale.push(`schemas/${file}`);
  }
  return stale;
}

async function makeSchemas() {
  const { z } = await import('zod');
  return Promise.all(
    SCHEMAS.map(async ({ file, title, from, room = 'fleet', module = `${room}/index` }) => {
      const exports = await import(pathToFileURL(join(root, 'dist', `${module}.js`)).href);
      const found = exports[from];
      // "input" leaves objects open: a later minor release may add optional fields to a document of the same version.
      const { $schema, ...schema } = z.toJSONSchema(typeof found === 'function' ? found() : found, { io: 'input' });
      return { file, text: `${JSON.stringify({ $schema, title, ...schema }, undefined, 2)}\n` };
    }),
  );
}
