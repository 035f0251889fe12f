import { existsSync, readFileSync } from 'node:fs';
import { CordonError, type TraceDocument } from '../../fleet/index.ts';
import { embedDocument } from './embed.ts';

/** The built page, beside the built command. */
const TEMPLATE = new URL('../../page/index.html', import.meta.url);

/** @throws CordonError `output` when the page was not built */
export function tracePage(doc: TraceDocument): string {
  if (!existsSync(TEMPLATE)) {
    throw new CordonError('output', 'the page is not built', { hint: 'npm run build builds it.' });
  }
  return embedDocument(readFileSync(TEMPLATE, 'utf8'), doc);
}
