import type { LineReader, Source, SourceContext } from '../source.ts';
import { parseObject } from './recognise.ts';

/** The smallest source, for the tests of the reading: records `{"s": session, "t": time, "n": order}`. */
export const testSource: Source = {
  id: 'test',
  recognise: (head) => (head.records.some((record) => 's' in record) ? 1 : 0),
  lines(context: SourceContext): LineReader {
    let seq = 0;
    return {
      line(text, line) {
        const record = parseObject(text);
        if (record === undefined) return context.skip(line, 'not JSON');
        const time = typeof record.t === 'number' ? record.t : undefined;
        context.emit({
          kind: 'say',
          session: String(record.s),
          time,
          seq: typeof record.n === 'number' ? record.n : seq++,
          file: context.file,
          line,
          text: typeof record.text === 'string' ? record.text : undefined,
        });
      },
      end() {},
    };
  },
};
