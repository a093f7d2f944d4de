/** Facilities, contracts and readings as states, for tests of deciders. */
import { deriveId } from '../../../shared/ledger/decision.ts';
import type { Entity, EntityId } from '../../../shared/ledger/entity.ts';
import { contractEntity, facilityEntity } from '../../../shared/ledger/entity.ts';
import type { ContractTerms } from '../../../shared/power/contract-terms.ts';
import type { ContractState, ContractVersion, FacilityState } from '../../../shared/power/states.ts';
import { commitNamed, entity, organizationNamed } from './states.ts';

export const seller = organizationNamed('国家电投', ['generator']);
export const grid = organizationNamed('国网蒙东', ['grid']);
export const steel = organizationNamed('远联钢铁');
export const zinc = organizationNamed('中色锌业');
export const stranger = organizationNamed('无关企业');
export const bank = organizationNamed('银行', ['financier']);
export const nobody = 'o-00000000000000000000';

export const organizations: [EntityId, Entity][] = [seller, grid, steel, zinc, stranger, bank].flatMap(
  ({ entities }) => entities,
);

export const facility = deriveId('f', commitNamed('红山'));
export const contract = deriveId('c', commitNamed('contract'));
export const SEALED = `sha256:${'5'.repeat(64)}`;

export const hongshan = (): FacilityState => ({
  name: '红山产业园风储项目',
  owner: seller.id,
  account: seller.account,
  technology: 'wind',
  banner: '150402',
  province: '15',
  capacityKilowatts: 110_000,
  connectedOn: '2024-06-18',
  meters: [
    { id: 'HS-ON-1', kind: 'on-grid' },
    { id: 'HS-SU-1', kind: 'self-use' },
  ],
  grid: grid.id,
  energy: {},
  registered: commitNamed('红山'),
});

export const facilityAs = (state: FacilityState): [EntityId, Entity] => [
  facilityEntity(facility),
  entity(state),
];

/** Two years of 100 MWh a month. */
export const terms = (from = '2026-09'): ContractTerms => ({
  from,
  megawattHours: Array<number>(24).fill(100),
  deviationToleranceBasisPoints: 500,
  sealed: SEALED,
});

/** Plans of 2026 to 2028 that hold every ratio. */
export const plan = () =>
  [400, 1200, 800].map((volume, index) => ({
    year: 2026 + index,
    generation: volume * 10,
    selfUse: volume * 9,
    onGrid: volume,
    consumption: volume * 20,
  }));

export const versionOf = (version: number, from?: string): ContractVersion & { signedOn: string } => ({
  version,
  ...terms(from),
  proposal: commitNamed(`version ${version}`),
  signedOn: '2026-01-01',
});

/** In force from 2026-01 on, and nothing settled. */
export const inForce = (): ContractState => ({
  kind: 'direct-multi',
  facility,
  seller: seller.id,
  grid: grid.id,
  buyers: [
    { organization: steel.id, meterPoint: '一号' },
    { organization: zinc.id, meterPoint: '二号' },
  ],
  versions: [versionOf(1, '2026-01')],
  lastVersion: 1,
});

export const contractAs = (state: ContractState): [EntityId, Entity] => [
  contractEntity(contract),
  entity(state),
];
