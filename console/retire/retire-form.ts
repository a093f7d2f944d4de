/** A retirement as its form has it, and as the API takes it. */
import type {
  EmissionStatement,
  PostV1RetirementsBody,
  RetirementPurpose,
} from '../../events/client/operations.schemas.ts';
import { purposes } from '../../shared/units/purpose.ts';
import type { Lot, Quantities } from '../holdings/lots.ts';
import { namesYear } from './units-for.ts';

export type Kind = 'credit' | 'certificate';

/** In place of a statement's id, where the units cover none. */
export const NO_STATEMENT = 'none';

export interface RetireForm {
  kind?: Kind;
  statement?: string;
  /** Of certificates that cover no statement. */
  consumptionYear?: number | null;
  /** Whole units by batch. */
  quantities?: Quantities;
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

/** The year of consumption that the retirement names; undefined where it names none. */
export function yearOf(form: RetireForm, statement: Pick<EmissionStatement, 'year'> | undefined) {
  if (form.kind !== 'certificate') return undefined;
  return statement?.year ?? form.consumptionYear ?? undefined;
}

/** Tonnes that may still be retired for a statement; undefined where no bound is set. */
export function openOf(form: RetireForm, statement: EmissionStatement | undefined): number | undefined {
  return form.kind === 'credit' ? statement?.coverage.openTonnes : undefined;
}

/**
 * @param account from which the units go
 * @param chosen the lots of which some go, in the items
 */
export function retirementInput(
  account: string,
  form: RetireForm & { kind: Kind },
  chosen: readonly { lot: Lot }[],
  items: PostV1RetirementsBody['items'],
  statement: EmissionStatement | undefined,
): PostV1RetirementsBody {
  const year = yearOf(form, statement);
  const isDated = chosen.some(({ lot }) => namesYear(lot.batch));
  return {
    account,
    items,
    beneficiary: form.beneficiary?.trim() ?? '',
    reason: form.reason?.trim() ?? '',
    ...(form.purpose && { purpose: form.purpose }),
    ...(isDated && year !== undefined && { consumptionYear: year }),
    ...(statement && { statement: statement.id }),
  };
}

/** The last day on which credits can be retired for a statement of that year (ISO 14068-1 §11.2). */
export const lastDayFor = (year: number): string => `${year + 1}-12-31`;
