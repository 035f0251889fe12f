// Checks that every file of src/ and web/ imports only what its room may: see scripts/room-table.mjs.

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { checkRooms } from './room-check.mjs';
import { fail, root } from './run.mjs';

const paths = ['src', 'web/src', 'web/build'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`),
);
const problems = checkRooms(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])));
if (problems.length > 0) fail(problems.join('\n'));
process.stdout.write(`${paths.length} files keep to their rooms\n`);
