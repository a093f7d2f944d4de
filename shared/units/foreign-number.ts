/** Numbers of other registries: serials, certificate numbers and codes, as people and their programs write them. */
import { Standard, standardRow } from '../sinks/standard.ts';
import type { InstrumentCode } from './instrument.ts';

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

/**
 * The code by which a project, a contract or a facility is known in its registry, however it is written: as
 * `plainNumber`, and with one hyphen for any space or underscore, and none between a letter and a digit (`VCS-777`,
 * `vcs 777` and `VCS777` are one; `1-11` and `11-1` aren't).
 */
export const plainCode = (code: string): string =>
  plainNumber(code.normalize('NFKC').replaceAll(/(?<=\S)[\s_]+(?=\S)/gu, '-'))
    .replaceAll(/-+/gu, '-')
    .replaceAll(/(?<=\p{L})-(?=\p{Nd})|(?<=\p{Nd})-(?=\p{L})/gu, '');

/** The standards whose registries number projects, and a number of one of them, with its letters or without. */
const numbered = Standard.options.filter((standard) => standardRow(standard).numbered);
const NUMBERED = new RegExp(`^(${numbered.join('|')})?0*(\\d+)$`);

/**
 * Registry and code of a project, a contract or a facility, one text for each. A project of a registry that
 * numbers them is known by its number, with or without the letters before it, and as whichever standard it is brought in.
 */
export function registrationName(registry: Standard | InstrumentCode, code: string): string {
  const plain = plainCode(code);
  const [, letters = registry, number] = NUMBERED.exec(plain) ?? [];
  const isNumbered =
    number !== undefined && numbered.some((each) => each === letters) && Standard.safeParse(registry).success;
  return isNumbered ? `${letters}/${letters}${number}` : `${registry}/${plain}`;
}
