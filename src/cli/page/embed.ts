import { CordonError } from '../../fleet/error.ts';
import { safeJson } from '../output/printable.ts';

/** The element of the built page (`web/dist/<page>.html`) that the document replaces. It stands there exactly once. */
const OPEN = '<script type="application/json" id="cordon-data">';
const CLOSE = '</script>';
const EMPTY = `${OPEN}null${CLOSE}`;

/**
 * The report page with this document in it.
 *
 * Everything in the document is hostile text. Inside a `<script>` element only `<` can end or change the element
 * (`</script`, `<!--`), so every `<` is written as its JSON escape; characters that turn a line round or end it are
 * escaped as well, so that the source reads as it is. `JSON.parse` gives the document back unchanged.
 *
 * @throws CordonError `output` when the template is not a built page.
 */
export function embedDocument(template: string, doc: object): string {
  const at = template.indexOf(EMPTY);
  if (at < 0 || template.indexOf(EMPTY, at + 1) >= 0) {
    throw new CordonError('output', 'The page template has no place for the data.', {
      hint: 'Build the page again: npm run build.',
    });
  }
  return (
    template.slice(0, at) + OPEN + safeJson(doc).replaceAll('<', '\\u003c') + CLOSE + template.slice(at + EMPTY.length)
  );
}
