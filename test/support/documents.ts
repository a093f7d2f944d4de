/** Files for tests that refer to them: in the local S3, sent as a client sends them. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { theDocuments } from '../../functions/documents/store.ts';
import { CREDENTIALS, REGION } from '../../infra/local/place.ts';
import { startS3 } from '../../infra/local/s3/s3.ts';
import { openTemplate } from '../../infra/local/template/template.ts';
import type { DocumentReference } from '../../shared/base/document.ts';
import { agreementTerms } from './agreements.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probes.ts';
import { must, type Scene } from './scene.ts';

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
  const response = await fetch(url, { method: 'PUT', body: file, headers });
  if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
  return document;
}

export const documentProbes: Record<string, Make> = {
  'POST /v1/documents': () => ({
    request: 'POST /v1/documents',
    body: { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 10 },
  }),
  'GET /v1/documents/{sha256}': async (scene, api) => {
    const body = await agreementTerms(scene);
    const { id } = await must(api, 'POST /v1/agreements', scene.developer.caller, body);
    return { request: `GET /v1/documents/${body.document.sha256}?of=${id}`, owner: scene.buyer.id };
  },
};

export const documentBodies = ({ developer }: Scene): BodyCase[] => [
  {
    name: 'document',
    request: 'POST /v1/documents',
    caller: developer.caller,
    body: { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 10 },
    fields: { '/sha256': 'name', '/mediaType': 'name', '/bytes': 'count' },
  },
];
