/** Pledges are proposed, and moved step by step. */
import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import { accountEntity, type Entities, organizationEntity, pledgeEntity, read } from '../ledger/entity.ts';
import { leafBytesLeft, leafBytesLeftLater } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { blocksAdvanced, movedQuantity, wholeBlocks } from './block.ts';
import type { Movement } from './facts.ts';
import { PLEDGE_STEPS, type PledgeMoved, type PledgeStep } from './pledge.ts';
import { type Candidate, type Item, selectUnits, unlessUnknown } from './selection.ts';
import { refuseExpiredUnits, refuseProvincial, refuseTrade, selectUntraded } from './trade.ts';

export interface ProposePledge {
  from: string;
  to: string;
  items: readonly Item[];
  /** The commitment to the loan (seal.ts), if the loan is told; no decision depends on the loan itself. */
  sealed?: string | undefined;
}

/** Each step moves the pledge besides the blocks: a larger pledge could never be released. */
const PLEDGE_ADVANCES_MAX = ADVANCES_MAX - 1;

/**
 * The owner's proposal. `entities` holds both accounts, the financier's organization, and the batches of its
 * items with the facilities that issued them. Enforcement changes hands, so units that can't be sold can't be
 * pledged. Rejections in order: not-found, not-yours, provincial-account, not-found (the financier's
 * account), pledge-to-self, buffer-account, pledgee-not-a-financier, provincial-account (the financier's),
 * then refuseTrade's, then selectUnits' and already-traded; not-found for too few of a batch that
 * doesn't exist.
 */
export function decideProposePledge(
  entities: Entities,
  candidates: readonly Candidate[],
  { from, to, items, sealed }: ProposePledge,
  context: Context,
): Draft<'pledge.proposed'> | Rejection {
  const refused = actsFor(entities, from, context);
  if (refused) return { ...refused, pointer: '/from' };
  const provincial = refuseProvincial(entities, from, '/from');
  if (provincial) return provincial;
  const pledgee = read(entities, accountEntity(to))?.state;
  if (!pledgee) return reject('not-found', '/to', { account: to });
  const { organization, buffer } = pledgee;
  if (organization === read(entities, accountEntity(from))?.state.organization)
    return reject('pledge-to-self', '/to');
  if (buffer) return reject('buffer-account', '/to', { account: to });
  const financier = read(entities, organizationEntity(organization))?.state;
  if (!financier?.roles.includes('financier'))
    return reject('pledgee-not-a-financier', '/to', { organization });
  const untradable =
    refuseProvincial(entities, to, '/to') ?? refuseTrade(entities, { items, candidates }, context.at);
  if (untradable) return untradable;
  const proposed = (moved: Movement[], quantity: number): Draft<'pledge.proposed'> => ({
    type: 'pledge.proposed',
    facts: { from, to, items: moved, quantity },
    advances: [...blocksAdvanced(entities, moved), pledgeEntity(context.id)],
    ...(sealed && { sealed }),
  });
  const bytesLeft = Math.min(
    leafBytesLeft(proposed([], MOVED_QUANTITY_MAX), entities, context),
    stepBytesLeft(context),
  );
  const moved = selectUntraded(entities, candidates, (untraded) =>
    selectUnits(untraded, items, bytesLeft, PLEDGE_ADVANCES_MAX),
  );
  if (isRejection(moved)) return unlessUnknown(entities, items, moved);
  return proposed(moved, movedQuantity(moved));
}

/** Room for the leaf of a later step, without which the pledge could never be released. */
const stepBytesLeft = (context: Context): number =>
  leafBytesLeftLater(
    {
      type: 'pledge.withdrawn',
      facts: { pledge: context.id, items: [] },
      advances: [pledgeEntity(context.id)],
    },
    context,
  );

/**
 * A step of a pledge, for all its units. `entities` holds the pledge, its blocks with their batches and both
 * accounts. Rejections in order: not-found (also for strangers), not-yours (the other side's step),
 * pledge-not-proposed, pledge-not-active and, unless the step gives the units back, certificate-expired.
 */
export function decidePledgeStep(
  entities: Entities,
  pledge: string,
  step: PledgeStep,
  context: Context,
): Draft<PledgeMoved> | Rejection {
  const current = read(entities, pledgeEntity(pledge))?.state;
  if (!current) return reject('not-found', undefined, { pledge });
  const { type, by, from, units, unitsTo } = PLEDGE_STEPS[step];
  const refused = actsFor(entities, current[by], context);
  if (refused) {
    const other = actsFor(entities, current[by === 'to' ? 'from' : 'to'], context);
    return other ? reject('not-found', undefined, { pledge }) : refused;
  }
  const { status } = current;
  if (status !== from)
    return reject(from === 'active' ? 'pledge-not-active' : 'pledge-not-proposed', undefined, { status });
  const givesBack = units === 'held' && unitsTo === 'from';
  const expired = !givesBack && refuseExpiredUnits(entities, current.items, context.at);
  if (expired) return expired;
  const items = wholeBlocks(entities, current.items);
  return {
    type,
    facts: { pledge, items },
    advances: [...blocksAdvanced(entities, items), pledgeEntity(pledge)],
  };
}
