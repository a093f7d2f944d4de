/** The income of a first sale is divided among the parties of the agreement. */
import { chinaDate } from '../base/day.ts';
import { seal } from '../base/seal.ts';
import { versionInForce } from '../land/agreement.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  agreementEntity,
  divisionEntity,
  type Entities,
  entitlementEntity,
  projectEntity,
  read,
  transferEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { dividedIncome } from './income.ts';

export interface DivideIncome {
  transfer: string;
  /** The day in China on which the money arrived. */
  settledOn: string;
  /** The transfer's sealed price; every first sale has one. */
  fen?: number | undefined;
  salt: Uint8Array;
}

/**
 * The seller divides the income of a first sale. `entities` holds the transfer, the seller's account, the
 * project and its agreement. Rejections in order: not-found, not-yours, transfer-not-accepted, no-first-sale,
 * income-already-divided, settled-before-acceptance, settled-in-future, no-version-in-force.
 * @throws Error if the price of a first sale isn't given.
 */
export function decideDivideIncome(
  entities: Entities,
  { transfer, settledOn, fen, salt }: DivideIncome,
  context: Context,
): Draft<'income.divided'> | Rejection {
  const sale = read(entities, transferEntity(transfer))?.state;
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
  const agreement = read(entities, projectEntity(primary))?.state.agreement ?? '';
  const agreed = read(entities, agreementEntity(agreement))?.state;
  const version = agreed && versionInForce(agreed, settledOn);
  if (!version) return reject('no-version-in-force', '/settledOn', { agreement, settledOn });
  if (fen === undefined) throw new Error(`the first sale ${transfer} has no price beside its commit`);
  const shares = version.parties.map(({ organization, basisPoints }) => ({ organization, basisPoints }));
  return {
    type: 'income.divided',
    facts: { transfer, project: primary, agreement, version: version.version, settledOn, shares },
    advances: [
      // The transfer's prev puts the division after the acceptance; its version allows one division only.
      transferEntity(transfer),
      // A version of the agreement that is accepted at the same moment comes before or after, never between.
      agreementEntity(agreement),
      divisionEntity(transfer),
      ...shares.map(({ organization }) => entitlementEntity(transfer, organization)),
    ],
    sealed: seal(dividedIncome(fen, shares), salt),
  };
}
