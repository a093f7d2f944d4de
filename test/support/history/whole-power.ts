/**
 * One history with every type of event about green power, by the deciders: meters read, certificates issued,
 * sold with their power and alone, used, frozen for a CCER project, expired; and contracts of another
 * registry that were imported.
 */
import type { Candidate } from '../../../shared/units/selection.ts';
import { as, type History, OPERATOR } from './history.ts';
import { type LifecycleHistory, lifecycleHistory } from './lifecycle-steps.ts';
import { proposePledge, stepPledge } from './pledge-steps.ts';
import { deliverSupply, importFacility, importGeneration, importSupply } from './supply-steps.ts';
import type { WholeHistory } from './whole.ts';
import { contracts } from './whole-contracts.ts';
import { freezing } from './whole-freezing.ts';
import { parks } from './whole-parks.ts';
import {
  cancelOverIssued,
  closeMonth,
  evenHours,
  expire,
  generate,
  openAccount,
  type Plant,
  readMeter,
  recordStorage,
  refuseReading,
  registerPlant,
} from './whole-power-steps.ts';
import { statements } from './whole-statements.ts';

type Named = ReturnType<History['organization']>;

const CODE = '15040220240618HS1';
const HYDRO_CODE = '15040220230501WS1';
const metersOf = (plant: string) =>
  [
    { id: `${plant}-ON-1`, kind: 'on-grid' },
    { id: `${plant}-SU-1`, kind: 'self-use' },
    { id: `${plant}-ST-1`, kind: 'storage' },
  ] as const;

interface People {
  s: LifecycleHistory;
  h: History;
  steel: Named;
  zinc: Named;
  authority: string;
  /** The province's account. */
  province: string;
  hongshan: Plant;
  solar: Plant;
  hydro: Plant;
  own: Plant;
}

export function wholePowerHistory(): WholeHistory {
  const people = register();
  const { s, h, hongshan, own, steel, zinc } = people;
  const old = lastMonthOfUse(people);
  const batches = metered(people);
  contracts({ h, hongshan, hydro: people.hydro, own, steel, zinc });
  trades(people, batches);
  h.wait(8);
  expiry(people, old);
  h.recordState();
  const frozen = solarMonths(people);
  freezing({ s, plant: people.solar, buyer: zinc, batch: frozen });
  supplies(people);
  const stating = { h, steel, developer: s.developer, verifier: s.second };
  statements(stating);
  parks(stating);
  h.recordState();
  return { h, boundaries: s.boundaries };
}

function register(): People {
  const s = lifecycleHistory();
  const { h } = s;
  const spic = h.organization({ name: '国家电投', roles: ['generator'] });
  const sun = h.organization({ name: '光热开发公司', roles: ['developer', 'generator'] });
  const grid = h.organization({ name: '国网蒙东电力', roles: ['grid'] }).id;
  const other = h.organization({ name: '配售电公司', roles: ['grid'] }).id;
  const steel = h.organization({ name: '远联钢铁' });
  const zinc = h.organization({ name: '中色锌业' });
  const authority = h.organization({ name: '能源局', roles: ['regulator'] }).id;
  const wind = { technology: 'wind', capacityKilowatts: 110_000, connectedOn: '2024-02-01' } as const;
  const hongshan = registerPlant(h, spic, grid, {
    name: '红山产业园风储项目',
    ...wind,
    meters: metersOf('HS'),
    code: CODE,
  });
  const solar = registerPlant(h, sun, grid, {
    name: '光热电站',
    technology: 'solar',
    capacityKilowatts: 50_000,
    connectedOn: '2025-01-01',
    meters: metersOf('GR'),
  });
  const hydro = registerPlant(h, spic, other, {
    name: '水电站',
    technology: 'hydro',
    capacityKilowatts: 9000,
    connectedOn: '2023-05-01',
    marketBased: true,
    meters: [{ id: 'W-ON', kind: 'on-grid' }],
    code: HYDRO_CODE,
  });
  const own = registerPlant(h, sun, other, {
    name: '厂区光伏',
    technology: 'solar',
    capacityKilowatts: 9000,
    connectedOn: '2025-06-01',
    meters: [
      { id: 'C-GEN', kind: 'generation' },
      { id: 'C-SU', kind: 'self-use' },
    ],
  });
  const province = openAccount(h, '15', authority);
  openAccount(h, '21', zinc.id);
  recordStorage(h, hongshan, { kilowatts: 5000, kilowattHours: 20_000 });
  recordStorage(h, hongshan, { kilowatts: 16_500, kilowattHours: 66_000 });
  return { s, h, steel, zinc, authority, province, hongshan, solar, hydro, own };
}

interface Old {
  batch: string;
  offer: string;
}

/**
 * Certificates of 2024-02 can be used until the end of 2026-01: some are used, some
 * offered, the rest is left.
 */
function lastMonthOfUse({ h, hongshan, hydro, steel, zinc }: People): Old {
  const { batch } = generate(h, hongshan, { month: '2024-02', kilowattHours: 30_500, lanes: 2 })!;
  generate(h, hydro, { month: '2024-02', kilowattHours: 9_000, code: `${HYDRO_CODE}000000000000001` });
  const sell = (quantity: number, to: Named) =>
    h.offer(
      { from: hongshan.account, to: to.account, items: [{ batch, quantity }] },
      as(hongshan.owner, 'generator'),
    ).id;
  h.endTransfer(sell(5, steel), 'accept', as(steel.id));
  h.retire(
    {
      account: steel.account,
      items: [{ batch, quantity: 3 }],
      purpose: 'green-power-accounting',
      consumptionYear: 2025,
    },
    as(steel.id),
  );
  return { batch, offer: sell(4, zinc) };
}

interface Batches {
  october: string;
  mechanism: string;
}

function metered({ h, hongshan, own, hydro }: People): Batches {
  const october = evenHours('2025-10', 200, '1');
  const wrong = readMeter(h, hongshan, { month: '2025-10', kilowattHours: 1 });
  refuseReading(h, hongshan, { month: '2025-10', revision: wrong });
  const first = generate(h, hongshan, {
    month: '2025-10',
    kilowattHours: october.kilowattHours,
    hours: october,
    lanes: 3,
    code: `${CODE}000000000000001`,
  });
  const mechanism = { month: '2025-10', energy: 'mechanism-priced', kilowattHours: 5_300 } as const;
  const provincial = generate(h, hongshan, mechanism);
  generate(h, hongshan, {
    month: '2025-11',
    kilowattHours: 80_900,
    dischargedKilowattHours: 400,
    curtailedKilowattHours: 3_100,
  });
  const november = evenHours('2025-11', 100, '2');
  const selfUse = { month: '2025-11', energy: 'self-use' } as const;
  generate(h, hongshan, { ...selfUse, kilowattHours: november.kilowattHours, hours: november });
  generate(h, hongshan, { month: '2025-11', energy: 'mechanism-priced', kilowattHours: 600 });
  corrections(h, hongshan);
  generate(h, own, { ...selfUse, kilowattHours: 40_200 });
  const december = { month: '2025-12', energy: 'self-use' } as const;
  generate(h, own, { ...december, kilowattHours: 5_300, curtailedKilowattHours: 500 });
  generate(h, hydro, { month: '2025-11', kilowattHours: 999 });
  readMeter(h, hydro, { month: '2025-12', kilowattHours: 777 });
  return { october: first!.batch, mechanism: provincial!.batch };
}

/** Up, which issues more, and down, after which some are cancelled and later generation fills the rest. */
function corrections(h: History, hongshan: Plant): void {
  const month = '2025-12';
  generate(h, hongshan, { month, kilowattHours: 27_000 });
  const { batch } = generate(h, hongshan, { month, kilowattHours: 40_000, reason: '倍率更正' })!;
  generate(h, hongshan, { month, kilowattHours: 28_000, reason: '重复计量' });
  cancelOverIssued(h, hongshan, batch, 4, as(hongshan.owner, 'generator'));
  cancelOverIssued(h, hongshan, batch, 2, OPERATOR);
  generate(h, hongshan, { month, kilowattHours: 20_000, reason: '再次更正' });
}

/** Sold alone, pledged, used by who bought them and by the province. */
function trades({ h, hongshan, steel, authority, province }: People, { october, mechanism }: Batches): void {
  const seller = as(hongshan.owner, 'generator');
  const items = [{ batch: october, quantity: 8 }];
  const offer = h.offer({ from: hongshan.account, to: steel.account, items }, seller);
  h.endTransfer(offer.id, 'accept', as(steel.id));
  const bank = h.organization({ name: '银行', roles: ['financier'] });
  const pledge = proposePledge(h, { from: hongshan.account, to: bank.account, items }, seller);
  stepPledge(h, pledge, 'accept', bank.id);
  const retired = { purpose: 'zero-carbon-park', consumptionYear: 2026 } as const;
  h.retire({ account: steel.account, items, ...retired }, as(steel.id));
  h.retire(
    {
      account: province,
      items: [{ batch: mechanism, quantity: 2 }],
      purpose: 'consumption-responsibility',
      consumptionYear: 2025,
    },
    as(authority, 'regulator'),
  );
}

/**
 * What is left of the month expires, of one facility and the other; what was offered, once it is withdrawn.
 */
function expiry({ h, hongshan, hydro, own }: People, { offer }: Old): void {
  expire(h, hydro.facility, '2024-02');
  expire(h, hongshan.facility, '2024-02');
  h.endTransfer(offer, 'withdraw', as(hongshan.owner, 'generator'));
  expire(h, hongshan.facility, '2024-02');
  closeMonth(h, '2024-02');
  closeMonth(h, '2023-06');
  generate(h, own, { month: '2026-01', energy: 'off-grid', kilowattHours: 3_000 });
}

/** Certificates of 2025-08 and 2025-09, one sold; returns a batch of the latter. */
function solarMonths({ h, solar, steel }: People): string {
  const sold = generate(h, solar, { month: '2025-08', kilowattHours: 40_500 })!.batch;
  const { batch } = generate(h, solar, { month: '2025-09', kilowattHours: 31_000, lanes: 2 })!;
  generate(h, solar, { month: '2025-09', energy: 'mechanism-priced', kilowattHours: 6_000 });
  const items = [{ batch: sold, quantity: 9 }];
  const offer = h.offer({ from: solar.account, to: steel.account, items }, as(solar.owner, 'generator'));
  h.endTransfer(offer.id, 'accept', as(steel.id));
  return batch;
}

/** Two contracts of another registry, one handed over whole and used up there, the other in part. */
function supplies({ h, hongshan, solar, steel, zinc }: People): void {
  const wind = importFacility(h, hongshan.owner, 'Chifeng Wind');
  const sun = importFacility(h, solar.owner, 'Chifeng Solar', 'solar');
  const origin = { source: 'I-REC', code: 'SP-2' };
  const first = importSupply(h, { seller: hongshan.owner });
  const second = importSupply(h, { seller: solar.owner, technology: 'solar', megawattHours: 400, origin });
  const whole = importGeneration(h, { supply: first, facility: wind });
  const drawn = [250_000, 150_000].map((kilowattHours, n) => ({
    number: `C-${n}`,
    kilowattHours,
    drawn: kilowattHours,
  }));
  const both = { kilowattHours: 400_000, certificates: drawn };
  importGeneration(h, { supply: first, facility: wind, ...both, lanes: 1 });
  const part = importGeneration(h, {
    supply: second,
    facility: sun,
    kilowattHours: 300_000,
    period: { from: '2021-07-01', to: '2021-12-31' },
  });
  const deliver = (
    supply: string,
    from: string,
    to: string,
    batch: string,
    quantity: number,
    retiredElsewhere = false,
  ) => deliverSupply(h, from, { supply, to, items: [{ batch, quantity }], retiredElsewhere });
  deliver(first, hongshan.account, steel.account, whole, 500, true);
  deliver(first, hongshan.account, zinc.account, whole, 100);
  deliver(second, solar.account, steel.account, part, 120);
  const used = { batch: whole, quantity: 450 };
  h.retire({ account: steel.account, items: [used], purpose: 'voluntary-statement' }, OPERATOR);
  const held: readonly Candidate[] = h.held(zinc.account);
  h.retire(
    { account: zinc.account, items: [{ batch: whole, quantity: 10 }], purpose: 'product-footprint' },
    as(zinc.id),
    held,
  );
}
