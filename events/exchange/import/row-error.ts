/** Errors that concern one row of an input file, as against those that end the whole import. */

import type { Words } from '../../../shared/base/words.ts';
import type { Place } from '../findings.ts';
import { RefusedError } from '../refused.ts';
import type { Row } from '../table.ts';
import { type Places, placeIn } from './places.ts';
import { refusalWords } from './refusal-words.ts';

/** A row that can't be imported as it stands; the import goes on. */
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

/** The column of a request's member, by the files' names for it. */
const COLUMNS_OF: Places = [
  [/^#\/name/, 'name', 'Name'],
  [/^#\/methodology/, 'methodology', 'Methodology'],
  [/^#\/(category|type)/, 'type', 'Project Type'],
  [/^#\/country/, 'Country/Area'],
  [/^#\/developer/, 'developer'],
  [/^#\/origin\/code/, 'project_id', 'ID'],
  [/^#\/origin\/status/, 'status'],
  [/^#\/vintage/, 'vintage', 'Vintage Start'],
  [/^#\/quantity/, 'issued', 'Quantity Issued'],
  [/^#\/items/, 'retired', 'Quantity Issued'],
  [/^#\/foreign\/serial/, 'serial', 'Serial Number'],
  [/^#\/foreign\/issuedOn/, 'issued_on', 'Issuance Date'],
  [/^#\/foreign\/retiredOn/, 'retired_on', 'Retirement/Cancellation Date'],
  [/^#\/foreign\/details/, 'Retirement Details'],
  [/^#\/beneficiary/, 'beneficiary', 'Retirement Beneficiary'],
  [/^#\/reason/, 'reason', 'Retirement Reason'],
];

/** The cell of the first pointer that has one. */
export const placeOf = (row: Row<string>, pointers: readonly string[]): Place | undefined =>
  placeIn(row, COLUMNS_OF, pointers);

/**
 * A refusal by the registry is its row's error.
 * @throws an error that concerns all rows: the registry can't be reached, or doesn't let us in
 */
export function errorOfRow(error: unknown, row: Row<string>): RowError {
  return errorAt(error, (pointers) => placeOf(row, pointers));
}

/**
 * The same, for a row whose places the caller knows by the pointers that the registry names.
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
