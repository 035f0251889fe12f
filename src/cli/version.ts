import { readFileSync } from 'node:fs';

/** Version of the package, from its package.json: two folders up, in the sources and in the build alike. */
export function toolVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
