/** What stands in the page: a document, or the sentence to show instead. */
export type Loaded<Doc> = { doc: Doc } | { problem: string };

/**
 * Reads the document that a command put into the page.
 *
 * @param command what writes such a page: `cordon trace`
 */
export function loadDocument<Doc>(command: string): Loaded<Doc> {
  const text = document.getElementById('cordon-data')?.textContent ?? 'null';
  const write = `${command} --format html`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: `The data in this page is damaged: it is not JSON. Write the page again with ${write}.` };
  }
  if (value === null) return { problem: `This page holds no data. Write one with ${write}.` };
  if (typeof value !== 'object' || !('version' in value) || value.version !== 1) {
    return { problem: 'The data in this page is of a version that this page does not know.' };
  }
  return { doc: value as Doc };
}
