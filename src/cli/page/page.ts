import { existsSync, readFileSync } from 'node:fs';
import { CordonError } from '../../fleet/index.ts';
import { packageFile } from '../package-file.ts';
import { embedDocument } from './embed.ts';

/**
 * A built page with its document inside, in pieces.
 *
 * @param page the page's name: `trace` is built from `web/src/trace`
 * @param json the document in pieces, escaped as `safeJson` does
 * @throws CordonError `output` when the page was not built
 */
export function pageWith(page: string, json: Iterable<string>): Iterable<string> {
  const template = packageFile(`dist/page/${page}.html`);
  if (!existsSync(template)) {
    throw new CordonError('output', 'the page is not built', { hint: 'npm run build builds it.' });
  }
  return embedDocument(readFileSync(template, 'utf8'), json);
}
