/** Lambda: the inventory of resource parcels. Only the registrant and supervision can see a parcel. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { freeText, OrganizationId, ParcelId } from '../../shared/base/field.ts';
import { BannerCode } from '../../shared/land/banner.ts';
import { strayOf } from '../../shared/land/banner-outlines.ts';
import { LAND_TYPES, SURVEY_DATUMS } from '../../shared/land/facts.ts';
import { decideRegisterParcel, decideWithdrawParcel } from '../../shared/land/register-parcel.ts';
import type { ParcelState } from '../../shared/land/states.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { organizationEntity, parcelEntity, read } from '../../shared/ledger/entity.ts';
import { requireDocuments } from '../documents/require.ts';
import { command, moved } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Paging, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { filteredPage } from '../ledger/filtered-page.ts';
import { parcelBoundaryKey, parcelsList } from '../ledger/keys.ts';
import { unpackText } from '../ledger/packed.ts';
import { addTo } from '../ledger/stored.ts';
import { ParcelView, parcelView } from '../views/parcel.ts';
import { packBoundary, readSurvey, requireSound } from './survey.ts';

const ParcelPath = z.strictObject({ id: ParcelId });

/** Room for the most detailed boundary (POSITIONS_MAX) in the longest numbers, possibly indented. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

const RegisterParcelBody = named('RegisterParcelBody', () =>
  z.strictObject({
    name: freeText(200),
    type: z.enum(LAND_TYPES),
    banner: BannerCode,
    holder: OrganizationId,
    boundary: z
      .unknown()
      .meta({
        type: 'object',
        description: 'GeoJSON Polygon or MultiPolygon (RFC 7946), at least 6 decimals',
      })
      .transform(readSurvey),
    title: DocumentReference,
    convertedFrom: z.enum(SURVEY_DATUMS).optional().meta({
      description:
        '边界由何种偏移坐标换算而来 the shifted datum (GCJ-02, BD-09) of the survey, from which the boundary was converted',
    }),
  }),
);

const registerParcel = command({
  summary: '地块入库 Register a parcel',
  action: 'parcel.register',
  event: 'parcel.registered',
  body: RegisterParcelBody,
  bodyBytesMax: BODY_BYTES_MAX,
  status: 201,
  reply: ParcelView,
  prepare: ({ body: { boundary: survey, ...rest } }) => {
    const { boundary, text, digest, areaSquareMetres } = requireSound(survey);
    const stray = strayOf(boundary, rest.banner);
    const parcel = { ...rest, areaSquareMetres, boundary: digest, ...(stray && { stray }) };
    return { parcel, bytes: packBoundary(text) };
  },
  load: async ({ parcel }, { reads, id, org }) => ({
    entities: await reads.entities([
      organizationEntity(org),
      organizationEntity(parcel.holder),
      parcelEntity(deriveId('l', id)),
    ]),
  }),
  decide: ({ entities }, { parcel }, context) => decideRegisterParcel(entities, parcel, context),
  beside: (_draft, _loaded, { bytes }, { id }) => ({
    attachments: [{ key: parcelBoundaryKey(deriveId('l', id)), bytes }],
  }),
  confirm: ({ identity, parcel }) => requireDocuments(identity.org, [['/title', parcel.title]]),
  view: ({ by, facts: { parcel, ...state } }) => ({
    json: parcelView(parcel, 1, { ...state, registrant: by.org, status: 'surveyed' }),
    etag: 1,
  }),
});

const withdrawParcel = command({
  summary:
    '撤回地块：仅禁止今后使用，已用于项目的不受影响 Withdraw a parcel: bars future use; projects that have it keep it',
  action: 'parcel.withdraw',
  event: 'parcel.withdrawn',
  path: ParcelPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), status: z.string(), version: z.int(), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => {
    const parcel = parcelEntity(path.id);
    const entities = await reads.entities([parcel]);
    const registrant = read(entities, parcel)?.state.registrant;
    if (registrant === undefined) return { entities, kept: [] };
    const kept = organizationEntity(registrant);
    addTo(entities, await reads.entities([kept]));
    return { entities, kept: [kept] };
  },
  decide: ({ entities }, { path, body }, context) =>
    decideWithdrawParcel(entities, { parcel: path.id, reason: body.reason }, context),
  // A reservation by the registrant keeps the same entity, so that the two never miss each other.
  counted: (_draft, { kept }) => ({ kept }),
  view: (event) => moved(event, { id: event.facts.parcel, status: 'withdrawn' }),
});

/** The parcel, for those who may see it; to a stranger it is not found. */
const findParcel = byId(parcelEntity, ({ registrant }, organization) => registrant === organization);

const readParcel = reader({
  summary: '查询地块 Read a parcel',
  action: 'parcel.read',
  path: ParcelPath,
  reply: ParcelView,
  find: findParcel,
  view: entityView(parcelView),
});

const readBoundary = endpoint({
  summary: "地块边界 A parcel's boundary, as a GeoJSON Feature",
  action: 'parcel.read',
  path: ParcelPath,
  status: 200,
  reply: 'application/geo+json',
  run: async (asked, { reads }) => {
    const { path } = asked;
    const { state } = await findParcel(asked, { reads });
    const [item] = await reads.items([parcelBoundaryKey(path.id)]);
    if (!item) throw new Error(`parcel ${path.id} has no boundary`);
    const { name, type, banner, holder, areaSquareMetres, convertedFrom } = state;
    const properties = {
      name,
      type,
      banner,
      holder,
      areaSquareMetres,
      ...(convertedFrom && { convertedFrom }),
    };
    const members = JSON.stringify({ type: 'Feature', id: path.id, properties });
    // The boundary's text as stored, so that anyone can compute its digest.
    const text = `${members.slice(0, -1)},"geometry":${unpackText(item.bytes as Uint8Array)}}`;
    return { headers: { etag: `"${state.boundary}"` }, text };
  },
});

const listParcels = pager({
  summary: '旗县区地块列表 Parcels of a banner; a developer sees its own',
  action: 'parcel.read',
  query: Paging.extend({ banner: BannerCode, type: z.enum(LAND_TYPES).optional() }),
  item: ParcelView,
  page: ({ query: { banner, type, limit, cursor }, identity, grant }, { reads }) => {
    const wanted = { ...(type && { type }), ...(grant.scope === 'own' && { registrant: identity.org }) };
    return filteredPage<ParcelState>(reads, parcelsList(banner), wanted, limit, cursor);
  },
  view: entityView(parcelView),
});

export const parcelEndpoints: Endpoints = {
  'POST /v1/parcels': registerParcel,
  'GET /v1/parcels': listParcels,
  'GET /v1/parcels/{id}': readParcel,
  'GET /v1/parcels/{id}/boundary': readBoundary,
  'POST /v1/parcels/{id}/withdraw': withdrawParcel,
};
