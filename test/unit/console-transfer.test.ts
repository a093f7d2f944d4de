/** What the form of an offer tells beforehand, held against what the registry decides. */
import { describe, expect, it } from 'vitest';
import { type LotBatch, lotsOf } from '../../console/holdings/lots.ts';
import { fenOf, offerInput, sellable, type Unsellable } from '../../console/transfers/offer-form.ts';
import type { Holding } from '../../events/client/operations.schemas.ts';
import type { BatchSum } from '../../functions/ledger/account-reads.ts';
import { holdingsOf } from '../../functions/views/organization.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { batchEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { decideOfferTransfer, type OfferTransfer } from '../../shared/units/offer-transfer.ts';
import type { Item } from '../../shared/units/selection.ts';
import type { BatchState, BlockState } from '../../shared/units/states.ts';
import type { Situation } from '../support/ladder.ts';
import {
  batch,
  buyer,
  certificateSituation,
  expire,
  tradeAll,
} from '../support/states/certificate-situation.ts';
import { generator } from '../support/states/certificate-states.ts';

type Offer = OfferTransfer & { items: Item[] };
const offering = () =>
  certificateSituation<Offer>({
    from: generator.account,
    to: buyer.account,
    items: [{ batch, quantity: 1 }],
  });

/** What the form makes of the situation's certificates. */
function told({ entities, candidates, context }: Situation<Offer>) {
  const { state } = entities.get(batchEntity(batch))! as { state: BatchState };
  const held = candidates.flatMap(({ state: block }) => (block.batch === batch ? [block] : []));
  const unitsOf = (blocks: BlockState[]) => blocks.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const sum: BatchSum = {
    batch,
    status: 'held',
    quantity: unitsOf(held),
    blocks: held.length,
    traded: unitsOf(held.filter(({ traded }) => traded)),
  };
  return sellable(
    lotsOf(holdingsOf([sum], new Map([[batch, state]]), true) as Holding[]),
    chinaDate(context.at),
  );
}

const REFUSALS: Record<Unsellable, string> = { expired: 'certificate-expired', tradedOnce: 'already-traded' };

describe('units that can’t be offered', () => {
  it.each<[string, (s: Situation<Offer>) => unknown, Unsellable | undefined]>([
    ['none', () => undefined, undefined],
    ['expired ones', expire, 'expired'],
    ['certificates that changed hands', tradeAll, 'tradedOnce'],
  ])('%s, as the registry refuses them', (_, change, why) => {
    const s = offering();
    change(s);
    const { lots, unfit } = told(s);
    expect(unfit.map((each) => each.why)).toEqual(why ? [why] : []);
    expect(lots).toHaveLength(why ? 0 : 1);
    const outcome = decideOfferTransfer(s.entities, s.candidates, s.command, s.context);
    expect(isRejection(outcome) ? outcome.rejected : outcome.type).toBe(
      why ? REFUSALS[why] : 'units.offered',
    );
  });

  it('leave the rest of their batch, and count as much as they are', () => {
    const s = offering();
    const [first] = s.candidates.filter(({ state }) => state.batch === batch);
    Object.assign(first!.state, { traded: true });
    const { lots, unfit } = told(s);
    const whole = told(offering()).lots[0]!.quantity;
    expect(unfit[0]!.lot.quantity).toBe(first!.state.to - first!.state.from + 1);
    expect(lots[0]!.quantity).toBe(whole - unfit[0]!.lot.quantity);
  });

  it('are never credits that changed hands', () => {
    const credits = { id: 'b-1', instrument: 'CCER' } as LotBatch;
    const found = sellable([{ batch: credits, quantity: 5, traded: 5 }], '2026-08-01');
    expect(found).toMatchObject({ lots: [{ quantity: 5 }], unfit: [] });
  });
});

describe('an offer', () => {
  it.each([
    [0.01, 1],
    [1, 100],
    [0.29, 29],
    [1.15, 115],
    [123_456.78, 12_345_678],
    [90_000_000_000_000, 9_000_000_000_000_000],
  ])('of %d yuan costs %i fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen));

  it('names quantities, and a price only where there is one', () => {
    const { lots } = told(offering());
    const input = (price?: number | null) =>
      offerInput('a-1', 'a-2', { quantities: { [batch]: 3 }, ...(price !== undefined && { price }) }, lots);
    expect(input()).toEqual({ from: 'a-1', to: 'a-2', items: [{ batch, quantity: 3 }] });
    expect(input(null)).not.toHaveProperty('money');
    expect(input(0.5)).toHaveProperty('money', { fen: 50 });
  });
});
