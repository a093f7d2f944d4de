/** Endpoints of transfers: offer, read, and the three ways to end. */
import * as z from 'zod';
import { AccountId, CommitId } from '../../shared/base/field.ts';
import {
  accountEntity,
  type EntityId,
  isStateOf,
  projectEntity,
  read,
  transferEntity,
} from '../../shared/ledger/entity.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { decideEndTransfer, decideOfferTransfer } from '../../shared/units/offer-transfer.ts';
import { TRANSFER_ENDS, type TransferEnd } from '../../shared/units/transfer.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { addFacilities, addLocked, loadForMoving } from '../ledger/load.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { sealFacts } from '../ledger/sealed.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { SerialsView, TransferView, transferView } from '../views/units.ts';
import { type TwoEyes, twoEyes } from '../work/two-eyes.ts';
import { betweenAccounts } from './between-accounts.ts';
import { Items } from './items.ts';
import { maySeeSealed, Price, readPrice } from './price.ts';

const TransferPath = z.strictObject({ id: CommitId });

const offerTransfer = command({
  summary: '转让要约 Offer units to another account',
  action: 'transfer.offer',
  event: 'units.offered',
  body: () => z.strictObject({ from: AccountId, to: AccountId, items: Items(), price: Price().optional() }),
  status: 201,
  reply: TransferView,
  twoEyes,
  prepare: ({ body: { price, ...offer } }) => ({ offer, price, priced: price && sealFacts(price) }),
  load: async ({ offer: { from, to, items }, priced }, reading) => {
    const { reads, attempt } = reading;
    const loaded = await loadForMoving(reading, from, items, [accountEntity(to)]);
    const facilities = await addFacilities(reads, loaded.entities);
    // A first sale has a price, so an offer without one needs no projects.
    const projects = priced ? await loadProjects(reads, loaded.entities) : [];
    return { ...loaded, fixed: new Set([...facilities, ...projects]), partial: !attempt.thorough };
  },
  decide: ({ entities, candidates, partial }, { offer, priced }, context) =>
    decideOfferTransfer(entities, candidates, { ...offer, sealed: priced?.sealed, partial }, context),
  beside: (_draft, _loaded, { priced }) => ({ private: priced?.private }),
  view: ({ id, facts: { items, ...parties } }, { price }) => {
    const state = { ...parties, status: 'offered' as const, items: serialsOf(items) };
    // A retry makes another salt than the commit has: the seal is read from the commit, never echoed.
    return { json: transferView(id, 1, state, price && { price }), etag: 1 };
  },
});

/**
 * Adds the projects of the loaded batches. A first sale is recognised by a project's developer and agreement,
 * which never change once the project has units.
 */
async function loadProjects(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
): Promise<readonly EntityId[]> {
  const projects = [...entities].flatMap(([id, { state }]) =>
    isStateOf('batch:', id, state) && state.project ? [projectEntity(state.project)] : [],
  );
  addTo(entities, await reads.entities(projects));
  return projects;
}

const findTransfer = betweenAccounts(transferEntity);

const readTransfer = reader({
  summary: '查询转让 Read a transfer',
  action: 'transfer.read',
  path: TransferPath,
  reply: TransferView,
  find: findTransfer,
  view: async ({ version, state, owners }, { path, identity }, { reads }) => {
    const { sealed } = state;
    const visible = sealed !== undefined && maySeeSealed(identity, 'price.read', owners);
    const price = visible ? await readPrice(reads, path.id, sealed) : undefined;
    return transferView(path.id, version, state, price);
  },
});

const endTransfer = (end: TransferEnd, summary: string, eyes?: TwoEyes) =>
  command({
    summary,
    action: `transfer.${end}`,
    event: TRANSFER_ENDS[end].type,
    path: TransferPath,
    status: 200,
    reply: () =>
      z.strictObject({
        id: z.string(),
        status: z.string(),
        serials: SerialsView(),
        version: z.int(),
        commit: CommitReceipt(),
      }),
    twoEyes: eyes,
    load: async ({ path }, { reads }) => ({
      entities: await loadToEnd(reads, transferEntity(path.id)),
    }),
    decide: ({ entities }, { path }, context) => decideEndTransfer(entities, path.id, end, context),
    view: ({ facts, advances }) => {
      const version = advances.at(-1)?.version ?? 0;
      const { status } = TRANSFER_ENDS[end];
      return {
        json: { id: facts.transfer, status, serials: serialsOf(facts.items), version },
        etag: version,
      };
    },
  });

/** The transfer, its blocks with their batches, and the accounts of both sides. */
async function loadToEnd(reads: LedgerReads, transfer: EntityId<'transfer'>) {
  const entities = await reads.entities([transfer]);
  const state = read(entities, transfer)?.state;
  if (state) await addLocked(reads, entities, state);
  return entities;
}

export const transferEndpoints: Endpoints = {
  'POST /v1/transfers': offerTransfer,
  'GET /v1/transfers/{id}': readTransfer,
  'POST /v1/transfers/{id}/accept': endTransfer('accept', '受让 Accept a transfer', twoEyes),
  'POST /v1/transfers/{id}/reject': endTransfer('reject', '拒绝受让 Reject a transfer'),
  'POST /v1/transfers/{id}/withdraw': endTransfer('withdraw', '撤回转让 Withdraw an offer'),
};
