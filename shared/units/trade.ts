/**
 * Which units of an instrument may change hands (DOMAIN §3). Certificates of some power never do, others
 * once, and none after their validity; tonnes and megawatt-hours never go together. The rules come from the
 * instrument's row and the batch; no code asks which instrument it is.
 */
import { chinaDate } from '../base/day.ts';
import { accountEntity, batchEntity, type Entities, facilityEntity, read } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { hasExpired } from '../power/expiry.ts';
import { isTradable } from '../power/technology.ts';
import type { Movement } from './facts.ts';
import { instrumentRow } from './instrument.ts';
import { type Candidate, FOUND_TOO_LITTLE, type Item } from './selection.ts';
import type { BatchState } from './states.ts';

/** A province's certificates, of mechanism-priced power, are only retired; its account receives no units. */
export function refuseProvincial(
  entities: Entities,
  account: string,
  pointer: string,
): Rejection | undefined {
  const province = read(entities, accountEntity(account))?.state.province;
  return province === undefined ? undefined : reject('provincial-account', pointer, { account, province });
}

/** The items requested, and the candidates for them. */
interface Asked {
  items: readonly Item[];
  candidates: readonly Candidate[];
}

/**
 * Refuses items that can't be used together on that day, judging by their batches. A missing batch is left to
 * the selection, which finds no unit of it. Rejections in order: units-mixed, certificate-expired.
 * @throws Error if the batch of a candidate isn't loaded.
 */
export function refuseUse(
  entities: Entities,
  { items, candidates }: Asked,
  at: string,
): Rejection | undefined {
  for (const { state } of candidates) loadedBatch(entities, state.batch);
  const batches = items.map(({ batch }) => read(entities, batchEntity(batch))?.state);
  return refuseMixed(batches) ?? refuseExpired(batches, items, at);
}

type Batches = readonly (BatchState | undefined)[];

/** A quantity is one number, so it must not add tonnes to megawatt-hours. */
function refuseMixed(batches: Batches): Rejection | undefined {
  const units = batches.map((batch) => batch && instrumentRow(batch.instrument).unit);
  const unit = units.find((each) => each !== undefined);
  const other = units.findIndex((each) => each !== undefined && each !== unit);
  if (unit === undefined || other < 0) return undefined;
  return reject('units-mixed', `/items/${other}/batch`, { unit, other: units[other]! });
}

function refuseExpired(batches: Batches, items: readonly Item[], at: string): Rejection | undefined {
  const today = chinaDate(at);
  const expired = batches.findIndex((batch) => batch && hasExpired(batch, today));
  if (expired < 0) return undefined;
  return reject('certificate-expired', `/items/${expired}/batch`, { batch: items[expired]!.batch, today });
}

/**
 * Refuses items that can't be offered or pledged (a pledge may end in a sale). `entities` holds, for batches
 * that facilities issued, the facilities too. Rejections in order: refuseUse's, then not-tradable.
 * @throws Error if the batch of a candidate, or a facility, isn't loaded.
 */
export function refuseTrade(entities: Entities, asked: Asked, at: string): Rejection | undefined {
  const refused = refuseUse(entities, asked, at);
  if (refused) return refused;
  for (const [index, { batch }] of asked.items.entries()) {
    const { instrument, facility, energy } = read(entities, batchEntity(batch))?.state ?? {};
    if (facility === undefined || energy === undefined) continue;
    // Other registries don't tell kinds of energy or market-based dams apart; their own rules applied.
    if (!instrument || !instrumentRow(instrument).tradability) continue;
    const state = read(entities, facilityEntity(facility))?.state;
    if (!state) throw new Error(`${facility} is needed to tell whether ${batch} is traded, and isn't loaded`);
    if (!isTradable(state, energy, chinaDate(at)))
      return reject('not-tradable', `/items/${index}/batch`, { batch, energy, technology: state.technology });
  }
  return undefined;
}

/**
 * Refuses to pass expired units, locked in an offer or a pledge, to the other side: certificate-expired. They
 * can still be given back. `entities` holds their batches.
 * @throws Error if a batch isn't loaded.
 */
export function refuseExpiredUnits(
  entities: Entities,
  items: readonly { batch: string }[],
  at: string,
): Rejection | undefined {
  const today = chinaDate(at);
  for (const { batch } of items)
    if (hasExpired(loadedBatch(entities, batch), today))
      return reject('certificate-expired', undefined, { batch, today });
  return undefined;
}

/**
 * Units that may still be traded: of instruments that change hands once, those that never did. If only traded
 * ones would do, refuses with already-traded instead of finding too few.
 * @throws Error if the batch of a candidate isn't loaded.
 */
export function selectUntraded(
  entities: Entities,
  candidates: readonly Candidate[],
  select: (candidates: readonly Candidate[]) => Movement[] | Rejection,
): Movement[] | Rejection {
  const isSpent = ({ state: { batch, traded } }: Candidate) =>
    traded === true && instrumentRow(loadedBatch(entities, batch).instrument).tradedOnce;
  const spent = candidates.filter(isSpent);
  if (spent.length === 0) return select(candidates);
  const items = select(candidates.filter((candidate) => !isSpent(candidate)));
  if (!isRejection(items) || !FOUND_TOO_LITTLE.has(items.rejected)) return items;
  const { batch, serial } = items.seen ?? {};
  const wouldDo = spent.some(
    ({ state: { batch: of, from, to } }) =>
      of === batch && (typeof serial !== 'number' || (from <= serial && serial <= to)),
  );
  return wouldDo ? { ...items, rejected: 'already-traded' } : items;
}

/** Requires the batch of whatever moves, since a rule that can't look at it would not hold. */
function loadedBatch(entities: Entities, batch: string): BatchState {
  const found = read(entities, batchEntity(batch));
  if (!found) throw new Error(`${batch} has the rules of its units, and isn't loaded`);
  return found.state;
}
