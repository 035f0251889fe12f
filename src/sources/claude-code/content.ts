import { isObject, wordOf } from '../read/json.ts';

/** Text of a message's or a tool result's content, and whether it holds pictures or documents that have none. */
export interface ContentText {
  /** `undefined` when there is no text block at all. */
  text: string | undefined;
  /** Blocks without text: pictures, documents. */
  wordless: number;
  /** Kinds of blocks that are not known. */
  unknown: string[];
}

const WORDLESS = new Set(['image', 'document', 'audio', 'file', 'container_upload', 'tool_reference']);

/** The text blocks joined by newlines. `tool_result` blocks are left to their own handling. */
export function contentText(content: unknown): ContentText {
  if (typeof content === 'string') return { text: content, wordless: 0, unknown: [] };
  const result: ContentText = { text: undefined, wordless: 0, unknown: [] };
  if (!Array.isArray(content)) return result;
  const texts: string[] = [];
  for (const block of content) {
    if (typeof block === 'string') texts.push(block);
    else if (!isObject(block)) result.unknown.push(typeof block);
    else if (block.type === 'text' && typeof block.text === 'string') texts.push(block.text);
    else if (block.type === 'document' && isObject(block.source) && typeof block.source.data === 'string') {
      if (block.source.type === 'text') texts.push(block.source.data);
      else result.wordless++;
    } else if (typeof block.type === 'string' && WORDLESS.has(block.type)) result.wordless++;
    else if (block.type === 'web_search_result' || block.type === 'search_result') {
      texts.push([block.title, block.url].filter((part) => typeof part === 'string').join('\n'));
    } else if (block.type !== 'tool_result') result.unknown.push(wordOf(block.type).slice(0, 60));
  }
  if (texts.length > 0) result.text = texts.join('\n');
  return result;
}
