/** Lambda: the files that events refer to. Clients send and fetch them at the store, by presigned URLs. */
import * as z from 'zod';
import { DocumentReference } from '../shared/base/document.ts';
import {
  AgreementId,
  ClaimId,
  ContractId,
  OrganizationId,
  ParcelId,
  ProjectId,
  ReportId,
  Sha256Hex,
  StatementId,
} from '../shared/base/field.ts';
import { filedIn } from './documents/filed.ts';
import { publishedEndpoints } from './documents/published.ts';
import { theDocuments } from './documents/store.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { notFound } from './http/require-entity.ts';

const uploadDocument = endpoint({
  summary: '取得文件上传地址 Get the address to upload a document to',
  action: 'document.upload',
  body: () => DocumentReference,
  status: 200,
  reply: () =>
    z.strictObject({
      document: DocumentReference,
      /** True when the file is stored already; then nothing has to be sent. */
      stored: z.boolean(),
      /** PUT the file's bytes to `url` with exactly these `headers`, before `expires`. */
      upload: z
        .strictObject({ url: z.string(), headers: z.record(z.string(), z.string()), expires: z.string() })
        .optional(),
    }),
  run: async ({ body: document, identity }) => {
    const documents = theDocuments();
    if (await documents.stored(identity.org, document)) return { json: { document, stored: true } };
    return { json: { document, stored: false, upload: await documents.uploadUrl(identity.org, document) } };
  },
});

const SUBJECTS = [
  ParcelId,
  AgreementId,
  ProjectId,
  ReportId,
  ContractId,
  StatementId,
  ClaimId,
  OrganizationId,
] as const;

const readDocument = endpoint({
  summary: '取得文件下载地址 Get the address to download a document from',
  action: 'document.read',
  path: z.strictObject({ sha256: Sha256Hex }),
  query: z.strictObject({
    /**
     * The parcel, agreement, project, monitoring report, power contract, emission statement or claim in which
     * the document is filed, or the verification body whose accreditation rests on it.
     */
    of: z.union(SUBJECTS, {
      error:
        'must be the id of a parcel, agreement, project, report, contract, statement, claim or verification body; 须为地块、协议、项目、报告、合同、排放声明、声明或核查机构的标识',
    }),
  }),
  status: 200,
  reply: () => z.strictObject({ document: DocumentReference, url: z.string(), expires: z.string() }),
  run: async ({ path, query, identity, grant }, { reads }) => {
    const subject = await filedIn(reads, query.of);
    const entitled = grant.scope === 'any' || subject?.parties.has(identity.org);
    const filed = subject?.documents.find(({ sha256 }) => sha256 === path.sha256);
    // A stranger learns not even that the document exists.
    if (!entitled || !filed) throw notFound(path.sha256, 'sha256');
    const { organization, ...document } = filed;
    return { json: { document, ...(await theDocuments().downloadUrl(organization, document)) } };
  },
});

export const endpoints: Endpoints = {
  ...publishedEndpoints,
  'POST /v1/documents': uploadDocument,
  'GET /v1/documents/{sha256}': readDocument,
};

export const handler = handlerOf(endpoints);
