export { openDuckDbLog } from './duckdb/log.ts';
export type { EventLog, LoggedInput } from './event-log.ts';
