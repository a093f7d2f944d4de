/** Numbers of other registries: serials and certificate numbers, as people and their programs write them. */

/** What word processors, input methods and spreadsheets put for a hyphen, besides what NFKC knows. */
const DASHES = /[\p{Pd}\u02d7\u2043\u2212]/gu;
/** Sentence marks and quotes that a number carried along from the text it was copied from; brackets may be its own. */
const AROUND = /^[\s'"`’‘“”.,;:、。·…-]+|[\s'"`’‘“”.,;:!?、。·…-]+$/gu;

/**
 * The number by which a thing is known, however it is written: full-width forms, any dash, case, spaces and the marks
 * around it make no other number. The text itself stays as it was given; only keys and comparisons are of this form.
 */
export function plainNumber(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(DASHES, '-').replaceAll(/\s+/gu, '').toUpperCase();
  return plain.replaceAll(AROUND, '') || plain;
}
