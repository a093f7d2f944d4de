/**
 * Storage errors of DynamoDB Local. It answers a write with success even when SQLite couldn't store it (seen
 * with version 1.25.1 on a full disk: 3 of 279 acknowledged writes were lost), and only prints an exception.
 */

/** SQLite's result codes (sqlite.org/rescode.html); an extended code has its primary one in the low byte. */
const SQLITE_EXCEPTION = /\bSQLiteException: \[(\d+)\][^\n]*/;
/** SQLITE_CONSTRAINT is an answer, not a fault: the statement was refused, with nothing to be stored. */
const SQLITE_CONSTRAINT = 19;
const OTHER = /\bjava\.(?:io\.IOException: No space left on device|lang\.OutOfMemoryError)[^\n]*/;

/** The storage failure reported in a piece of DynamoDB Local's output, or undefined. */
export function storageErrorIn(output: string): string | undefined {
  const [exception, code] = SQLITE_EXCEPTION.exec(output) ?? [];
  if (exception && (Number(code) & 0xff) !== SQLITE_CONSTRAINT) return exception.trim();
  return OTHER.exec(output)?.[0].trim();
}
