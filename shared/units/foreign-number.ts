/** Numbers of other registries (serials, certificates, codes) as people and their programs write them. */
import { Standard, standardRow } from '../sinks/standard.ts';
import type { InstrumentCode } from './instrument.ts';

/** Characters that word processors, input methods and spreadsheets put for a hyphen; NFKC misses these. */
const DASHES = /[\p{Pd}\u02d7\u2043\u2212]/gu;
/**
 * Sentence marks and quotes around a number in its source text. Brackets stay: they may be the number's own.
 */
const AROUND = /^[\s'"`’‘“”.,;:、。·…-]+|[\s'"`’‘“”.,;:!?、。·…-]+$/gu;

/**
 * The form in which numbers are compared: full-width forms, kinds of dash, case, spaces and surrounding marks
 * make no difference. Keys use it too; the text itself is kept as given.
 */
export function plainNumber(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(DASHES, '-').replaceAll(/\s+/gu, '').toUpperCase();
  return plain.replaceAll(AROUND, '') || plain;
}

/**
 * The form in which codes of projects, contracts and facilities are compared: `plainNumber`, with one hyphen
 * for any space or underscore and none between a letter and a digit. So `VCS-777`, `vcs 777` and `VCS777` are
 * one code; `1-11` and `11-1` are two.
 */
export const plainCode = (code: string): string =>
  plainNumber(code.normalize('NFKC').replaceAll(/(?<=\S)[\s_]+(?=\S)/gu, '-'))
    .replaceAll(/-+/gu, '-')
    .replaceAll(/(?<=\p{L})-(?=\p{Nd})|(?<=\p{Nd})-(?=\p{L})/gu, '');

/** The standards whose registries number projects, and the form of a number, with its letters or without. */
const numbered = Standard.options.filter((standard) => standardRow(standard).numbered);
const NUMBERED = new RegExp(`^(${numbered.join('|')})?0*(\\d+)$`);

/**
 * Registry and code of a project, a contract or a facility as one text, unique to each. Where a registry
 * numbers its projects, only the number counts: letters before it may be left out, and the standard under
 * which the project is imported makes no difference.
 */
export function registrationName(registry: Standard | InstrumentCode, code: string): string {
  const plain = plainCode(code);
  const [, letters = registry, number] = NUMBERED.exec(plain) ?? [];
  const isNumbered =
    number !== undefined && numbered.some((each) => each === letters) && Standard.safeParse(registry).success;
  return isNumbered ? `${letters}/${letters}${number}` : `${registry}/${plain}`;
}
