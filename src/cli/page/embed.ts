import { CordonError } from '../../fleet/error.ts';

/** The element of the built page (`web/dist/<page>.html`) that the document replaces. It stands there exactly once. */
const OPEN = '<script type="application/json" id="cordon-data">';
const CLOSE = '</script>';
const EMPTY = `${OPEN}null${CLOSE}`;

/**
 * The report page with this document in it, in pieces. `json`: the document as `safeJson` escapes it, in pieces too.
 *
 * Everything in the document is hostile text. Inside a `<script>` element only `<` can end or change the element
 * (`</script`, `<!--`), so every `<` is written as its JSON escape; characters that turn a line round or end it are
 * escaped as well, so that the source reads as it is. `JSON.parse` gives the document back unchanged.
 *
 * @throws CordonError `output` when the template is not a built page.
 */
export function embedDocument(template: string, json: Iterable<string>): Iterable<string> {
  const at = template.indexOf(EMPTY);
  if (at < 0 || template.indexOf(EMPTY, at + 1) >= 0) {
    throw new CordonError('output', 'The page template has no place for the data.', {
      hint: 'Build the page again: npm run build.',
    });
  }
  return pieces(template.slice(0, at) + OPEN, json, CLOSE + template.slice(at + EMPTY.length));
}

/** A large fleet's page is never one string. */
function* pieces(head: string, json: Iterable<string>, tail: string): Generator<string> {
  yield head;
  for (const piece of json) yield piece.replaceAll('<', '\\u003c');
  yield tail;
}
