/** Rules of trade by the instrument (DOMAIN §3), as offers and pledges have them, in their order. */
import { describe, expect, it } from 'vitest';
import {
  batchEntity,
  blockEntity,
  type Entity,
  type EntityId,
  facilityEntity,
  pledgeEntity,
  transferEntity,
} from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection, type RejectionCode } from '../../../shared/ledger/rejection.ts';
import type { FacilityState } from '../../../shared/power/states.ts';
import {
  decideEndTransfer,
  decideOfferTransfer,
  type OfferTransfer,
} from '../../../shared/units/offer-transfer.ts';
import { PLEDGE_STEPS, type PledgeStep } from '../../../shared/units/pledge.ts';
import {
  decidePledgeStep,
  decideProposePledge,
  type ProposePledge,
} from '../../../shared/units/propose-pledge.ts';
import type { Item } from '../../../shared/units/selection.ts';
import type { BatchState, BlockState } from '../../../shared/units/states.ts';
import { TRANSFER_ENDS, type TransferEnd } from '../../../shared/units/transfer.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  bank,
  batch,
  buyer,
  type Command,
  certificateSituation,
  changeBatch,
  changeFacility,
  expire,
  FIRST_MOMENT_AFTER,
  inProvince,
  LAST_MOMENT,
  mix,
  tradeAll,
} from '../../support/states/certificate-situation.ts';
import { FACILITY, generator } from '../../support/states/certificate-states.ts';
import { commitNamed, contextOf, entity } from '../../support/states/states.ts';

/** Rules of whatever may end in a sale. */
const tradeRules = <C extends Command>(to: string): Rule<C>[] => [
  ['provincial-account', '/from', inProvince(generator.account)],
  ['provincial-account', '/to', inProvince(to)],
  ['units-mixed', '/items/1/batch', mix],
  ['certificate-expired', '/items/0/batch', expire],
  ['not-tradable', '/items/0/batch', changeBatch({ energy: 'self-use' })],
  ['already-traded', '/items/0', tradeAll],
];

const offering = () =>
  certificateSituation<OfferTransfer & Command>({
    from: generator.account,
    to: buyer.account,
    items: [{ batch, quantity: 10 }],
  });
const offer = ({ entities, candidates, command, context }: Situation<OfferTransfer & Command>) =>
  decideOfferTransfer(entities, candidates, command, context);
holdLadder('offer certificates', offering, offer, tradeRules(buyer.account));

const proposing = () =>
  certificateSituation<ProposePledge & Command>({
    from: generator.account,
    to: bank.account,
    items: [{ batch, quantity: 10 }],
  });
const propose = ({ entities, candidates, command, context }: Situation<ProposePledge & Command>) =>
  decideProposePledge(entities, candidates, command, context);
holdLadder('pledge certificates', proposing, propose, tradeRules(bank.account));

const TRADABLE: [string, Partial<FacilityState>, Partial<BatchState>, boolean][] = [
  ['wind on the grid', {}, {}, true],
  ['under 机制电价', {}, { energy: 'mechanism-priced' }, false],
  ['off the grid', {}, { energy: 'off-grid' }, false],
  ['hydro of 2022', { technology: 'hydro', marketBased: true, connectedOn: '2022-12-31' }, {}, false],
  ['hydro of 2023', { technology: 'hydro', marketBased: true, connectedOn: '2023-01-01' }, {}, true],
  ['hydro not market-based', { technology: 'hydro', connectedOn: '2024-01-01' }, {}, false],
  ["another registry's, of whatever energy", {}, { instrument: 'IREC', energy: 'self-use' }, true],
  ["another registry's, of hydropower", { technology: 'hydro' }, { instrument: 'IREC' }, true],
];
describe('what may be offered', () => {
  it.each(TRADABLE)('%s', (_, facility, state, tradable) => {
    const s = offering();
    changeFacility(facility)(s);
    changeBatch(state)(s);
    expect(isRejection(offer(s)) ? offer(s) : 'offered').toEqual(
      tradable ? 'offered' : expect.objectContaining({ rejected: 'not-tradable' }),
    );
  });

  it('takes what was never traded before it says that the rest was', () => {
    const blocks: Partial<BlockState>[] = [{ traded: true }, {}, { traded: true }];
    const asked = (items: Item[]) => {
      const s = certificateSituation({ from: generator.account, to: buyer.account, items }, blocks);
      const outcome = offer(s);
      return isRejection(outcome)
        ? [outcome.rejected, outcome.pointer, outcome.seen]
        : (outcome.facts as EventOfType<'units.offered'>['facts']).items;
    };
    expect(asked([{ batch, quantity: 10 }])).toEqual([{ batch, ranges: [{ from: 11, to: 20 }] }]);
    expect(asked([{ batch, quantity: 11 }])).toEqual([
      'already-traded',
      '/items/0',
      { batch, available: 10, wanted: 11 },
    ]);
    expect(asked([{ batch, from: 11, to: 20 }])).toEqual([{ batch, ranges: [{ from: 11, to: 20 }] }]);
    expect(asked([{ batch, from: 15, to: 25 }])).toEqual([
      'already-traded',
      '/items/0',
      { batch, serial: 21 },
    ]);
    expect(asked([{ batch, from: 31, to: 31 }])).toEqual([
      'units-not-available',
      '/items/0',
      { batch, serial: 31 },
    ]);
  });

  it('knows no second sale of instruments that are traded freely', () => {
    const s = offering();
    tradeAll(s);
    changeBatch({ instrument: 'IREC' })(s);
    expectEvent(s, offer);
  });

  it.each<['batch' | 'facility', EntityId]>([
    ['batch', batchEntity(batch)],
    ['facility', facilityEntity(FACILITY)],
  ])('a %s that is not loaded is a fault, and no rule is passed over', (_, id) => {
    const s = offering();
    s.entities.delete(id);
    expect(() => offer(s)).toThrow("isn't loaded");
  });
});

const locking = commitNamed('transfer or pledge');
const LOCKED = { from: generator.account, quantity: 10, items: [{ batch, from: 1, to: 10 }] };

/** On the last day of validity, and on the day after: the decision of that step. */
function ends(decideAt: (at: string) => { rejected?: RejectionCode } | object) {
  const outcome = (at: string) => {
    const decided = decideAt(at);
    return isRejection(decided) ? decided.rejected : 'done';
  };
  return [outcome(LAST_MOMENT), outcome(FIRST_MOMENT_AFTER)];
}

describe('what has expired while it was locked', () => {
  it.each<[TransferEnd, RejectionCode | 'done']>([
    ['accept', 'certificate-expired'],
    ['reject', 'done'],
    ['withdraw', 'done'],
  ])('%s of an offer: %s', (end, after) => {
    const side = TRANSFER_ENDS[end].by === 'to' ? buyer : generator;
    const s = certificateSituation({ items: [] }, [{ status: 'offered', transfer: locking }]);
    const state = { ...LOCKED, to: buyer.account, status: 'offered' as const };
    s.entities.set(transferEntity(locking), entity(state));
    const answer = (at: string) =>
      decideEndTransfer(s.entities, locking, end, {
        ...contextOf(side.id, 'enterprise', 'own'),
        at,
      });
    expect(ends(answer)).toEqual(['done', after]);
  });

  it.each<[PledgeStep, RejectionCode | 'done']>([
    ['accept', 'certificate-expired'],
    ['reject', 'done'],
    ['withdraw', 'done'],
    ['release', 'done'],
    ['enforce', 'certificate-expired'],
  ])('%s of a pledge: %s', (step, after) => {
    const { from: status, by } = PLEDGE_STEPS[step];
    const side = by === 'to' ? bank : generator;
    const s = certificateSituation({ items: [] }, [
      { status: status === 'active' ? 'pledged' : 'offered', pledge: locking },
    ]);
    s.entities.set(pledgeEntity(locking), entity({ ...LOCKED, to: bank.account, status }));
    const decide = (at: string) =>
      decidePledgeStep(s.entities, locking, step, { ...contextOf(side.id, 'financier', 'own'), at });
    expect(ends(decide)).toEqual(['done', after]);
  });

  it('an enforced pledge is a change of hands: what it passed on is not sold again', () => {
    const s = certificateSituation({ items: [] }, [{ status: 'pledged', pledge: locking }]);
    s.entities.set(pledgeEntity(locking), entity({ ...LOCKED, to: bank.account, status: 'active' as const }));
    const context = contextOf(bank.id, 'financier', 'own');
    const enforced = expectEvent({ ...s, context }, () =>
      decidePledgeStep(s.entities, locking, 'enforce', context),
    );
    const passedOn = advancedEntities(s.entities, enforced).get(blockEntity(batch, 1)) as Entity<BlockState>;
    s.entities.set(blockEntity(batch, 1), passedOn);
    const sale = { from: bank.account, to: buyer.account, items: [{ batch, quantity: 1 }] };
    expect(decideOfferTransfer(s.entities, [passedOn], sale, context)).toMatchObject({
      rejected: 'already-traded',
    });
  });
});
