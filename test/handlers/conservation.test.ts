/**
 * Whatever is done in whatever order, every serial of a batch is in exactly one hand: model
 * against the real handlers.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshTable } from '../support/local/memory-world.ts';
import {
  type Answer,
  blocksOf,
  issueBatch,
  loadHandlers,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';

let api: TestApi;
beforeAll(async () => {
  freshTable();
  api = new TestApi(await loadHandlers());
});

const ISSUED = 200;
type Party = Awaited<ReturnType<typeof registerOrganization>>;

/** The model: for each serial its owner and status, and the open transfers. It knows nothing of blocks. */
class Model {
  readonly owner: number[] = Array(ISSUED).fill(0);
  readonly status: string[] = Array(ISSUED).fill('held');
  readonly open = new Map<string, { to: number; from: number; serials: number[] }>();

  available(party: number): number {
    return this.owner.filter((owner, i) => owner === party && this.status[i] === 'held').length;
  }
  mayTake(party: number, from: number, to: number): boolean {
    for (let i = from - 1; i < to; i++)
      if (this.owner[i] !== party || this.status[i] !== 'held') return false;
    return true;
  }
  set(serials: number[], status: string, owner?: number): void {
    for (const serial of serials) {
      this.status[serial - 1] = status;
      if (owner !== undefined) this.owner[serial - 1] = owner;
    }
  }
}

const serialsIn = (answer: Answer): number[] =>
  (answer.body.serials as { from: number; to: number }[]).flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i),
  );

const party = fc.nat(2);
const item = fc.oneof(
  fc.record({ quantity: fc.integer({ min: 1, max: 80 }) }),
  fc
    .tuple(fc.integer({ min: 1, max: ISSUED }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => ({ from, to: Math.min(ISSUED, from + length - 1) })),
);
const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('offer' as const), from: party, to: party, item }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('accept', 'reject', 'withdraw'), pick: fc.nat(9) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retire' as const), party, item }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('subdivide' as const),
      pick: fc.nat(9),
      lanes: fc.integer({ min: 2, max: 5 }),
    }),
  },
);
type Step = typeof command extends fc.Arbitrary<infer T> ? T : never;

async function run(steps: readonly Step[]): Promise<void> {
  const { batch, developer } = await issueBatch(api, ISSUED);
  const parties: Party[] = [developer, await registerOrganization(api), await registerOrganization(api)];
  const model = new Model();
  for (const step of steps) await perform(step, batch, parties, model);
  const blocks = await blocksOf(api, batch);
  let next = 1;
  for (const block of blocks) {
    expect(block.from).toBe(next);
    next = block.to + 1;
    for (let serial = block.from; serial <= block.to; serial++) {
      expect([serial, block.account]).toEqual([serial, parties[model.owner[serial - 1]!]!.account]);
      expect([serial, block.status]).toEqual([serial, model.status[serial - 1]]);
    }
  }
  expect(next).toBe(ISSUED + 1);
}

async function perform(step: Step, batch: string, parties: Party[], model: Model): Promise<void> {
  if (step.kind === 'offer' && 'from' in step) return offer(step, batch, parties, model);
  if (step.kind === 'retire' && 'party' in step) return retire(step, batch, parties, model);
  if (step.kind === 'subdivide' && 'lanes' in step) return subdivide(step, batch, parties);
  if ('pick' in step) return settle(step.kind, step.pick, parties, model);
}

async function offer(
  step: { from: number; to: number; item: object },
  batch: string,
  parties: Party[],
  model: Model,
) {
  const [sender, receiver] = [parties[step.from]!, parties[step.to]!];
  const answer = await api.send('POST /v1/transfers', {
    caller: sender.caller,
    body: { from: sender.account, to: receiver.account, items: [{ batch, ...step.item }] },
  });
  expect(answer.status === 201).toBe(step.from !== step.to && possible(model, step.from, step.item));
  if (answer.status !== 201) return;
  model.open.set(answer.body.id, { from: step.from, to: step.to, serials: serialsIn(answer) });
  model.set(serialsIn(answer), 'offered');
}

async function retire(step: { party: number; item: object }, batch: string, parties: Party[], model: Model) {
  const holder = parties[step.party]!;
  const answer = await api.send('POST /v1/retirements', {
    caller: holder.caller,
    body: { account: holder.account, items: [{ batch, ...step.item }], beneficiary: '示例', reason: '测试' },
  });
  expect(answer.status === 201).toBe(possible(model, step.party, step.item));
  if (answer.status === 201) model.set(serialsIn(answer), 'retired');
}

function possible(
  model: Model,
  party: number,
  wanted: { quantity?: number; from?: number; to?: number },
): boolean {
  if (wanted.quantity !== undefined) return model.available(party) >= wanted.quantity;
  return model.mayTake(party, wanted.from ?? 0, wanted.to ?? 0);
}

async function settle(kind: string, pick: number, parties: Party[], model: Model) {
  const open = [...model.open.entries()];
  const chosen = open[pick % Math.max(1, open.length)];
  if (!chosen) return;
  const [id, { from, to, serials }] = chosen;
  const caller = parties[kind === 'withdraw' ? from : to]!.caller;
  const answer = await api.send(`POST /v1/transfers/${id}/${kind}`, { caller });
  expect(answer.status).toBe(200);
  model.open.delete(id);
  model.set(serials, 'held', kind === 'accept' ? to : from);
}

async function subdivide(step: { pick: number; lanes: number }, batch: string, parties: Party[]) {
  const blocks = await blocksOf(api, batch);
  const block = blocks[step.pick % blocks.length]!;
  const owner = parties.find(({ account }) => account === block.account)!;
  const answer = await api.send(`POST /v1/batches/${batch}/subdivide`, {
    caller: owner.caller,
    body: { block: block.from, lanes: step.lanes },
  });
  const expected = block.status !== 'held' ? 409 : block.quantity < step.lanes ? 422 : 200;
  expect(answer.status).toBe(expected);
}

describe('conservation', () => {
  it('holds after any sequence of commands, each serial where the model has it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), (steps) => run(steps)),
      { numRuns: 25 },
    );
  });
});
