/** Parcels for the HTTP tests: made-up squares, a probe per route and a body that would do. */
import { type Caller, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import type { Make } from './probe.ts';
import { must, type SmallRegistry } from './small-registry.ts';

export type Ring = [number, number][];

/** A closed square of `degrees`, its south-west corner there; seven decimals, whatever is asked for. */
export function squareRing(west: number, south: number, degrees = 0.01): Ring {
  const seven = (ordinate: number) => Number(ordinate.toFixed(7));
  const [w, s] = [seven(west + 0.0000011), seven(south + 0.0000013)];
  const [e, n] = [seven(w + degrees), seven(s + degrees)];
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
}

let squares = 0;
/** Places in the middle of the banners that tests enter parcels for. */
const MIDDLES: Record<string, [number, number]> = {
  '150402': [118.9, 42.25],
  '150425': [117.3, 43.3],
  '150426': [119.5, 42.9],
  '150430': [119.8, 42.3],
  '150622': [110.6, 39.7],
};

/** A square in that banner that no other parcel has. */
export function freshBoundary(banner = '150430') {
  const [west, south] = MIDDLES[banner]!;
  const number = squares++;
  const ring = squareRing(west + 0.011 * (number % 20), south + 0.011 * (Math.floor(number / 20) % 20));
  return { type: 'Polygon', coordinates: [ring] };
}

/** What a developer sends to register a parcel of its own. */
export async function parcelBody(
  developer: string,
  fields: { banner?: string; [member: string]: unknown } = {},
) {
  return {
    name: '四家子镇林地（示例）',
    type: 'forest',
    banner: '150430',
    holder: developer,
    boundary: freshBoundary(fields.banner),
    title: await storedDocument(developer),
    ...fields,
  };
}

/** Registers a parcel; returns what the API says of it. */
export async function freshParcel(
  api: TestApi,
  developer: Caller,
  fields: Parameters<typeof parcelBody>[1] = {},
) {
  return must(api, 'POST /v1/parcels', developer, await parcelBody(developer.org, fields));
}

export async function parcelBodies(api: TestApi, { developer }: SmallRegistry): Promise<BodyCase[]> {
  const { id } = await freshParcel(api, developer.caller);
  return [
    {
      name: 'parcel',
      request: 'POST /v1/parcels',
      caller: developer.caller,
      body: await parcelBody(developer.id, { convertedFrom: 'bd09' }),
      // The boundary's own rules have their own problems: parcels.test.ts.
      fields: {
        '/name': 'text',
        '/type': 'name',
        '/banner': 'name',
        '/holder': 'name',
        '/title': 'object',
        '/title/sha256': 'name',
        '/title/mediaType': 'name',
        '/title/bytes': 'count',
        '/convertedFrom': 'name?',
      },
      bodyBytesMax: 2 * 1024 * 1024,
    },
    {
      name: 'withdrawal of a parcel',
      request: `POST /v1/parcels/${id}/withdraw`,
      caller: developer.caller,
      body: { reason: '权属有争议' },
      fields: { '/reason': 'text' },
    },
  ];
}

const ofFresh =
  (path: (id: string) => string, body?: object): Make =>
  async ({ developer }, api) => ({
    request: path((await freshParcel(api, developer.caller)).id),
    ...(body && { body }),
    owner: developer.id,
  });

export const parcelProbes: Record<string, Make> = {
  'POST /v1/parcels': async ({ developer }) => ({
    request: 'POST /v1/parcels',
    body: await parcelBody(developer.id),
    owner: developer.id,
  }),
  'GET /v1/parcels': () => ({ request: 'GET /v1/parcels?banner=150430' }),
  'GET /v1/parcels/{id}': ofFresh((id) => `GET /v1/parcels/${id}`),
  'GET /v1/parcels/{id}/boundary': ofFresh((id) => `GET /v1/parcels/${id}/boundary`),
  'POST /v1/parcels/{id}/withdraw': ofFresh((id) => `POST /v1/parcels/${id}/withdraw`, { reason: '有误' }),
};

/** A developer of its own. */
export const freshDeveloper = (api: TestApi) => registerOrganization(api, ['developer'], '示例农投');
