/** A document store for tests of order, which mock the real one by this module: it has every document. */
import { createHash, randomUUID } from 'node:crypto';
import type { DocumentReference } from '../../../shared/base/document.ts';

export const store = { theDocuments: () => ({ stored: async () => true }) };

export const documents = {
  storedDocument: async (_organization: string, text: string = randomUUID()): Promise<DocumentReference> => ({
    sha256: createHash('sha256').update(text).digest('hex'),
    mediaType: 'application/pdf',
    bytes: Buffer.byteLength(text),
  }),
};
