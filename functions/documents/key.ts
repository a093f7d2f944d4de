import type { DocumentReference } from '../../shared/base/document.ts';

/** What every key begins with; the functions' permissions end there. */
export const DOCUMENTS_PREFIX = 'documents/';

/** The form of organizations' names in tokens; a name of any other form must not become part of a path. */
const ORGANIZATION = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/**
 * Where a document's file lies: with the organization that brought it, so that nobody can refer to a file that it
 * only knows the digest of.
 * @throws on an organization whose name could lead out of its own folder
 */
export function documentKey(organization: string, { sha256 }: DocumentReference): string {
  if (!ORGANIZATION.test(organization)) throw new Error(`no organization: ${JSON.stringify(organization)}`);
  return `${DOCUMENTS_PREFIX}${organization}/${sha256}`;
}
