/**
 * The income of a first sale, divided by the agreement's version in force on the day of settlement (DOMAIN §2,
 * 分级协商受益). Shares are public; amounts are sealed, and stand beside the commit for those entitled to see them.
 */

import { chinaDate } from '../base/day.ts';
import { seal } from '../base/seal.ts';
import { versionInForce } from '../land/agreement.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  agreementEntity,
  divisionEntity,
  type Entities,
  type EntityId,
  type EntityState,
  entitlementEntity,
  projectEntity,
  read,
  transferEntity,
} from '../ledger/entity.ts';
import type { EventOfType, Facts } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { divide } from './division.ts';
import type { TransferState } from './states.ts';

type Shares = Facts<'income.divided'>['shares'];

/** What the seal of a division commits to, in fen: the whole, and each party's part. Σ parts = whole. */
export interface DividedIncome {
  fen: number;
  parts: { organization: string; fen: number }[];
}

/** The parts of `fen` by these shares, by largest remainder; the same whenever it is asked again. */
export function dividedIncome(fen: number, shares: Shares): DividedIncome {
  const parts = divide(
    fen,
    shares.map(({ organization, basisPoints }) => ({ party: organization, basisPoints })),
  );
  return { fen, parts: parts.map(({ party, fen: part }) => ({ organization: party, fen: part })) };
}

export interface DivideIncome {
  transfer: string;
  /** The day in China on which the money arrived. */
  settledOn: string;
  /** The transfer's sealed price; every first sale has one. */
  fen?: number | undefined;
  salt: Uint8Array;
}

/**
 * The seller divides the income of a first sale. `entities` holds the transfer, the seller's account, the project and
 * its agreement. Rejections in order: not-found, not-yours, transfer-not-accepted, no-first-sale,
 * income-already-divided, settled-before-acceptance, settled-in-future, no-version-in-force.
 * @throws Error if the price of a first sale isn't given.
 */
export function decideDivideIncome(
  entities: Entities,
  { transfer, settledOn, fen, salt }: DivideIncome,
  context: Context,
): Extract<Draft, { type: 'income.divided' }> | Rejection {
  const sale = read(entities, 'transfer', transferEntity(transfer))?.state;
  if (!sale) return reject('not-found', undefined, { transfer });
  const refused = actsFor(entities, sale.from, context);
  if (refused) return refused;
  const { status, primary, acceptedOn = '', divided } = sale;
  if (status !== 'accepted') return reject('transfer-not-accepted', undefined, { status });
  if (!primary) return reject('no-first-sale', undefined, { transfer });
  if (divided) return reject('income-already-divided', undefined, { transfer });
  const today = chinaDate(context.at);
  if (settledOn < acceptedOn)
    return reject('settled-before-acceptance', '/settledOn', { settledOn, acceptedOn });
  if (settledOn > today) return reject('settled-in-future', '/settledOn', { settledOn, today });
  const agreement = read(entities, 'project', projectEntity(primary))?.state.agreement ?? '';
  const agreed = read(entities, 'agreement', agreementEntity(agreement))?.state;
  const version = agreed && versionInForce(agreed, settledOn);
  if (!version) return reject('no-version-in-force', '/settledOn', { agreement, settledOn });
  if (fen === undefined) throw new Error(`the first sale ${transfer} has no price beside its commit`);
  const shares = version.parties.map(({ organization, basisPoints }) => ({ organization, basisPoints }));
  return {
    type: 'income.divided',
    facts: { transfer, project: primary, agreement, version: version.version, settledOn, shares },
    advances: [
      // Its prev keeps the division behind the acceptance in the log, and its version keeps it single.
      transferEntity(transfer),
      // A version accepted in the same moment stands wholly before the division or wholly behind it.
      agreementEntity(agreement),
      divisionEntity(transfer),
      ...shares.map(({ organization }) => entitlementEntity(transfer, organization)),
    ],
    sealed: seal(dividedIncome(fen, shares), salt),
  };
}

export function evolveIncomeDivided(
  entities: Entities,
  { facts }: EventOfType<'income.divided'>,
): [EntityId, EntityState][] {
  const { transfer, project, agreement, version, settledOn, shares } = facts;
  const sale = read(entities, 'transfer', transferEntity(transfer))?.state;
  const divided: [EntityId, TransferState][] = sale
    ? [[transferEntity(transfer), { ...sale, divided: true }]]
    : [];
  const agreed = read(entities, 'agreement', agreementEntity(agreement))?.state;
  return [
    ...divided,
    ...(agreed ? [[agreementEntity(agreement), agreed] as [EntityId, EntityState]] : []),
    [divisionEntity(transfer), { project, agreement, version, settledOn }],
    ...shares.map(({ organization, basisPoints }): [EntityId, EntityState] => [
      entitlementEntity(transfer, organization),
      { transfer, project, organization, basisPoints, settledOn },
    ]),
  ];
}
