/**
 * Power-purchase agreements (购电协议, PPA): who sells whose power to whom, how much by month, at
 * sealed prices. The parties sign in turn; an amendment is a further version, which applies from a
 * delivery month on.
 */
import { chinaDate } from '../base/day.ts';
import { monthsBetween } from '../base/month.ts';
import { contractEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { ContractKind } from './facts-contract.ts';
import type { Programme } from './ratio.ts';
import type { ContractState, ContractVersion } from './states.ts';
import type { Energy } from './technology.ts';

/** The rules under which power is supplied without the public grid; undefined for power from the grid. */
export function programmeOf(kind: ContractKind): Programme | undefined {
  if (kind === 'park-supply') return 'park-supply';
  return kind === 'direct-single' || kind === 'direct-multi' ? 'direct-connection' : undefined;
}

/** Direct supply: a direct connection (绿电直连), or a plant for its park (工业园区绿色供电). */
export const isDirect = (kind: ContractKind): boolean => programmeOf(kind) !== undefined;

/** Whether several users share the power, by the hour (688号). */
export const isSharedByHour = ({ kind, buyers }: Pick<ContractState, 'kind' | 'buyers'>): boolean =>
  isDirect(kind) && buyers.length > 1;

/** The energy that a contract delivers; what the users of direct supply consume never enters the grid. */
export const energyDelivered = (kind: ContractKind): Energy => (isDirect(kind) ? 'self-use' : 'on-grid');

/** The signatories, in turn. A seller that is its own buyer signs once. */
export const signatories = ({ seller, buyers }: Pick<ContractState, 'seller' | 'buyers'>): string[] => [
  ...new Set([seller, ...buyers.map(({ organization }) => organization)]),
];

export const isContractParty = (
  state: Pick<ContractState, 'seller' | 'buyers'>,
  organization: string,
): boolean => signatories(state).includes(organization);

/** The version that applies to a delivery month, and its MWh for that month; undefined outside its months. */
export function volumeOf(
  { versions }: Pick<ContractState, 'versions'>,
  month: string,
): { version: ContractVersion; megawattHours: number } | undefined {
  const version = versions.findLast(({ from }) => from <= month);
  const megawattHours = version?.megawattHours[monthsBetween(version.from, month)];
  return version && megawattHours !== undefined ? { version, megawattHours } : undefined;
}

export function evolveContractProposed(
  entities: Entities,
  { id: proposal, at, facts, sealed = '' }: EventOfType<'contract.proposed'>,
): NextStates {
  const { contract, kind, facility, seller, grid, buyers, ...terms } = facts;
  const id = contractEntity(contract);
  const current = read(entities, id)?.state;
  const { declined: _answered, ...before } = current ?? {
    kind,
    facility,
    seller,
    grid,
    buyers,
    versions: [],
  };
  const version: ContractVersion = { ...terms, sealed, proposal };
  const lastVersion = facts.version;
  // A seller that is its own only buyer waits for nobody.
  if (signatories(facts).length === 1)
    return [
      [
        id,
        { ...before, versions: [...before.versions, { ...version, signedOn: chinaDate(at) }], lastVersion },
      ],
    ];
  return [[id, { ...before, pending: { ...version, signed: [seller] }, lastVersion }]];
}

export function evolveContractSigned(
  entities: Entities,
  { at, by, facts }: EventOfType<'contract.signed'>,
): NextStates {
  const id = contractEntity(facts.contract);
  const current = read(entities, id)?.state;
  if (!current?.pending) return [];
  const { pending, ...rest } = current;
  const { signed, ...version } = pending;
  if (!facts.inForce) return [[id, { ...rest, pending: { ...version, signed: [...signed, by.org] } }]];
  return [[id, { ...rest, versions: [...rest.versions, { ...version, signedOn: chinaDate(at) }] }]];
}

export function evolveContractDeclined(
  entities: Entities,
  { by, facts }: EventOfType<'contract.declined'>,
): NextStates {
  const id = contractEntity(facts.contract);
  const current = read(entities, id)?.state;
  if (!current?.pending) return [];
  const { pending, ...rest } = current;
  const { signed: _taken, ...version } = pending;
  return [[id, { ...rest, declined: { ...version, by: by.org, reason: facts.reason } }]];
}
