/** Numbers of other registries (serials, certificates, codes) as people and their programs write them. */
import { Standard, standardRow } from '../sinks/standard.ts';
import type { InstrumentCode } from './instrument.ts';

/** Characters that word processors, input methods and spreadsheets put for a hyphen; NFKC misses these. */
const DASHES = /[\p{Pd}\u02d7\u2043\u2212]/gu;
/** Sentence marks and quotes that a number took along from its source text; brackets may be its own. */
const AROUND = /^[\s'"`’‘“”.,;:、。·…-]+|[\s'"`’‘“”.,;:!?、。·…-]+$/gu;

/**
 * The form by which a number is known: full-width forms, any dash, case, spaces and surrounding marks make no
 * difference. The text itself stays as given; only keys and comparisons use this form.
 */
export function plainNumber(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(DASHES, '-').replaceAll(/\s+/gu, '').toUpperCase();
  return plain.replaceAll(AROUND, '') || plain;
}

/**
 * The form by which a registry's project, contract or facility code is known: as `plainNumber`, and with one
 * hyphen for any space or underscore, and none between a letter and a digit (`VCS-777`, `vcs 777` and
 * `VCS777` are one; `1-11` and `11-1` aren't).
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
 * numbers its projects, the number alone counts, with or without letters before it, under whichever standard
 * it is imported.
 */
export function registrationName(registry: Standard | InstrumentCode, code: string): string {
  const plain = plainCode(code);
  const [, letters = registry, number] = NUMBERED.exec(plain) ?? [];
  const isNumbered =
    number !== undefined && numbered.some((each) => each === letters) && Standard.safeParse(registry).success;
  return isNumbered ? `${letters}/${letters}${number}` : `${registry}/${plain}`;
}
