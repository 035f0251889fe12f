import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { safeJson } from '../output/printable.ts';
import { embedDocument } from './embed.ts';

const TEMPLATE = '<head></head><body><script type="application/json" id="cordon-data">null</script><p>after</p></body>';
const ELEMENT = /<script type="application\/json" id="cordon-data">([\s\S]*?)<\/script>/i;

/** Any JSON will do for the escaping; the page's own checks look at the shape. */
const documentWith = (text: string) => ({ seeds: [{ seed: text }] });

/** Cut in the middle, as a large document is. */
function pageOf(template: string, doc: object): string {
  const json = safeJson(doc);
  const cut = json.length >> 1;
  return [...embedDocument(template, [json.slice(0, cut), json.slice(cut)])].join('');
}

describe('embedDocument', () => {
  test('a transcript cannot close the data element', () => {
    const page = pageOf(TEMPLATE, documentWith('</script><script>alert(1)</script><!--<script>'));
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script/g)).toHaveLength(1);
    expect(page).not.toContain('<!--');
  });

  test('replacement patterns in a transcript stay text', () => {
    const page = pageOf(TEMPLATE, documentWith("$& $' $` $1"));
    expect(JSON.parse(ELEMENT.exec(page)?.[1] ?? '')).toEqual(documentWith("$& $' $` $1"));
  });

  test('line separators are escaped', () => {
    expect(pageOf(TEMPLATE, documentWith('a\u2028b\u2029c'))).not.toMatch(/[\u2028\u2029]/);
  });

  test('a template without its place is refused', () => {
    expect(() => pageOf('<html></html>', documentWith(''))).toThrow(/no place/);
    expect(() => pageOf(TEMPLATE + TEMPLATE, documentWith(''))).toThrow(/no place/);
  });

  property.prop([fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script>', '<!--', '-->', ']]>'))])(
    'any text comes back as it was',
    (text) => {
      const page = pageOf(TEMPLATE, documentWith(text));
      expect(JSON.parse(ELEMENT.exec(page)?.[1] ?? '')).toEqual(documentWith(text));
      expect(page.endsWith('<p>after</p></body>')).toBe(true);
    },
  );
});
