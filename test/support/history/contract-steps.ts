/** Steps of histories about power contracts and consumption. */
import { decideProposeContractVersion } from '../../../shared/power/amend-contract.ts';
import type { ContractTerms } from '../../../shared/power/contract-terms.ts';
import { decideProposeContract, type ProposeContract } from '../../../shared/power/propose-contract.ts';
import {
  decideConfirmConsumption,
  decideRecordConsumption,
  decideRefuseConsumption,
  type RecordConsumption,
} from '../../../shared/power/record-consumption.ts';
import { decideRegisterFacility, type RegisterFacility } from '../../../shared/power/register-facility.ts';
import { decideDeclineContract, decideSignContract } from '../../../shared/power/sign-contract.ts';
import { as, asRegistered, type History } from './history.ts';

/** Of prices that nobody needs to know: the log has their seal only. */
export const someSeal = `sha256:${'5'.repeat(64)}`;

let farms = 0;
/** A wind farm with an on-grid and a self-use meter, on the grid since 2024-06; returns its id. */
export function windFarm(
  h: History,
  owner: string,
  grid: string,
  fields: Partial<RegisterFacility> = {},
): string {
  const farm = ++farms;
  const command: RegisterFacility = {
    name: '红山产业园风储项目',
    technology: 'wind',
    banner: '150402',
    capacityKilowatts: 110_000,
    connectedOn: '2024-06-18',
    meters: [
      { id: `HS-ON-${farm}`, kind: 'on-grid' },
      { id: `HS-SU-${farm}`, kind: 'self-use' },
    ],
    grid,
    ...fields,
  };
  return h.commit<'facility.registered'>(as(owner, 'generator'), (context) =>
    decideRegisterFacility(h.entities, command, context),
  ).facts.facility;
}

/** 24 months of 100 MWh from 2026-01 on, without a plan. */
export const termsFrom = (from = '2026-01'): ContractTerms => ({
  from,
  megawattHours: Array<number>(24).fill(100),
  deviationToleranceBasisPoints: 0,
  sealed: someSeal,
});

/** Plans of those years for 1200 MWh each, that hold every ratio. */
export const planOf = (...years: number[]) =>
  years.map((year) => ({ year, generation: 2000, selfUse: 1600, onGrid: 400, consumption: 4000 }));

/** Plans of those years for the supply of a park, that hold every bound. */
export const parkPlanOf = (...years: number[]) =>
  years.map((year) => ({
    year,
    generation: 2000,
    selfUse: 1800,
    onGrid: 0,
    consumption: 500_000,
    curtailed: 200,
  }));

/** Exactly what 110 MW need. */
export const PARK_STORAGE = { kilowatts: 16_500, kilowattHours: 66_000 };

/** The seller proposes a new contract; returns its id. */
export function proposeContract(h: History, seller: string, command: ProposeContract): string {
  return h.commit<'contract.proposed'>(as(seller, 'generator'), (context) =>
    decideProposeContract(h.entities, command, context),
  ).facts.contract;
}

export const amendContract = (h: History, seller: string, contract: string, terms: ContractTerms) =>
  h.commit<'contract.proposed'>(as(seller, 'generator'), (context) =>
    decideProposeContractVersion(h.entities, { ...terms, contract }, context),
  );

export const signContract = (h: History, buyer: string, contract: string, version = 1) =>
  h.commit<'contract.signed'>(as(buyer), (context) =>
    decideSignContract(h.entities, { contract, version }, context),
  );

export const declineContract = (h: History, party: string, contract: string, version = 1) =>
  h.commit<'contract.declined'>(asRegistered(h, party), (context) =>
    decideDeclineContract(h.entities, { contract, version, reason: '电价偏高' }, context),
  );

export const recordConsumption = (h: History, buyer: string, command: RecordConsumption) =>
  h.commit<'consumption.recorded'>(as(buyer), (context) =>
    decideRecordConsumption(h.entities, command, context),
  );

export interface Reading {
  contract: string;
  month: string;
  buyer: string;
  revision: number;
}

export const confirmConsumption = (h: History, grid: string, reading: Reading) =>
  h.commit<'consumption.confirmed'>(as(grid, 'grid'), (context) =>
    decideConfirmConsumption(h.entities, reading, context),
  );

export const refuseConsumption = (h: History, grid: string, reading: Reading) =>
  h.commit<'consumption.refused'>(as(grid, 'grid'), (context) =>
    decideRefuseConsumption(h.entities, { ...reading, reason: '表计异常' }, context),
  );
