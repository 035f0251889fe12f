/** Largest file that is read as configuration or instructions, in bytes. GitHub itself refuses larger workflows. */
export const MAX_FILE_BYTES = 1 << 20;

const UTF8 = new TextDecoder('utf-8');
const UTF16LE = new TextDecoder('utf-16le');
const UTF16BE = new TextDecoder('utf-16be');

/** Text of a file, without byte-order mark, line ends as `\n`; or the reason why it is none. */
export function decode(bytes: Uint8Array): { readonly text: string } | { readonly reason: string } {
  const text = decodeBytes(bytes);
  if (text === undefined) return { reason: 'not a text file' };
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text };
}

function decodeBytes(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return UTF16LE.decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF16BE.decode(bytes);
  if (bytes.includes(0)) return undefined;
  return UTF8.decode(bytes);
}
