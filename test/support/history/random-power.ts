/**
 * Valid histories of green power from arbitrary numbers: each step is tried, and what is
 * refused doesn't happen.
 */
import fc from 'fast-check';
import { addMonths } from '../../../shared/base/month.ts';
import { consumptionEntity, generationEntity, read } from '../../../shared/ledger/entity.ts';
import { decideConfirmGeneration } from '../../../shared/power/confirm-generation.ts';
import { ENERGIES } from '../../../shared/power/technology.ts';
import {
  amendContract,
  confirmConsumption,
  declineContract,
  proposeContract,
  recordConsumption,
  refuseConsumption,
  signContract,
  termsFrom,
} from './contract-steps.ts';
import { as, History } from './history.ts';
import { settleMonth } from './whole-contracts.ts';
import {
  cancelOverIssued,
  closeMonth,
  expire,
  generate,
  openAccount,
  type Plant,
  readMeter,
  refuseReading,
  registerPlant,
} from './whole-power-steps.ts';

const KINDS = 16;
const step = fc.tuple(fc.nat(KINDS - 1), fc.nat(999), fc.nat(999), fc.nat(9999));
type Step = [kind: number, a: number, b: number, c: number];

/** They expire at the end of 2026-10 and later. */
const MONTHS = ['2024-11', '2024-12', '2026-01', '2026-02'];

interface Cast {
  h: History;
  plant: Plant;
  steel: { id: string; account: string };
  contract: string;
  offers: string[];
}

export const powerHistories = (maxLength = 60) =>
  fc.array(step, { minLength: 30, maxLength }).map((steps) => {
    const cast = opening();
    for (const each of steps) {
      try {
        take(cast, each);
      } catch (error) {
        if (!(error as Error).message.startsWith('rejected')) throw error;
      }
    }
    return cast.h;
  });

/** A wind farm with a year's contract, whose months are metered. */
function opening(): Cast {
  const h = new History('power');
  h.wait(-30);
  const owner = h.organization({ name: '国家电投', roles: ['generator'] });
  const grid = h.organization({ name: '国网蒙东', roles: ['grid'] }).id;
  const steel = h.organization({ name: '远联钢铁' });
  openAccount(h, '15', h.organization({ name: '能源局', roles: ['regulator'] }).id);
  const plant = registerPlant(h, owner, grid, {
    name: '红山',
    technology: 'wind',
    capacityKilowatts: 110_000,
    connectedOn: '2024-01-01',
    meters: [
      { id: 'ON', kind: 'on-grid' },
      { id: 'SU', kind: 'self-use' },
      { id: 'ST', kind: 'storage' },
    ],
  });
  const contract = proposeContract(h, owner.id, {
    kind: 'bilateral',
    facility: plant.facility,
    ...termsFrom('2024-11'),
    buyers: [{ organization: steel.id, meterPoint: '一号' }],
  });
  signContract(h, steel.id, contract);
  for (const month of MONTHS) generate(h, plant, { month, kilowattHours: 30_500, lanes: 2 });
  return { h, plant, steel, contract, offers: [] };
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

function take(cast: Cast, [kind, a, b, c]: Step): void {
  const month = pick(MONTHS, a);
  if (kind < 6) generation(cast, { kind, month, b, c });
  else if (kind < 11) trade(cast, { kind, month, b, c });
  else contractStep(cast, { kind, month, b, c });
}

interface Numbers {
  kind: number;
  month: string;
  b: number;
  c: number;
}

function generation({ h, plant }: Cast, { kind, month, b, c }: Numbers): void {
  const energy = pick(ENERGIES, b < 600 ? 0 : b);
  const id = generationEntity(plant.facility, month, energy);
  const { pending, confirmed } = read(h.entities, id)?.state ?? {};
  const { revision = 0 } = pending ?? {};
  const lanes = 1 + (c % 3);
  if (kind < 3) {
    const reading = {
      month,
      energy,
      kilowattHours: c * 7,
      dischargedKilowattHours: b % 5 === 0 ? c : 0,
      ...(confirmed && { reason: '更正' }),
    };
    if (b % 3 === 0) readMeter(h, plant, reading);
    else generate(h, plant, { ...reading, lanes });
  } else if (b % 4 === 0) refuseReading(h, plant, { month, energy, revision });
  else
    h.commit(as(plant.grid, 'grid'), (context) => {
      const named = { facility: plant.facility, month, energy, revision, lanes };
      return decideConfirmGeneration(h.entities, named, context);
    });
}

function trade({ h, plant, steel, offers }: Cast, { kind, month, b, c }: Numbers): void {
  const account = b % 2 === 0 ? plant.account : steel.account;
  const batch = pick(h.held(account), c)?.state.batch ?? '';
  const items = [{ batch, quantity: 1 + (c % 9) }];
  if (kind === 6) {
    const by = b % 2 === 0 ? as(plant.owner, 'generator') : as(steel.id);
    const to = b % 2 === 0 ? steel.account : plant.account;
    offers.push(h.offer({ from: account, to, items }, by).id);
  } else if (kind === 7)
    h.endTransfer(pick(offers, c) ?? '', b % 3 === 0 ? 'reject' : 'accept', as(steel.id));
  else if (kind === 8) {
    const used = { purpose: 'zero-carbon-park', consumptionYear: 2026 } as const;
    h.retire({ account, items, ...used }, b % 2 === 0 ? as(plant.owner, 'generator') : as(steel.id));
  } else if (kind === 9) cancelOverIssued(h, plant, batch, 1 + (c % 3), as(plant.owner, 'generator'));
  else if (b % 3 === 0) h.wait(1 + (c % 30));
  else if (b % 3 === 1) expire(h, plant.facility, month);
  else if (h.blocks().every(({ state }) => !['held', 'offered', 'frozen'].includes(state.status)))
    closeMonth(h, month);
}

function contractStep({ h, plant, steel, contract }: Cast, { kind, month, b, c }: Numbers): void {
  const buyer = steel.id;
  const reading = { contract, month, buyer };
  const id = consumptionEntity(contract, month, buyer);
  const revision = read(h.entities, id)?.state.pending?.revision ?? 0;
  if (kind === 11) {
    const { facts } = recordConsumption(h, buyer, { contract, month, kilowattHours: c * 5 });
    if (b % 3 > 0) confirmConsumption(h, plant.grid, { ...reading, revision: facts.revision });
  } else if (kind === 12) {
    if (b % 5 === 0) refuseConsumption(h, plant.grid, { ...reading, revision });
    else confirmConsumption(h, plant.grid, { ...reading, revision });
  } else if (kind < 15) settleMonth(h, plant, contract, month, as(buyer));
  else {
    const version = read(h.entities, `contract:${contract}`)?.state.pending?.version;
    if (version === undefined)
      amendContract(h, plant.owner, contract, termsFrom(addMonths('2026-10', c % 4)));
    else if (b % 3 === 0) declineContract(h, buyer, contract, version);
    else signContract(h, buyer, contract, version);
  }
}
