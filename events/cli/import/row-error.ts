/** Errors that concern one row of an input file, as against those that end the whole import. */
import { RefusedError } from '../api-client.ts';
import type { Words } from '../words.ts';
import type { Place } from './findings.ts';
import { refusalWords } from './refusal-words.ts';
import type { Row } from './table.ts';

/** A row that can't be imported as it stands; the rest goes on. */
export class RowError extends Error {
  readonly words: Words;
  /** The cell at fault, where it is known. */
  readonly at: Place | undefined;
  constructor(words: Words, at?: Place) {
    super(words.en);
    this.words = words;
    this.at = at;
  }
}

/** Which column a member of a request comes from. */
const COLUMN_OF: readonly [RegExp, string][] = [
  [/^#\/name/, 'name'],
  [/^#\/methodology/, 'methodology'],
  [/^#\/(category|type)/, 'type'],
  [/^#\/developer/, 'developer'],
  [/^#\/origin\/code/, 'project_id'],
  [/^#\/origin\/status/, 'status'],
  [/^#\/vintage/, 'vintage'],
  [/^#\/quantity/, 'issued'],
  [/^#\/items/, 'retired'],
  [/^#\/foreign\/serial/, 'serial'],
  [/^#\/foreign\/issuedOn/, 'issued_on'],
  [/^#\/foreign\/retiredOn/, 'retired_on'],
  [/^#\/beneficiary/, 'beneficiary'],
  [/^#\/reason/, 'reason'],
];

function placeOf(row: Row<string>, pointers: readonly string[]): Place | undefined {
  for (const pointer of pointers) {
    const column = COLUMN_OF.find(([pattern]) => pattern.test(pointer))?.[1];
    if (column !== undefined && row.cells[column]) return row.cells[column];
  }
  return undefined;
}

/**
 * What the registry refuses is its row's error.
 * @throws the error itself where it is everyone's: the registry can't be reached, or doesn't let us in
 */
export function errorOfRow(error: unknown, row: Row<string>): RowError {
  return errorAt(error, (pointers) => placeOf(row, pointers));
}

/**
 * The same, of a row whose places the caller knows by the pointers that the registry names.
 * @throws as errorOfRow
 */
export function errorAt(
  error: unknown,
  placeOfPointers: (pointers: readonly string[]) => Place | undefined,
): RowError {
  if (error instanceof RowError) return error;
  if (!(error instanceof RefusedError) || error.status === 401 || isForbidden(error)) throw error;
  return new RowError(refusalWords(error), placeOfPointers(error.pointers));
}

/** Our role lacks the grant, or the gateway turned us away; other 403s are rules of the domain. */
const isForbidden = ({ status, kind }: RefusedError) =>
  status === 403 && (kind === 'forbidden' || kind === '');
