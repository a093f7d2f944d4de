/**
 * 工业园区绿色供电 in every order: a contract that waits for its last signature while the plant's storage
 * goes, and a month that is settled while what was held back is corrected.
 */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { registerOrganization, type TestApi } from '../support/probes/api.ts';
import {
  contractBody,
  proposeContract,
  recordConsumption,
  sellerOf,
  signVersion,
} from '../support/probes/contracts.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility } from '../support/probes/power.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);

const PATH = '/v1/power-purchase-agreements';
const MONTH = '2025-01';
const STORAGE = { kilowatts: 16_500, kilowattHours: 66_000 };

/** A plant with the storage that its park asks, and a contract of one buyer that waits. */
async function proposed(api: TestApi) {
  const facility = await registerFacility(api, { body: { storage: STORAGE } });
  const steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  const sides = {
    kind: 'park-supply' as const,
    facility: facility.id,
    seller: facility.owner.id,
    buyers: [steel.id],
  };
  return { facility, steel, sides, contract: await proposeContract(api, sides) };
}
type Proposed = Awaited<ReturnType<typeof proposed>>;

const store = (api: TestApi, { facility }: Proposed, name: string, body: object) =>
  commandOf(api, name, `POST /v1/facilities/${facility.id}/storage`, facility.owner.caller, body);

/** What may meet at the signature. */
function signingOf(api: TestApi, made: Proposed): Actor[] {
  const { steel, sides, contract } = made;
  const version = { version: 1 };
  return [
    commandOf(api, 'sign', `POST ${PATH}/${contract}/sign`, steel.caller, version),
    commandOf(api, 'decline', `POST ${PATH}/${contract}/decline`, steel.caller, {
      ...version,
      reason: '电价偏高',
    }),
    commandOf(api, 'propose', `POST ${PATH}`, sellerOf(sides), contractBody(sides)),
    store(api, made, 'take away', { kilowatts: 0, kilowattHours: 0 }),
    store(api, made, 'enlarge', { kilowatts: 33_000, kilowattHours: 132_000 }),
  ];
}

/** What may meet at a month in which everything is confirmed. */
async function settlingOf(api: TestApi, made: Proposed): Promise<Actor[]> {
  const { facility, steel, sides, contract } = made;
  await signVersion(api, contract, sides, 1);
  const reading = { facility, month: MONTH };
  await recordAndConfirm(api, { ...reading, energy: 'on-grid', kilowattHours: 0 });
  const selfUse = { ...reading, energy: 'self-use' as const, kilowattHours: 90_000 };
  await recordAndConfirm(api, { ...selfUse, curtailedKilowattHours: 10_000 });
  const consumed = { contract, buyer: steel.id, grid: facility.grid.id, month: MONTH };
  await recordConsumption(api, { ...consumed, kilowattHours: 80_000 });
  const settle = (name: string, by: typeof steel.caller) =>
    commandOf(api, name, `POST ${PATH}/${contract}/settlements`, by, { month: MONTH });
  const generation = `POST /v1/facilities/${facility.id}/generation`;
  const corrected = {
    month: MONTH,
    energy: 'self-use',
    kilowattHours: 90_000,
    curtailedKilowattHours: 20_000,
    reason: '弃电量更正',
  };
  return [
    settle('settle', steel.caller),
    settle('settle as well', facility.owner.caller),
    commandOf(api, 'correct', generation, facility.owner.caller, corrected),
    store(api, made, 'take away', { kilowatts: 0, kilowattHours: 0 }),
  ];
}

async function play(make: (api: TestApi, made: Proposed) => Actor[] | Promise<Actor[]>): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api) => {
    // The clock of tests only goes forward, so each start sets it back.
    vi.useRealTimers();
    onDay('2026-01-05');
    actors = await make(api, await proposed(api));
  });
  return { items, actors, now: Date.now() };
}

afterAll(() => vi.useRealTimers());

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

describe('a contract of a park that waits for its last signature', () => {
  let open: Play;
  beforeAll(async () => {
    open = await play(signingOf);
  });

  it('every two, and every three', async () => {
    await expectSound('park signed, pairs', open, pairsOf(open.actors));
    await expectSound('park signed, triples', open, triplesOf(open.actors));
  });
});

describe('a month of a park', () => {
  it('every two', async () => {
    const open = await play(settlingOf);
    await expectSound('park settled', open, pairsOf(open.actors));
  });
});
