/** Who is there under a like name already: the registry says it when it registers somebody, and whoever imports is told. */
import type { Findings, Place } from './findings.ts';
import type { Organization } from './sink-registry.ts';

/** Where a file names an organization. */
export interface NamedAt {
  file: string;
  at: Place;
}

/** The words are the registry's, in the language that the client asked for. */
export function warnOfAlike(
  { warnings = [] }: Organization,
  findings: Findings,
  { file, at }: NamedAt,
): void {
  for (const { detail } of warnings) findings.warn(file, at, { zh: detail, en: detail });
}
