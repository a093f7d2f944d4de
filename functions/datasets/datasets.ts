/** Endpoints of activity datasets: delivered, listed, and read by those who may see their rows. */
import * as z from 'zod';
import { fromHex, toHex } from '../../shared/base/encoding.ts';
import { DatasetId, line, OrganizationId, Sha256Hex } from '../../shared/base/field.ts';
import { Month } from '../../shared/base/month.ts';
import { Decimal } from '../../shared/base/rational.ts';
import { seal } from '../../shared/base/seal.ts';
import { datasetEntity, type Entities, keyOf, organizationEntity, read } from '../../shared/ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../../shared/ledger/rejection.ts';
import { datasetIdOf, deliveredDataset } from '../../shared/statements/activity-dataset.ts';
import {
  ACTIVITY_ROWS_MAX,
  parseActivityCsv,
  readActivityRows,
} from '../../shared/statements/activity-row.ts';
import { type ActivityContent, contentOf, rowName } from '../../shared/statements/activity-rows.ts';
import { carriers } from '../../shared/statements/carrier.ts';
import { decideDeliverDataset } from '../../shared/statements/deliver-dataset.ts';
import { DATASET_REVISIONS_MAX, PlatformName } from '../../shared/statements/facts-dataset.ts';
import { PlatformSignature } from '../../shared/statements/platform-signature.ts';
import type { DatasetState } from '../../shared/statements/states.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Paging, pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { reader } from '../http/reader.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import {
  datasetAttachments,
  findRows,
  PACKED_BYTES_MAX,
  type PackedRows,
  packRows,
  pageOfRows,
  readManifest,
} from '../ledger/dataset-rows.ts';
import { datasetsList } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { newSalt } from '../ledger/sealed.ts';
import { refusePlatformSignature } from '../ledger/signed.ts';
import { maySeeSealed } from '../units/price.ts';
import { CSV_COLUMNS, DatasetView, datasetView, RowView } from '../views/dataset.ts';

/**
 * A function takes 6 MB, in which the body is once more a text of JSON: each line end takes a byte more, each
 * quote two. That leaves room for 100,000 rows of CSV with a line end of two characters.
 */
const BODY_BYTES_MAX = 5 * 1024 * 1024;

/** Carriers and their units are asked row by row. */
const Row = z.strictObject({ meterPoint: line(64), carrier: line(40), quantity: Decimal, unit: line(20) });

const ActivityCsv = z
  .string()
  .min(1)
  .max(BODY_BYTES_MAX)
  .meta({
    description: `CSV: ${CSV_COLUMNS} in any order, or their Chinese names; month may be left out. Comma, semicolon or tab; the unit stands in each row`,
  });

const DatasetBody = named('DatasetBody', () =>
  z.strictObject({
    /** The caller's own, where it is left out; no other. */
    organization: OrganizationId.optional(),
    platform: PlatformName,
    month: Month,
    rows: z.array(Row).min(1).max(ACTIVITY_ROWS_MAX).optional(),
    csv: ActivityCsv.optional(),
    /** The platform's own, over the seal that its salt makes. */
    signature: z.strictObject({ ...PlatformSignature.shape, salt: Sha256Hex }).optional(),
  }),
);
type DatasetBody = z.infer<ReturnType<typeof DatasetBody>>;

/** The rows of a body, packed as they will lie, or what is wrong with them. */
function contentIn({
  rows,
  csv,
  month,
}: DatasetBody): (ActivityContent & { packed: PackedRows }) | Rejection {
  if ((rows === undefined) === (csv === undefined)) return reject('dataset-rows-unclear', '');
  const read = csv === undefined ? readActivityRows(rows ?? [], month) : parseActivityCsv(csv, month);
  if (isRejection(read)) return read;
  const pointer = csv === undefined ? '/rows' : '/csv';
  const content = contentOf(read);
  if (isRejection(content)) return { ...content, pointer };
  const packed = packRows(content);
  return packed.bytes > PACKED_BYTES_MAX
    ? reject('dataset-rows-too-long', pointer, { bytes: packed.bytes, most: PACKED_BYTES_MAX })
    : { ...content, packed };
}

/** The content under the platform's salt, or a fresh one. */
function prepareDelivery(body: DatasetBody) {
  const content = contentIn(body);
  const { signature: given } = body;
  const salt = given ? fromHex(given.salt) : newSalt();
  const digest = isRejection(content) ? {} : { sha256: content.sha256, bytes: content.bytes };
  const { salt: _drawn, ...signature } = given ?? {};
  return {
    content,
    digest,
    salt: toHex(salt),
    sealed: seal(digest, salt),
    signature: given && PlatformSignature.parse(signature),
  };
}

const deliverDataset = command({
  summary:
    '提交活动数据 Deliver the activity data of a month; a resend is the next revision, never a second dataset',
  action: 'dataset.deliver',
  event: 'dataset.delivered',
  body: DatasetBody,
  bodyBytesMax: BODY_BYTES_MAX,
  status: 201,
  reply: DatasetView,
  prepare: ({ body, identity }, { logOrigin }) => ({
    ...prepareDelivery(body),
    dataset: datasetIdOf(identity.org, body.platform, body.month),
    log: logOrigin,
  }),
  load: async ({ dataset, signature }, { reads }) => {
    const platform = signature ? [organizationEntity(signature.organization)] : [];
    const entities = await reads.entities([datasetEntity(dataset), ...platform]);
    return { entities, presentDigest: await presentDigest(reads, entities, dataset) };
  },
  decide: ({ entities, presentDigest: digest }, asked, context) => {
    const { body, content, sealed, signature, log } = asked;
    const { organization, platform, month } = body;
    const wanted = { organization, platform, month, content, sealed, signature, presentDigest: digest };
    const decided = decideDeliverDataset(entities, wanted, context);
    if (isRejection(decided) || !signature) return decided;
    const signed = { log, organization: context.org, platform, month, sealed };
    return refusePlatformSignature(entities, signed, signature) ?? decided;
  },
  beside: ({ facts }, _loaded, { content, digest, salt, sealed }) => {
    if (isRejection(content)) throw new Error('refused content was delivered');
    const { sha256, bytes, packed } = content;
    return {
      private: { salt, facts: digest },
      attachments: datasetAttachments(facts, packed, { sha256, bytes, salt, sealed }),
    };
  },
  view: (event) => {
    const { dataset, revision } = event.facts;
    return { json: datasetView(dataset, deliveredDataset(event)), etag: revision };
  },
});

/** The digest of the revision that is there, so that the same rows aren't one more. */
async function presentDigest(
  reads: LedgerReads,
  entities: Entities,
  dataset: string,
): Promise<string | undefined> {
  const present = read(entities, datasetEntity(dataset))?.state;
  return present && (await readManifest(reads, { dataset, revision: present.revision }))?.sha256;
}

const listDatasets = pager({
  summary:
    '活动数据集列表 Datasets of an organization, by default of the caller’s own, in order of their months',
  action: 'dataset.read',
  query: z.strictObject({ ...Paging.shape, organization: OrganizationId.optional() }),
  item: DatasetView,
  page: ({ query, identity }, { reads }) => {
    const { organization = identity.org, limit, cursor } = query;
    return reads.list<DatasetState>(datasetsList(organization), limit, cursor);
  },
  view: ({ entity, state }) => datasetView(keyOf(entity), state),
});

const DatasetPath = z.strictObject({ id: DatasetId });

const readDataset = reader({
  summary: '查询活动数据集 Read a dataset; its digest to those who may see its rows',
  action: 'dataset.read',
  opens: 'dataset-rows.read',
  path: DatasetPath,
  reply: DatasetView,
  find: async ({ path }, { reads }) => {
    const { state } = await requireEntity(reads, datasetEntity(path.id));
    return { state, version: state.revision };
  },
  view: async ({ state }, { path, identity }, { reads }) => {
    const { organization, revision } = state;
    const shown = maySeeSealed(identity, 'dataset-rows.read', [organization])
      ? await readManifest(reads, { dataset: path.id, revision })
      : undefined;
    return datasetView(path.id, state, shown);
  },
});

const listRows = pager({
  summary: '活动数据明细 Rows of a dataset, of its latest revision or an earlier one, or of one meter point',
  action: 'dataset-rows.read',
  path: DatasetPath,
  query: z.strictObject({
    ...Paging.shape,
    revision: wholeParameter(DATASET_REVISIONS_MAX).optional(),
    meterPoint: line(64).optional(),
  }),
  item: RowView,
  of: async ({ path: { id: dataset }, query, identity }, { reads }) => {
    const { state } = await requireEntity(reads, datasetEntity(dataset));
    if (!maySeeSealed(identity, 'dataset-rows.read', [state.organization])) throw new Problem('forbidden');
    const { revision = state.revision } = query;
    const manifest = await readManifest(reads, { dataset, revision });
    if (!manifest) throw notFound(String(revision), 'revision');
    return { at: { dataset, revision }, manifest };
  },
  page: async ({ query: { meterPoint, limit, cursor }, of: { at, manifest } }, { reads }) => {
    if (meterPoint === undefined) return pageOfRows(reads, at, manifest, limit, cursor);
    const names = [...carriers.keys()].map((carrier) => rowName({ meterPoint, carrier }));
    const found = await findRows(reads, at, manifest, names);
    return { items: names.flatMap((name) => found.get(name) ?? []) };
  },
  view: (row) => row,
});

export const datasetEndpoints: Endpoints = {
  'POST /v1/activity-datasets': deliverDataset,
  'GET /v1/activity-datasets': listDatasets,
  'GET /v1/activity-datasets/{id}': readDataset,
  'GET /v1/activity-datasets/{id}/rows': listRows,
};
