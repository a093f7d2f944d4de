/** The sides of a power contract, and the facility whose power it sells. */
import { canonicalize } from '../../../../shared/base/canonical.ts';
import { chinaDate } from '../../../../shared/base/day.ts';
import { monthOf } from '../../../../shared/base/month.ts';
import { contractEntity, facilityEntity, organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { ContractState, FacilityState } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { BUYERS, deliveredEnergy } from './contract-kind.ts';
import { mayBeTraded } from './tradability.ts';

type Proposed = EventOfType<'contract.proposed'>;

/** The facility, where it is known. */
export function checkSides(live: LiveState, event: Proposed, violates: Violates): FacilityState | undefined {
  const { contract, facility, seller, grid } = event.facts;
  const entity = contractEntity(contract);
  const plant = live.state(facilityEntity(facility));
  if (plant?.grid) {
    if (grid !== plant.grid) violates('contract-grid', { grid, expected: plant.grid }, entity);
    checkPower(plant, event, violates);
  } else violates('contract-facility', { facility }, entity);
  const { org } = event.by;
  if (seller !== org || (plant && plant.owner !== org))
    violates('contract-seller', { org, seller, owner: plant?.owner }, entity);
  checkBuyers(live, event, violates);
  return plant;
}

/** A direct connection's consumption never enters the grid; otherwise the certificates must be tradable. */
function checkPower(plant: FacilityState, { facts: { contract, kind } }: Proposed, violates: Violates): void {
  const entity = contractEntity(contract);
  const meter = deliveredEnergy(kind);
  if (!plant.meters?.some((each) => each.kind === meter)) violates('contract-meter', { meter }, entity);
  if (meter === 'on-grid' && !mayBeTraded(plant, meter))
    violates('contract-tradable', { energy: meter }, entity);
}

function checkBuyers(live: LiveState, { facts }: Proposed, violates: Violates): void {
  const { contract, kind, seller, grid, buyers } = facts;
  const entity = contractEntity(contract);
  const [least, most] = BUYERS[kind];
  if (buyers.length < least || buyers.length > most)
    violates('contract-kind', { kind, buyers: buyers.length }, entity);
  const seen = new Set<string>();
  for (const { organization } of buyers) {
    if (seen.has(organization)) violates('contract-buyer-repeated', { organization }, entity);
    seen.add(organization);
    const buyer = live.state(organizationEntity(organization));
    const own = organization === seller;
    if (!buyer?.account || !(own || buyer.roles.includes('enterprise')))
      violates('contract-buyer', { organization }, entity);
    if (organization === grid) violates('contract-buyer-grid', { organization }, entity);
    if (own && kind !== 'direct-single') violates('contract-self-sale', { organization, kind }, entity);
  }
}

const FIXED = ['kind', 'facility', 'seller', 'grid', 'buyers'] as const;

/**
 * A later version: of the same contract, one at a time, numbered consecutively, and never for the past.
 */
export function checkAmendment(current: ContractState, { at, facts }: Proposed, violates: Violates): void {
  const entity = contractEntity(facts.contract);
  for (const member of FIXED)
    if (canonicalize(facts[member]) !== canonicalize(current[member]))
      violates('contract-changed', { member }, entity);
  const { pending, lastVersion, versions, settledThrough = '' } = current;
  if (pending) violates('contract-pending', { version: pending.version }, entity);
  if (facts.version !== lastVersion + 1)
    violates('contract-version', { version: facts.version, expected: lastVersion + 1 }, entity);
  const first = versions[0]?.from;
  if (first === undefined) return;
  const { from } = facts;
  const proposed = monthOf(chinaDate(at));
  const earliest = first > proposed ? first : proposed;
  if (from < earliest || from <= settledThrough) violates('contract-backwards', { from, earliest }, entity);
}
