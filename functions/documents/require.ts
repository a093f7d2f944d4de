/** Documents that a request refers to: uploaded by the caller's own organization before any commit. */
import type { DocumentReference } from '../../shared/base/document.ts';
import { RejectedError } from '../ledger/refused.ts';
import { theDocuments } from './store.ts';

/**
 * @param documents each with the JSON pointer at which the request names it
 * @throws RejectedError `document-not-stored`, at the first that isn't stored with that digest and size
 */
export async function requireDocuments(
  organization: string,
  documents: readonly (readonly [pointer: string, document: DocumentReference])[],
): Promise<void> {
  const stored = await Promise.all(
    documents.map(([, document]) => theDocuments().stored(organization, document)),
  );
  const missing = stored.indexOf(false);
  if (missing < 0) return;
  const [pointer, { sha256 }] = documents[missing]!;
  throw new RejectedError({ rejected: 'document-not-stored', pointer, seen: { sha256 } });
}
