/** Retirement (注销): units used for good, for a beneficiary and a purpose. */
import { chinaDate, yearOf } from '../base/day.ts';
import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  batchEntity,
  blockEntity,
  type Entities,
  read,
  retirementEntity,
  statementEntity,
} from '../ledger/entity.ts';
import type { Actor } from '../ledger/event.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, type RejectionCode, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { coverOf, refuseCover, type Taken } from '../statements/cover-statement.ts';
import { blocksAdvanced, movedQuantity, quantityOf } from './block.ts';
import type { ForeignRetirement, Movement } from './facts.ts';
import { issuedFrom } from './foreign-issuance.ts';
import { instrumentRow } from './instrument.ts';
import { type PurposeKind, purposes, type RetirementPurpose } from './purpose.ts';
import { type Candidate, FOUND_TOO_LITTLE, type Item, selectUnits, unlessUnknown } from './selection.ts';
import type { BatchState, BlockStatus } from './states.ts';
import { refuseUse } from './trade.ts';

export interface RetireUnits {
  account: string;
  items: readonly Item[];
  beneficiary: string;
  reason: string;
  /** Credits without a named purpose get CREDIT_PURPOSE; certificates need one. */
  purpose?: RetirementPurpose | undefined;
  /** The calendar year of the consumption that the units account for, for instruments that require it. */
  consumptionYear?: number | undefined;
  /** Of an import: what the other registry says of the retirement. */
  foreign?: ForeignRetirement | undefined;
  /** The emission statement that the units cover. */
  statement?: string | undefined;
}

/** Purposes if none is named: of credits (公益自愿注销), and of what is retired for a statement. */
const CREDIT_PURPOSE: RetirementPurpose = 'voluntary';
const STATEMENT_PURPOSES = {
  credit: 'corporate-offset',
  certificate: 'green-power-accounting',
} as const satisfies Record<PurposeKind, RetirementPurpose>;

/**
 * Holders retire held units. The operator records the retirement of units imported as retired: such a block
 * is still in the account that it came into, for nothing else moves it.
 */
export const retirableBy = (role: Actor): BlockStatus => (role === 'operator' ? 'retired-elsewhere' : 'held');

/**
 * Rejections in order: not-found, not-yours, operator-retires-imports-only, foreign-not-imported,
 * foreign-retirement-in-future, foreign-retirement-before-issuance, then refuseUse's, purpose-missing,
 * purpose-not-for-instrument, purpose-not-for-statement, consumption-year-missing,
 * consumption-year-not-for-instrument, consumption-year-too-early, consumption-year-too-late,
 * consumption-year-of-production, then refuseCover's, then selectUnits'; of a batch that
 * doesn't exist not-found takes the place of too few, and the operator gets `not-retired-elsewhere` for too
 * few. `entities` holds the account, its blocks of the batches named, those
 * batches, and where a statement is named that statement, and the projects of the batches with their first
 * parcels.
 */
export function decideRetireUnits(
  entities: Entities,
  candidates: readonly Candidate[],
  command: RetireUnits,
  context: Context,
): Draft<'units.retired'> | Rejection {
  const { account, beneficiary, reason, statement } = command;
  const refused = actsFor(entities, account, context);
  if (refused) return { ...refused, pointer: '/account' };
  const batches = command.items.map(({ batch }) => read(entities, batchEntity(batch))?.state);
  const imported = context.role === 'operator';
  const foreign = imported ? batches.findIndex((batch) => !batch?.imported) : -1;
  if (foreign >= 0) {
    const { batch } = command.items[foreign]!;
    return reject('operator-retires-imports-only', `/items/${foreign}/batch`, { batch });
  }
  const elsewhere = refuseForeign(command.foreign, batches, context);
  if (elsewhere) return elsewhere;
  const unusable = refuseUse(entities, { items: command.items, candidates }, context.at);
  if (unusable) return unusable;
  const purpose = purposeOf(batches, command.purpose, statement !== undefined);
  if (isRejection(purpose)) return purpose;
  const consumptionYear = command.consumptionYear ?? yearOfStatement(entities, statement, batches);
  const wrongYear = refuseYear(batches, consumptionYear, context.at);
  if (wrongYear) return wrongYear;
  const asked = askedOf(command.items);
  const uncovered =
    statement !== undefined &&
    refuseCover(entities, { statement, unit: unitOf(batches), quantity: asked, consumptionYear }, context);
  if (uncovered) return uncovered;
  const status = retirableBy(context.role);
  const retirable = candidates.filter(({ state }) => state.status === status);
  const retired = (items: Movement[], quantity: number): Draft<'units.retired'> => ({
    type: 'units.retired',
    facts: {
      account,
      items,
      quantity,
      beneficiary,
      reason,
      purpose: purpose.named,
      ...(consumptionYear !== undefined && { consumptionYear }),
      imported,
      ...(command.foreign && { foreign: command.foreign }),
      ...(statement !== undefined && { covers: coverOf(entities, statement, takenOf(entities, items)) }),
    },
    advances: [
      ...blocksAdvanced(entities, items),
      ...(statement === undefined ? [] : [statementEntity(statement), retirementEntity(context.id)]),
    ],
  });
  const bytesLeft = leafBytesLeft(retired([], MOVED_QUANTITY_MAX), entities, context);
  const items = selectUnits(retirable, command.items, bytesLeft);
  if (isRejection(items))
    return imported && FOUND_TOO_LITTLE.has(items.rejected)
      ? { ...items, rejected: 'not-retired-elsewhere' }
      : unlessUnknown(entities, command.items, items);
  return retired(items, movedQuantity(items));
}

/** Units asked for, by quantity or by range. */
const askedOf = (items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + ('quantity' in item ? item.quantity : quantityOf(item)), 0);

const unitOf = (batches: Batches) => {
  const batch = batches.find((each) => each !== undefined);
  return batch && instrumentRow(batch.instrument).unit;
};

/** The statement's year, which certificates retired for it account for. */
function yearOfStatement(
  entities: Entities,
  statement: string | undefined,
  batches: Batches,
): number | undefined {
  const dated = batches.some((batch) => batch && instrumentRow(batch.instrument).consumptionYear);
  if (statement === undefined || !dated) return undefined;
  return read(entities, statementEntity(statement))?.state.stated.year;
}

function takenOf(entities: Entities, items: readonly Movement[]): Taken[] {
  return items.flatMap(({ batch, ranges }) =>
    ranges.map(({ from, to, block }) => ({
      batch: read(entities, batchEntity(batch))!.state,
      block: read(entities, blockEntity(batch, block ?? from))!.state,
      quantity: quantityOf({ from, to }),
    })),
  );
}

/** Another registry's day is known of imports only, has passed, and doesn't precede their issuance. */
function refuseForeign(
  foreign: ForeignRetirement | undefined,
  batches: Batches,
  { role, at }: Context,
): Rejection | undefined {
  if (!foreign) return undefined;
  if (role !== 'operator') return reject('foreign-not-imported', '/foreign');
  const [{ retiredOn }, today] = [foreign, chinaDate(at)];
  if (retiredOn > today)
    return reject('foreign-retirement-in-future', '/foreign/retiredOn', { retiredOn, today });
  const begins = batches.map((batch) => (batch ? issuedFrom(batch.vintage, batch.foreign) : ''));
  const issued = begins.find((begin) => retiredOn < begin);
  return issued === undefined
    ? undefined
    : reject('foreign-retirement-before-issuance', '/foreign/retiredOn', { retiredOn, issued });
}

/** In the items' order; missing batches are left to the selection. */
type Batches = readonly (BatchState | undefined)[];

/** The purpose of the retirement, if every item's instrument has it. */
function purposeOf(
  batches: Batches,
  purpose: RetirementPurpose | undefined,
  forStatement: boolean,
): { named: RetirementPurpose } | Rejection {
  let named = purpose ?? CREDIT_PURPOSE;
  for (const [index, batch] of batches.entries()) {
    if (!batch) continue;
    const row = instrumentRow(batch.instrument);
    const usual = row.purposes === 'credit' ? CREDIT_PURPOSE : undefined;
    const found = purpose ?? (forStatement ? STATEMENT_PURPOSES[row.purposes] : usual);
    if (found === undefined) return reject('purpose-missing', '/purpose', { instrument: row.code });
    if (purposes[found].of !== row.purposes)
      return reject('purpose-not-for-instrument', '/purpose', { instrument: row.code, item: index });
    named = found;
  }
  if (forStatement && !purposes[named].covers)
    return reject('purpose-not-for-statement', '/purpose', { purpose: named });
  return { named };
}

function refuseYear(batches: Batches, year: number | undefined, at: string): Rejection | undefined {
  const rows = batches.flatMap((batch) => (batch ? [{ batch, row: instrumentRow(batch.instrument) }] : []));
  const refused = (
    code: Exclude<Extract<RejectionCode, `consumption-year-${string}`>, 'consumption-year-of-production'>,
    seen: Rejection['seen'],
  ) => reject(code, '/consumptionYear', seen);
  const naming = rows.find(({ row }) => row.consumptionYear)?.row;
  if (year === undefined) return naming && refused('consumption-year-missing', { instrument: naming.code });
  const free = rows.find(({ row }) => !row.consumptionYear)?.row;
  if (free) return refused('consumption-year-not-for-instrument', { instrument: free.code });
  const later = rows.find(({ batch }) => year < batch.vintage)?.batch;
  if (later) return refused('consumption-year-too-early', { year, generated: later.vintage });
  const bound = rows.find(
    ({ batch, row }) => row.sameYearFrom !== undefined && batch.vintage >= row.sameYearFrom,
  );
  if (bound && year !== bound.batch.vintage)
    return reject('consumption-year-of-production', '/consumptionYear', {
      year,
      generated: bound.batch.vintage,
    });
  const current = yearOf(chinaDate(at));
  return year > current ? refused('consumption-year-too-late', { year, current }) : undefined;
}
