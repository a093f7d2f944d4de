/**
 * Holders of a like name: the registry names them when it registers somebody, and the import passes this on.
 */
import type { Findings, Place } from '../findings.ts';
import type { Organization } from './sink-registry.ts';

/** Where a file names an organization. */
export interface NamedAt {
  file: string;
  at: Place;
}

/** The wording is the registry's, in the client's language. */
export function warnOfAlike(
  { warnings = [] }: Organization,
  findings: Findings,
  { file, at }: NamedAt,
): void {
  for (const { detail } of warnings) findings.warn(file, at, { zh: detail, en: detail });
}
