import type { Head, LineReader, Source, SourceContext } from '../source.ts';
import { eachDelimited, framingOf } from './framing.ts';
import { isSdkLog } from './json.ts';
import { OtlpReader } from './reader.ts';

export { OtlpReader };

const SIGNALS = [
  'resourceSpans',
  'resourceLogs',
  'resourceMetrics',
  'resource_spans',
  'resource_logs',
  'resource_metrics',
];

/**
 * OpenTelemetry in JSON: OTLP requests, one a line or one document (also a list of them), and the log records that
 * Gemini CLI writes to its `outfile`.
 */
export const otlp: Source = {
  id: 'otlp',
  recognise(head: Head): number {
    if (head.records.some((record) => SIGNALS.some((name) => Array.isArray(record[name])))) return 1;
    return head.records.some(isSdkLog) ? 0.9 : 0;
  },
  lines(context: SourceContext): LineReader {
    return new OtlpReader(context);
  },
};

/** OTLP in protobuf: one request, or the Collector's file exporter with `format: proto` (a size before each request). */
export const otlpProtobuf: Source = {
  id: 'otlp',
  recognise(head: Head): number {
    return head.records.length === 0 && framingOf(head.bytes) !== undefined ? 0.9 : 0;
  },
  document(bytes: Uint8Array, context: SourceContext): void {
    const framing = framingOf(bytes);
    if (framing === 'delimited-zstd') {
      context.skip(0, 'OTLP with zstd compression is not supported: set the file exporter’s compression to none');
      return;
    }
    const reader = new OtlpReader(context);
    if (framing === 'message') {
      reader.message(bytes, 0);
    } else {
      const rest = eachDelimited(bytes, (message, number) => reader.message(message, number));
      if (rest > 0) context.skip(0, 'the last OTLP request is cut off');
    }
    reader.end();
  },
};
