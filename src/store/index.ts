export { openDuckDbLog } from './duckdb/log.ts';
export type { EventLog, Ingest, LoggedInput, Remarks } from './event-log.ts';
