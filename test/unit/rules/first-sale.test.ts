/** DOMAIN §2: which priced offers are first sales, and which can't be priced as one. */
import { describe, expect, it } from 'vitest';
import { seal } from '../../../shared/base/seal.ts';
import type { Entity, EntityId } from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { decideOfferTransfer, type OfferTransfer } from '../../../shared/units/offer-transfer.ts';
import type { Candidate } from '../../../shared/units/selection.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { agreementNamed, batchOf, projectOf } from '../../support/states/income-states.ts';
import {
  block,
  blockEntry,
  commitNamed,
  contextOf,
  idNamed,
  organizationNamed,
} from '../../support/states/states.ts';

const developer = organizationNamed('developer', ['developer']);
const buyer = organizationNamed('buyer');
const sealed = seal({ fen: 1 }, new Uint8Array(32));
const [forest, grass] = ['forest', 'grass'].map((name) => idNamed('p', name));
const idOfBatch = (name: string) => idNamed('b', name);

/** The developer offers 10 units each of two batches of one project, at one price. */
function offering(): Situation<OfferTransfer> {
  const blocks: Candidate[] = ['one', 'two', 'of grass', 'of imported'].map((name) =>
    block({ batch: idOfBatch(name), from: 1, to: 100, account: developer.account }),
  );
  return {
    entities: new Map<string, Entity>([
      ...developer.entities,
      ...buyer.entities,
      projectOf(developer.id, 'forest', agreementNamed('forest')),
      projectOf(developer.id, 'grass', agreementNamed('grass')),
      projectOf(developer.id, 'imported'),
      batchOf('forest', 'one'),
      batchOf('forest', 'two'),
      batchOf('grass', 'of grass'),
      batchOf('imported', 'of imported'),
      ...blocks.map(blockEntry),
    ]),
    candidates: blocks,
    command: { from: developer.account, to: buyer.account, items: offerOf('one', 'two'), sealed },
    context: contextOf(developer.id, 'developer', 'own'),
  };
}

const offerOf = (...batches: string[]) => batches.map((name) => ({ batch: idOfBatch(name), quantity: 10 }));
const offer = ({ entities, candidates, command, context }: Situation<OfferTransfer>) =>
  decideOfferTransfer(entities, candidates, command, context);

const trade =
  (...batches: string[]) =>
  ({ entities, candidates }: Situation<OfferTransfer>) => {
    for (const [index, candidate] of candidates.entries()) {
      if (!batches.some((name) => candidate.state.batch === idOfBatch(name))) continue;
      const traded = block({ ...candidate.state, traded: true });
      candidates[index] = traded;
      entities.set(...(blockEntry(traded) as [EntityId, Entity]));
    }
  };

holdLadder('offer a first sale', offering, offer, [
  ['not-yours', '/from', ({ context }) => (context.org = buyer.id)],
  [
    'insufficient-units',
    '/items/0',
    (s) => (s.command.items = [{ batch: idOfBatch('one'), quantity: 101 }, ...offerOf('two')]),
  ],
  ['first-sale-mixed', '/items', trade('two')],
  ['first-sales-of-several', '/items', (s) => (s.command.items = [...offerOf('one', 'two', 'of grass')])],
]);

describe('what a priced offer is', () => {
  type Change = (situation: Situation<OfferTransfer>) => unknown;
  const items =
    (...batches: string[]): Change =>
    ({ command }) =>
      (command.items = offerOf(...batches));

  it.each<[string, Change, string | undefined]>([
    ['untraded units of one project: its first sale', () => {}, forest],
    ['of another project: its own', items('of grass'), grass],
    ['traded units: none', trade('one', 'two'), undefined],
    ['units of a project without an agreement: none', items('of imported'), undefined],
    ['without a price: none', ({ command }) => (command.sealed = undefined), undefined],
  ])('%s', (_what, change, primary) => {
    const situation = offering();
    change(situation);
    const { facts } = expectEvent(situation, offer) as EventOfType<'units.offered'>;
    expect(facts.primary).toBe(primary);
  });

  it("another organization's sale of untraded units is none", () => {
    const situation = offering();
    situation.entities.set(...projectOf(buyer.id, 'forest', agreementNamed('forest')));
    expect((expectEvent(situation, offer) as EventOfType<'units.offered'>).facts.primary).toBeUndefined();
  });

  it.each<[string, Change]>([
    ['first-sale units beside traded ones', trade('one')],
    ['first-sale units beside those of no agreement', items('one', 'of imported')],
  ])('%s are refused', (_what, change) => {
    const situation = offering();
    change(situation);
    expect(offer(situation)).toMatchObject({ rejected: 'first-sale-mixed', pointer: '/items' });
  });

  describe('of a batch of which the developer bought some back', () => {
    const batch = idOfBatch('one');
    /** 60 bought back and 40 never sold. */
    const boughtBack = (quantity: number, partial = false) => {
      const situation = offering();
      const { account } = developer;
      const pieces = [
        block({ batch, from: 1, to: 60, account, traded: true }),
        block({ batch, from: 61, to: 100, account }),
      ];
      for (const piece of pieces) situation.entities.set(...(blockEntry(piece) as [EntityId, Entity]));
      situation.candidates = pieces;
      situation.command = { ...situation.command, items: [{ batch, quantity }], partial };
      return situation;
    };
    const offered = (situation: Situation<OfferTransfer>) =>
      (expectEvent(situation, offer) as EventOfType<'units.offered'>).facts;

    it.each([1, 40])('%d: those never sold go first, whichever block fits', (quantity) => {
      expect(offered(boughtBack(quantity))).toMatchObject({
        primary: forest,
        items: [{ ranges: [{ to: 100 }] }],
      });
    });

    it.each([41, 60])('%d: the others alone, where those never sold do not suffice', (quantity) => {
      const facts = offered(boughtBack(quantity));
      expect(facts).toMatchObject({ items: [{ ranges: [{ to: 60 }] }] });
      expect(facts).not.toHaveProperty('primary');
    });

    it('more than either: refused, and so is what there is not', () => {
      expect(offer(boughtBack(61))).toMatchObject({ rejected: 'first-sale-mixed' });
      expect(offer(boughtBack(101))).toMatchObject({ rejected: 'insufficient-units' });
    });

    it('the others are not taken as long as not all blocks have been looked at', () => {
      expect(offer(boughtBack(41, true))).toMatchObject({ rejected: 'insufficient-units' });
      expect(offered(boughtBack(40, true)).primary).toBe(forest);
    });

    it('named serials are those, sold before or not', () => {
      const situation = boughtBack(1);
      situation.command.items = [{ batch, from: 51, to: 60 }];
      expect(offered(situation)).not.toHaveProperty('primary');
    });
  });

  it('the seal goes into the event and the transfer; the price into neither', () => {
    const situation = offering();
    const event = expectEvent(situation, offer);
    const states = advancedEntities(situation.entities, event);
    expect(states.get(`transfer:${event.id}`)?.state).toMatchObject({ sealed, primary: forest });
    expect(JSON.stringify([event, [...states]])).not.toContain('fen');
  });

  it('as much as it says fits one leaf does, with seal, project and the longest of organizations', () => {
    const situation = offering();
    const batch = idOfBatch('one');
    const from = 900_000_000_000;
    const pieces = Array.from({ length: 98 }, (_, n) =>
      block({
        batch,
        from: from + 2 * n,
        to: from + 2 * n,
        account: developer.account,
        since: commitNamed('s'),
      }),
    );
    for (const piece of pieces) situation.entities.set(...(blockEntry(piece) as [EntityId, Entity]));
    situation.candidates = pieces;
    situation.context = { ...situation.context, org: 'o'.repeat(100), scope: 'any' };
    const ask = (quantity: number) => {
      situation.command.items = [{ batch, quantity }];
      return offer(situation);
    };
    const refused = ask(98);
    if (!isRejection(refused)) throw new Error('98 such blocks fit no leaf');
    const fits = Number(refused.seen?.fits);
    expect(refused.rejected).toBe('too-many-blocks');
    expect(ask(fits + 1)).toMatchObject({ rejected: 'too-many-blocks' });
    ask(fits);
    expectEvent(situation, offer);
  });

  it('without a price, no project is looked at', () => {
    const situation = offering();
    situation.command.sealed = undefined;
    for (const id of situation.entities.keys()) if (id.startsWith('project:')) situation.entities.delete(id);
    expectEvent(situation, offer);
  });

  it('with a price, a project that is not loaded is a fault, and never passes for one without an agreement', () => {
    const situation = offering();
    situation.entities.delete(`project:${forest}`);
    expect(() => offer(situation)).toThrow(`${forest}`);
  });

  it('a batch of the imported project may be sold beside another without an agreement', () => {
    const situation = offering();
    situation.entities.set(...batchOf('imported', 'two'));
    situation.command.items = offerOf('two', 'of imported');
    expect((expectEvent(situation, offer) as EventOfType<'units.offered'>).facts).not.toHaveProperty(
      'primary',
    );
  });
});
