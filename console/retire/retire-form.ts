/** A retirement as its form has it, and as the API takes it. */
import type {
  EmissionStatement,
  PostV1RetirementsBody,
  RetirementPurpose,
  SerialRange,
} from '../../events/client/operations.schemas.ts';
import { purposes } from '../../shared/units/purpose.ts';
import { type Lot, namesYear, serialsFor } from './units-for.ts';

export type Kind = 'credit' | 'certificate';

/** In place of a statement's id, where the units cover none. */
export const NO_STATEMENT = 'none';

export interface RetireForm {
  kind?: Kind;
  statement?: string;
  /** Of certificates that cover no statement. */
  consumptionYear?: number | null;
  /** Whole units by batch. */
  quantities?: Record<string, number | null | undefined>;
  purpose?: RetirementPurpose;
  beneficiary?: string;
  reason?: string;
}

/** Purposes that such units can have; those that cover a statement, where one is named. */
export const purposesFor = (kind: Kind, forStatement: boolean): RetirementPurpose[] =>
  (Object.keys(purposes) as RetirementPurpose[]).filter(
    (name) => purposes[name].of === kind && (!forStatement || purposes[name].covers),
  );

/** The purpose that the registry would take if none was named; certificates have one only for a statement. */
export function usualPurpose(kind: Kind, forStatement: boolean): RetirementPurpose | undefined {
  if (!forStatement) return kind === 'credit' ? 'voluntary' : undefined;
  return kind === 'credit' ? 'corporate-offset' : 'green-power-accounting';
}

/** The lots that the form takes something of, and how much. */
export const chosenOf = (form: RetireForm, lots: readonly Lot[]): { lot: Lot; quantity: number }[] =>
  lots.flatMap((lot) => {
    const quantity = form.quantities?.[lot.batch.id] ?? 0;
    return quantity > 0 ? [{ lot, quantity }] : [];
  });

export const serialsOf = (form: RetireForm, lots: readonly Lot[]): SerialRange[] =>
  chosenOf(form, lots).flatMap(({ lot, quantity }) => serialsFor(lot, quantity));

/** The year of consumption that the retirement names; undefined where it names none. */
export function yearOf(form: RetireForm, statement: Pick<EmissionStatement, 'year'> | undefined) {
  if (form.kind !== 'certificate') return undefined;
  return statement?.year ?? form.consumptionYear ?? undefined;
}

/** Tonnes that may still be retired for a statement; undefined where no bound is set. */
export function openOf(form: RetireForm, statement: EmissionStatement | undefined): number | undefined {
  return form.kind === 'credit' ? statement?.coverage.openTonnes : undefined;
}

/** @param account from which the units go */
export function retirementInput(
  account: string,
  form: RetireForm & { kind: Kind },
  lots: readonly Lot[],
  statement: EmissionStatement | undefined,
): PostV1RetirementsBody {
  const year = yearOf(form, statement);
  const isDated = chosenOf(form, lots).some(({ lot }) => namesYear(lot.batch));
  return {
    account,
    items: serialsOf(form, lots),
    beneficiary: form.beneficiary?.trim() ?? '',
    reason: form.reason?.trim() ?? '',
    ...(form.purpose && { purpose: form.purpose }),
    ...(isDated && year !== undefined && { consumptionYear: year }),
    ...(statement && { statement: statement.id }),
  };
}

/** Why the chosen amount can't be retired: the names of the words that say so. */
export type AmountFault = 'nothing' | 'moreThanHeld' | 'moreThanOpen';

/** @param open tonnes that may still be retired, where that is bounded */
export function amountFault(
  form: RetireForm,
  lots: readonly Lot[],
  open: number | undefined,
): AmountFault | undefined {
  const chosen = chosenOf(form, lots);
  const total = chosen.reduce((sum, { quantity }) => sum + quantity, 0);
  if (total === 0) return 'nothing';
  if (chosen.some(({ lot, quantity }) => quantity > lot.quantity)) return 'moreThanHeld';
  return open !== undefined && total > open ? 'moreThanOpen' : undefined;
}

/** The last day on which credits can be retired for a statement of that year (ISO 14068-1 §11.2). */
export const lastDayFor = (year: number): string => `${year + 1}-12-31`;
