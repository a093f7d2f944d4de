/** Activity datasets of tests. */
import { fromHex } from '../../../shared/base/encoding.ts';
import { seal } from '../../../shared/base/seal.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { readActivityRows } from '../../../shared/statements/activity-row.ts';
import { contentOf } from '../../../shared/statements/activity-rows.ts';
import type { TestSigner } from '../signing.ts';
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Member } from './lifecycle.ts';
import type { Make } from './probe.ts';
import { must } from './small-registry.ts';

export const PLATFORM = '市能碳管理平台（示例）';

export const row = (meterPoint: string, quantity: string, carrier = 'electricity', unit = 'kWh') => ({
  meterPoint,
  carrier,
  quantity,
  unit,
});
type Row = ReturnType<typeof row>;

export const delivery = (rows: readonly Row[], more: object = {}) => ({
  platform: PLATFORM,
  month: '2025-03',
  rows,
  ...more,
});

/** What the seal of these rows commits to. */
export function digestOf(rows: readonly Row[], month: string) {
  const read = readActivityRows(rows, month);
  const content = isRejection(read) ? read : contentOf(read);
  if (isRejection(content)) throw new Error(content.rejected);
  return { sha256: content.sha256, bytes: content.bytes };
}

/** The `signature` of a delivery of these rows, as the platform makes it. */
export function signedBy(
  signer: TestSigner,
  platform: string,
  {
    organization,
    rows,
    month = '2025-03',
    at,
  }: { organization: string; rows: Row[]; month?: string; at: string },
) {
  const salt = '5a'.repeat(32);
  const sealed = seal(digestOf(rows, month), fromHex(salt));
  const what = { organization, platform: PLATFORM, month, sealed };
  return { ...signer.dataset(what, { organization: platform, at }), salt };
}

const PATH = '/v1/activity-datasets';

const known = new WeakMap<TestApi, Promise<Member>>();
/** One enterprise for all the datasets of an API. */
function worksOf(api: TestApi): Promise<Member> {
  const found = known.get(api) ?? registerOrganization(api, ['enterprise'], '示例用能单位');
  known.set(api, found);
  return found;
}

let platforms = 0;
const fresh = (rows: readonly Row[] = [row('M1', '1'), row('M1', '2', 'heat', 'GJ')]) =>
  delivery(rows, { platform: `示例平台 ${++platforms}` });

const delivered = async (api: TestApi): Promise<string> =>
  (await must(api, `POST ${PATH}`, (await worksOf(api)).caller, fresh())).id;

export const datasetProbes: Record<string, Make> = {
  'POST /v1/activity-datasets': async (_registry, api) => ({
    request: `POST ${PATH}`,
    body: fresh(),
    owner: (await worksOf(api)).id,
  }),
  'GET /v1/activity-datasets/{id}': async (_registry, api) => ({
    request: `GET ${PATH}/${await delivered(api)}`,
  }),
  'GET /v1/activity-datasets/{id}/rows': async (_registry, api) => ({
    request: `GET ${PATH}/${await delivered(api)}/rows`,
    owner: (await worksOf(api)).id,
  }),
};

export async function datasetBodies(api: TestApi): Promise<BodyCase[]> {
  const { caller } = await worksOf(api);
  const bodyBytesMax = 5 * 1024 * 1024;
  const fields = { '/platform': 'text', '/month': 'name' } as const;
  return [
    {
      name: 'activity data as rows',
      request: `POST ${PATH}`,
      caller,
      body: fresh(),
      fields: {
        ...fields,
        '/rows': 'list',
        '/rows/0': 'object',
        '/rows/0/meterPoint': 'text',
        '/rows/0/carrier': 'text',
        '/rows/1/quantity': 'text',
        '/rows/1/unit': 'text',
      },
      bodyBytesMax,
    },
    {
      name: 'activity data as CSV',
      request: `POST ${PATH}`,
      caller,
      body: {
        platform: `示例平台 ${++platforms}`,
        month: '2025-03',
        csv: 'meterPoint,carrier,quantity,unit\nM1,heat,1,GJ\n',
      },
      fields,
      bodyBytesMax,
    },
  ];
}
