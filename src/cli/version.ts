import { readFileSync } from 'node:fs';
import { packageFile } from './package-file.ts';

/** Version of the package, from its package.json. */
export function toolVersion(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
}
