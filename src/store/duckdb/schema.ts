/**
 * The tables, as the steps that lead from each version to the next: the first step makes version 1 out of nothing. A step
 * that was released is never changed; what comes later is a new one.
 *
 * `event` is in the order of arrival. Names of sessions, tools and artifacts stand once, in tables of their own; `kind`,
 * `channel`, `how`, `mode` and `purpose` are the numbers of codes.ts; 0 is "none" everywhere.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // ingests: how many were completed. in_order: the events lie in the order in which they are to be read.
    'CREATE TABLE cordon (schema_version INTEGER, ingests INTEGER, in_order BOOLEAN, last_key DOUBLE)',
    'INSERT INTO cordon VALUES (0, 0, true, NULL)',
    // The events of an input are those of the ingest that it names.
    `CREATE TABLE input (file INTEGER, ingest INTEGER, place VARCHAR, path VARCHAR, source VARCHAR, bytes DOUBLE,
      modified DOUBLE, reader VARCHAR)`,
    'CREATE TABLE skipped (file VARCHAR, line DOUBLE, reason VARCHAR, count DOUBLE)',
    'CREATE TABLE hint (text VARCHAR)',
    'CREATE TABLE session (id INTEGER, name VARCHAR)',
    'CREATE TABLE tool (id INTEGER, name VARCHAR)',
    `CREATE TABLE artifact (id INTEGER, channel UTINYINT, scope VARCHAR, key VARCHAR, version VARCHAR,
      immutable BOOLEAN, private BOOLEAN)`,
    // key: the time by which the event is ordered; one without time has it too. text: for a call its arguments, for a
    // session what is known of it, as JSON.
    `CREATE TABLE event (ingest INTEGER, key DOUBLE, time DOUBLE, seq DOUBLE, file INTEGER, line DOUBLE,
      session INTEGER, kind UTINYINT, channel UTINYINT, artifact INTEGER, how UTINYINT, mode UTINYINT, purpose UTINYINT,
      tool INTEGER, call VARCHAR, hash VARCHAR, text VARCHAR, removed VARCHAR, input DOUBLE, output DOUBLE)`,
  ],
  // time: milliseconds since the epoch.
  ['CREATE TABLE verdict (session VARCHAR, behaviour VARCHAR, verdict VARCHAR, reason VARCHAR, time DOUBLE)'],
];

export const SCHEMA_VERSION = MIGRATIONS.length;
