import type { DocumentReference } from '../../shared/base/document.ts';

/** Prefix of every key; the functions' permissions are limited to it. */
export const DOCUMENTS_PREFIX = 'documents/';

/** The form of organizations' names in tokens; a name of any other form must not become part of a path. */
const ORGANIZATION = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/**
 * The key of a document's file, under the organization that brought it, so that nobody can refer to a file of
 * which it knows only the digest.
 * @throws on an organization whose name could lead out of its own folder
 */
export function documentKey(organization: string, { sha256 }: DocumentReference): string {
  if (!ORGANIZATION.test(organization)) throw new Error(`no organization: ${JSON.stringify(organization)}`);
  return `${DOCUMENTS_PREFIX}${organization}/${sha256}`;
}
