/**
 * Green power through the real API, for the tests of whatever builds on it: organizations, facilities,
 * readings that are confirmed, provincial accounts. Months must be over: see `onDay` in lifecycle.ts,
 * or take past ones.
 */
import type { Energy } from '../../../shared/power/technology.ts';
import { type Caller, OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { Member } from './lifecycle.ts';
import { must } from './small-registry.ts';

/** A grid company: it confirms readings, and has no account. */
export type GridCompany = Pick<Member, 'caller' | 'id'>;

export const gridCompany = (api: TestApi, name = '国网内蒙古东部电力有限公司'): Promise<GridCompany> =>
  registerOrganization(api, ['grid'], name);

export const generator = (api: TestApi, name = '国家电投内蒙古新能源有限公司'): Promise<Member> =>
  registerOrganization(api, ['generator'], name);

export interface TestFacility {
  id: string;
  owner: Member;
  grid: GridCompany;
}

/** What registering the wind farm of 红山产业园 takes: 110 MW, on the grid since 2024. */
export const HONGSHAN = {
  name: '红山产业园风储项目',
  technology: 'wind',
  banner: '150402',
  capacityKilowatts: 110_000,
  connectedOn: '2024-06-18',
  meters: [
    { id: 'HS-ON-1', kind: 'on-grid' },
    { id: 'HS-SU-1', kind: 'self-use' },
    { id: 'HS-GEN-1', kind: 'generation' },
    { id: 'HS-ST-1', kind: 'storage' },
  ],
} as const;

let metered = 0;
/** 红山产业园's meters by numbers that no facility has yet. */
export function freshMeters() {
  metered++;
  return HONGSHAN.meters.map(({ id, kind }) => ({ id: `${id}-${metered}`, kind }));
}

export interface FacilityOptions {
  owner?: Member;
  grid?: GridCompany;
  /** Members of the body that differ from 红山产业园's. */
  body?: Record<string, unknown>;
}

/**
 * A facility that is registered: 红山产业园's wind farm, by a generator and a grid company of
 * its own unless given.
 */
export async function registerFacility(api: TestApi, options: FacilityOptions = {}): Promise<TestFacility> {
  const owner = options.owner ?? (await generator(api));
  const grid = options.grid ?? (await gridCompany(api));
  const body = { ...HONGSHAN, meters: freshMeters(), grid: grid.id, ...options.body };
  const { id } = await must(api, 'POST /v1/facilities', owner.caller, body);
  return { id, owner, grid };
}

export interface Generated {
  facility: TestFacility;
  /** YYYY-MM. */
  month: string;
  /** On-grid where it is left out. */
  energy?: Energy;
  kilowattHours: number;
  dischargedKilowattHours?: number;
  curtailedKilowattHours?: number;
  /** CSV of its hours. */
  intervals?: string;
  /** Of a correction. */
  reason?: string;
  lanes?: number;
  code?: string;
}

/** Records a reading; returns its revision. */
export async function recordGeneration(api: TestApi, generated: Generated): Promise<number> {
  const { facility, energy = 'on-grid', lanes: _lanes, code: _code, ...reading } = generated;
  const path = `POST /v1/facilities/${facility.id}/generation`;
  return (await must(api, path, facility.owner.caller, { ...reading, energy })).revision;
}

export interface Confirmed {
  /** Absent where nothing is issued. */
  batch?: string;
  /** MWh. */
  quantity: number;
  account?: string;
  carriedBefore: number;
  carriedAfter: number;
  frozen?: boolean;
}

/** Records a reading and has the grid company confirm it: its whole MWh are issued. */
export async function recordAndConfirm(api: TestApi, generated: Generated): Promise<Confirmed> {
  const revision = await recordGeneration(api, generated);
  const { facility, month, energy = 'on-grid', lanes, code } = generated;
  return must(api, `POST /v1/facilities/${facility.id}/generation/confirm`, facility.grid.caller, {
    month,
    energy,
    revision,
    ...(lanes !== undefined && { lanes }),
    ...(code !== undefined && { code }),
  });
}

export interface ProvincialAccount {
  province: string;
  account: string;
  /** The authority that retires from it. */
  holder: Caller;
}

/**
 * The account of a province, 内蒙古 unless another is given; a province has one, so open it once in a table.
 */
export async function openProvincialAccount(api: TestApi, province = '15'): Promise<ProvincialAccount> {
  const holder = await registerOrganization(api, ['regulator'], '内蒙古自治区能源局');
  const body = { province, organization: holder.id };
  const { account } = await must(api, 'POST /v1/provincial-accounts', OPERATOR, body);
  return { province, account, holder: holder.caller };
}
