import { pieces, shorten } from '../lib/text.ts';

/** Text from a transcript: always text, with the characters that a reader would not see written out. */
export function Raw({ text }: { text: string }) {
  const parts = pieces(text);
  if (parts.every((piece) => !piece.escape)) return text;
  let offset = 0;
  return (
    <>
      {parts.map((piece) => {
        const key = offset;
        offset += piece.text.length;
        return piece.escape ? (
          <bdi key={key} className="escape" title="A character that cannot be seen, written out">
            {piece.text}
          </bdi>
        ) : (
          <bdi key={key}>{piece.text}</bdi>
        );
      })}
    </>
  );
}

const NAME = 100;

/** A name that telemetry gives (an id, a path, an agent): on one line, and of at most `length` characters. */
export function Name({ text, length = NAME }: { text: string; length?: number }) {
  return <Raw text={shorten(text.replaceAll('\n', '\\n').replaceAll('\t', '\\t'), length)} />;
}
