import type { StoreDeed, StoredRecord } from './deed.ts';
import { asText, content, contentHash, fold, isRecord, number, structured, text, unfolded, value } from './fields.ts';
import type { SpanRecord } from './records.ts';

const MAX_RECORDS = 10_000;

/** What a memory operation (`create_memory`, `search_memory`, ...) tells. */
export function memoryDeed(span: SpanRecord, operation: string, hashKey: string | undefined): StoreDeed {
  const { attributes } = span;
  const does = operation === 'search_memory' ? 'read' : operation === 'delete_memory' ? 'delete' : 'write';
  const records = recordsOf(structured(content(attributes.get('gen_ai.memory.records'))), hashKey);
  const id = text(attributes, 'gen_ai.memory.record.id');
  if (records.length === 0 && id !== undefined) records.push({ id });
  if (records.length === 1 && id !== undefined) records[0]!.id ??= id;
  const store = text(attributes, 'gen_ai.memory.store.id', 'gen_ai.memory.store.name');
  const deed: StoreDeed = { kind: 'store', operation, does, store, records, failed: span.failed };
  const count = number(attributes, 'gen_ai.memory.record.count');
  if (count !== undefined) deed.count = count;
  return completed(deed, span, text(attributes, 'gen_ai.memory.query.text'));
}

/** What a search of an index tells (`retrieval`, OpenInference's `RETRIEVER`). */
export function retrievalDeed(span: SpanRecord, hashKey: string | undefined): StoreDeed {
  const { attributes } = span;
  const found =
    structured(content(value(attributes, 'gen_ai.retrieval.documents', 'retrieval.documents'))) ??
    unfolded(fold(attributes, 'retrieval.documents.'));
  const deed: StoreDeed = {
    kind: 'store',
    operation: 'retrieval',
    does: 'read',
    store: text(attributes, 'gen_ai.data_source.id'),
    records: recordsOf(found, hashKey),
    failed: span.failed,
  };
  return completed(deed, span, text(attributes, 'gen_ai.retrieval.query.text', 'input.value'));
}

function completed(deed: StoreDeed, span: SpanRecord, query: string | undefined): StoreDeed {
  const { attributes } = span;
  const asked = content(query);
  const tool = text(attributes, 'gen_ai.tool.name');
  const call = text(attributes, 'gen_ai.tool.call.id');
  const input = structured(content(attributes.get('gen_ai.tool.call.arguments')));
  if (typeof asked === 'string') deed.query = asked;
  if (tool !== undefined) deed.tool = tool;
  if (call !== undefined) deed.call = call;
  if (input !== undefined) deed.input = input;
  return deed;
}

function recordsOf(found: unknown, hashKey: string | undefined): StoredRecord[] {
  const list = Array.isArray(found) ? found : isRecord(found) ? [found] : [];
  const records: StoredRecord[] = [];
  for (const item of list.slice(0, MAX_RECORDS)) {
    if (typeof item === 'string') {
      records.push({ text: item });
      continue;
    }
    if (!isRecord(item)) continue;
    const fields = isRecord(item.document) ? item.document : item;
    const record: StoredRecord = {};
    const id = fields.id ?? fields.record_id ?? fields.document_id;
    if (typeof id === 'string' || typeof id === 'number') record.id = String(id);
    const body = fields.content ?? fields.text ?? fields.page_content ?? fields.memory;
    if (body !== undefined && body !== null) record.text = asText(body);
    const hash = hashKey === undefined ? undefined : contentHash(fields[hashKey]);
    if (hash !== undefined) record.hash = hash;
    records.push(record);
  }
  return records;
}
