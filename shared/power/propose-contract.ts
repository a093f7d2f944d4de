/** The generator proposes a power-purchase agreement, which is its signature; the buyers sign after it. */
import { chinaDate } from '../base/day.ts';
import { monthOf } from '../base/month.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { contractEntity, type Entities, facilityEntity, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { energyDelivered, isDirect } from './contract.ts';
import { type ContractTerms, checkTerms } from './contract-terms.ts';
import { BUYERS_MAX, type Buyer, type ContractKind } from './facts-contract.ts';
import { isMetered, METER_OF } from './record-generation.ts';
import type { ContractState, FacilityState } from './states.ts';
import { whyNotTradable } from './technology.ts';

export interface ProposeContract extends ContractTerms {
  kind: ContractKind;
  facility: string;
  buyers: Buyer[];
}

/** The number of buyers that a contract of each kind has. */
export const BUYER_COUNTS: Readonly<Record<ContractKind, { min: number; max: number }>> = {
  'direct-single': { min: 1, max: 1 },
  'direct-multi': { min: 2, max: BUYERS_MAX },
  bilateral: { min: 1, max: 1 },
  'multi-year': { min: 1, max: 1 },
  'park-supply': { min: 1, max: BUYERS_MAX },
};

/**
 * A new contract, its first version. `entities` holds the facility, the buyers' organizations, and whatever
 * is at the new id. Rejections in order: not-found (the facility), not-yours, facility-imported, buyer-count,
 * buyer-repeated, seller-as-buyer, grid-as-buyer, buyer-not-registered, buyer-not-an-enterprise, no-account,
 * meter-missing, power-not-tradable, those of checkTerms, id-taken.
 */
export function decideProposeContract(
  entities: Entities,
  { kind, facility, buyers, ...terms }: ProposeContract,
  context: Context,
): Draft<'contract.proposed'> | Rejection {
  const contract = deriveId('c', context.id);
  const plant = read(entities, facilityEntity(facility))?.state;
  if (!plant) return reject('not-found', '/facility', { facility });
  if (plant.owner !== context.org) return reject('not-yours', '/facility', { facility });
  if (!isMetered(plant)) return reject('facility-imported', '/facility', { facility });
  const { grid } = plant;
  const seller = plant.owner;
  const current = monthOf(chinaDate(context.at));
  const refused =
    checkBuyers(entities, { kind, seller, grid, buyers }) ??
    checkFacility(plant, kind) ??
    checkTerms(terms, { contract: { kind, seller, buyers }, plant, current, first: terms.from });
  if (refused) return refused;
  if (entities.has(contractEntity(contract))) return reject('id-taken');
  const { sealed, ...open } = terms;
  return {
    type: 'contract.proposed',
    facts: { contract, version: 1, kind, facility, seller, grid, buyers, ...open },
    advances: [contractEntity(contract)],
    sealed,
  };
}

function checkBuyers(
  entities: Entities,
  { kind, seller, grid, buyers }: Pick<ContractState, 'kind' | 'seller' | 'grid' | 'buyers'>,
): Rejection | undefined {
  const { min, max } = BUYER_COUNTS[kind];
  if (buyers.length < min || buyers.length > max)
    return reject('buyer-count', '/buyers', { kind, buyers: buyers.length, min, max });
  const names = buyers.map(({ organization }) => organization);
  const at = (index: number) => `/buyers/${index}/organization`;
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated >= 0) return reject('buyer-repeated', at(repeated), { organization: names[repeated]! });
  const own = names.indexOf(seller);
  // Only a direct connection of one user may have the same owner on both sides (同一投资主体).
  if (own >= 0 && kind !== 'direct-single') return reject('seller-as-buyer', at(own), { kind });
  // The party whose meter is read may not vouch for the reading.
  const reader = names.indexOf(grid);
  if (reader >= 0) return reject('grid-as-buyer', at(reader), { organization: grid });
  for (const [index, organization] of names.entries()) {
    const buyer = read(entities, organizationEntity(organization))?.state;
    if (!buyer) return reject('buyer-not-registered', at(index), { organization });
    if (organization !== seller && !buyer.roles.includes('enterprise'))
      return reject('buyer-not-an-enterprise', at(index), { organization });
    if (!buyer.account) return reject('no-account', at(index), { organization });
  }
  return undefined;
}

function checkFacility(plant: FacilityState, kind: ContractKind): Rejection | undefined {
  const meter = METER_OF[energyDelivered(kind)];
  if (!plant.meters?.some((each) => each.kind === meter))
    return reject('meter-missing', '/facility', { kind, meter });
  // Certificates of self-used power aren't traded: under direct supply they are the user's at once.
  const why = isDirect(kind) ? undefined : whyNotTradable(plant, energyDelivered(kind));
  return why && reject('power-not-tradable', '/facility', { why: `${why.zh}; ${why.en}` });
}
