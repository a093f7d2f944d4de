/**
 * Whatever is decided, in whatever order: every serial of a batch stands in one block, and a
 * retired one stays so.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Context, Draft } from '../../shared/ledger/decision.ts';
import { type Entity, kindOf } from '../../shared/ledger/entity.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../shared/ledger/rejection.ts';
import { decideEndTransfer, decideOfferTransfer } from '../../shared/units/offer-transfer.ts';
import { decideRetireUnits } from '../../shared/units/retire-units.ts';
import type { Candidate, Item } from '../../shared/units/selection.ts';
import { type BlockState, TERMINAL } from '../../shared/units/states.ts';
import { decideSubdivideBlock } from '../../shared/units/subdivide-block.ts';
import type { TransferEnd } from '../../shared/units/transfer.ts';
import { expectEvent } from '../support/ladder.ts';
import {
  batchEntry,
  blockEntry,
  blocksOf,
  commitNamed,
  contextOf,
  idNamed,
  organizationNamed,
} from '../support/states/states.ts';

const BATCH = idNamed('b', 'batch');
const ISSUED = 60;
const holders = [organizationNamed('one'), organizationNamed('two')] as const;

type Step =
  | { do: 'offer' | 'retire'; by: 0 | 1; items: Item[] }
  | { do: 'subdivide'; by: 0 | 1; block: number; lanes: number }
  | { do: TransferEnd; transfer: number };

const by = fc.constantFrom<0 | 1>(0, 1);
const serial = fc.integer({ min: 1, max: ISSUED });
const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ batch: fc.constant(BATCH), quantity: fc.integer({ min: 1, max: 20 }) }),
  fc
    .record({ from: serial, length: fc.integer({ min: 0, max: 8 }) })
    .map(({ from, length }) => ({ batch: BATCH, from, to: from + length })),
);
const items = fc.array(item, { minLength: 1, maxLength: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('offer' as const, 'retire' as const), by, items }),
  fc.record({
    do: fc.constant('subdivide' as const),
    by,
    block: serial,
    lanes: fc.integer({ min: 2, max: 4 }),
  }),
  fc.record({
    do: fc.constantFrom<TransferEnd>('accept', 'reject', 'withdraw'),
    transfer: fc.nat({ max: 5 }),
  }),
);

type World = { entities: Map<string, Entity>; transfers: string[] };

const newWorld = (): World => ({
  entities: new Map([
    ...holders.flatMap(({ entities }) => entities),
    batchEntry(BATCH),
    ...blocksOf(holders[0].account, BATCH, 30, 30).map(blockEntry),
  ]),
  transfers: [],
});

const blocksIn = ({ entities }: World) =>
  [...entities].flatMap(([id, entity]) => (kindOf(id) === 'block' ? [entity as Candidate] : []));

function decide({ entities, transfers }: World, wanted: Step, context: Context): Draft | Rejection {
  switch (wanted.do) {
    case 'offer':
    case 'retire': {
      const { account } = holders[wanted.by];
      const candidates = blocksIn({ entities, transfers }).filter(
        ({ state }) => state.account === account && state.status === 'held',
      );
      if (wanted.do === 'retire') {
        const text = { beneficiary: '示例', reason: '抵销', purpose: 'voluntary' as const };
        return decideRetireUnits(entities, candidates, { account, items: wanted.items, ...text }, context);
      }
      const to = holders[1 - wanted.by]!.account;
      return decideOfferTransfer(entities, candidates, { from: account, to, items: wanted.items }, context);
    }
    case 'subdivide':
      return decideSubdivideBlock(entities, { ...wanted, batch: BATCH }, context);
    default:
      return decideEndTransfer(entities, transfers[wanted.transfer] ?? 'none', wanted.do, context);
  }
}

/** What each serial is now; throws where one is in no block or in two. */
function statesBySerial(world: World): Map<number, BlockState> {
  const bySerial = new Map<number, BlockState>();
  for (const { state } of blocksIn(world))
    for (let at = state.from; at <= state.to; at++) {
      if (bySerial.has(at)) throw new Error(`serial ${at} is in two blocks`);
      bySerial.set(at, state);
    }
  expect([...bySerial.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: ISSUED }, (_, i) => i + 1));
  return bySerial;
}

it('serials are conserved, terminal ones for good, and offered ones by their transfer', () => {
  let decided = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world = newWorld();
      let before = statesBySerial(world);
      for (const [index, wanted] of steps.entries()) {
        const context = { ...contextOf(holders[0].id, 'enterprise', 'any'), id: commitNamed(`${index}`) };
        const situation = { entities: world.entities, candidates: [], command: wanted, context };
        if (isRejection(decide(world, wanted, context))) continue;
        decided++;
        const event = expectEvent(situation, () => decide(world, wanted, context));
        for (const [id, next] of advancedEntities(world.entities, event)) world.entities.set(id, next);
        if (wanted.do === 'offer') world.transfers.push(event.id);
        const after = statesBySerial(world);
        for (const [at, { status, transfer }] of after) {
          const was = before.get(at)!;
          if (TERMINAL.has(was.status)) expect([at, status]).toEqual([at, was.status]);
          expect(transfer !== undefined).toBe(status === 'offered');
        }
        before = after;
      }
    }),
    { numRuns: 200 },
  );
  // A test that refuses everything would hold too.
  expect(decided).toBeGreaterThan(200);
});
