/** Files for tests that refer to them: in the local S3, sent as a client sends them. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { theDocuments } from '../../../functions/documents/store.ts';
import { CREDENTIALS, REGION } from '../../../infra/local/place.ts';
import { startS3 } from '../../../infra/local/s3/s3.ts';
import { openTemplate } from '../../../infra/local/template/template.ts';
import type { DocumentReference } from '../../../shared/base/document.ts';

let started: Promise<void> | undefined;

/** The S3 of this process, at which its functions look from then on. */
export function startDocuments(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  const folder = mkdtempSync(join(inject('temporaryFolder'), 'documents-'));
  const resources = { Files: { Type: 'AWS::S3::Bucket', Properties: {} } };
  const { endpoint } = await startS3(openTemplate({ parameters: {}, resources }, {}), folder);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: endpoint,
    DOCUMENTS_BUCKET: 'files',
    RESULTS_BUCKET: 'files',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  });
}

/** A document that the organization has uploaded; its text is its own where none is given. */
export async function storedDocument(
  organization: string,
  text: string = randomUUID(),
): Promise<DocumentReference> {
  await startDocuments();
  const file = Buffer.from(text);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const document: DocumentReference = { sha256, mediaType: 'application/pdf', bytes: file.length };
  const { url, headers } = await theDocuments().uploadUrl(organization, document);
  // A connection of its own: the work of a comment holds up this process, client and server, until the server
  // has given up a kept one that the client still takes for open.
  const response = await fetch(url, {
    method: 'PUT',
    body: file,
    headers: { ...headers, connection: 'close' },
  });
  if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
  return document;
}
