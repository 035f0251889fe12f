import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Parsers, loaded with the first file that needs them: a repository without JSON does not wait for a parser of JSON.
 * Each is asked for by a name that stands here as a text, so that the build leaves it in `node_modules`.
 */
export const libraries = {
  get yaml() {
    return require('yaml') as typeof import('yaml');
  },
  get json() {
    return require('jsonc-parser') as typeof import('jsonc-parser');
  },
  get toml() {
    return require('smol-toml') as typeof import('smol-toml');
  },
};
