/** A contract as its form has it, and as the API takes it. */
import type {
  ContractPrices,
  DocumentReference,
  PlanYear,
  PostV1PowerPurchaseAgreementsBody,
  PostV1PowerPurchaseAgreementsIdVersionsBody,
} from '../../events/client/operations.schemas.ts';
import { addMonths, Month, monthOfYear, yearOfMonth } from '../../shared/base/month.ts';
import { isDirect } from '../../shared/power/contract.ts';
import { BUYERS_MAX, CONTRACT_MONTHS_MAX, type ContractKind } from '../../shared/power/facts-contract.ts';

export type Shape = 'flat' | 'yearly' | 'list';

const PRICES = [
  'energyFenPerMegawattHour',
  'environmentalFenPerMegawattHour',
  'transmissionFenPerMegawattHour',
  'deviationFenPerMegawattHour',
] as const satisfies readonly (keyof ContractPrices)[];
export type PriceName = (typeof PRICES)[number];

export interface TermsForm {
  from: string;
  months?: number | null;
  shape: Shape;
  flat?: number | null;
  /** January first. */
  yearly?: (number | null | undefined)[];
  list?: string;
  /** In percent. */
  deviationToleranceBasisPoints?: number | null;
  /** In yuan. */
  prices: Partial<Record<PriceName, number | null>>;
  plan?: Partial<Omit<PlanYear, 'year'>>[];
  document?: File[];
  regulation?: File[];
}

export interface ContractForm extends TermsForm {
  kind: ContractKind;
  facility: string;
  buyers: { organization: string; meterPoint: string }[];
}

/** Members of the body that have a field in the form. */
export const TERMS_FIELDS: readonly string[] = [
  'from',
  'megawattHours',
  'deviationToleranceBasisPoints',
  'document',
  'regulation',
  ...PRICES.map((name) => `prices/${name}`),
  ...Array.from({ length: 30 }, (_, year) => `plan/${year}`),
];
export const CONTRACT_FIELDS: readonly string[] = [
  'kind',
  'facility',
  ...Array.from({ length: BUYERS_MAX }, (_, at) => [
    `buyers/${at}/organization`,
    `buyers/${at}/meterPoint`,
  ]).flat(),
  ...TERMS_FIELDS,
];

/** MWh by month; undefined as long as the form doesn't say it, or says what is no whole number. */
export function volumesOf(form: Partial<TermsForm>): number[] | undefined {
  const { from = '', months, shape, flat, yearly = [], list = '' } = form;
  if (shape === 'list') return listed(list);
  if (!months || months > CONTRACT_MONTHS_MAX || !Month.safeParse(from).success) return undefined;
  const volumes = Array.from({ length: months }, (_, at) =>
    shape === 'yearly' ? yearly[monthOfYear(addMonths(from, at)) - 1] : flat,
  );
  return volumes.every((each) => typeof each === 'number') ? volumes : undefined;
}

function listed(text: string): number[] | undefined {
  const words = text.split(/[\s;；]+/).filter((word) => word !== '');
  const isSound = words.length > 0 && words.every((word) => /^\d{1,12}$/.test(word));
  return isSound ? words.map(Number) : undefined;
}

/** The calendar years of delivery, each of which direct supply plans. */
export function planYears(kind: ContractKind | undefined, form: Partial<TermsForm>): number[] {
  const volumes = volumesOf(form);
  const { from = '' } = form;
  if (!kind || !isDirect(kind) || !volumes || !Month.safeParse(from).success) return [];
  return [...new Set(volumes.map((_, at) => yearOfMonth(addMonths(from, at))))];
}

const HUNDRED = 100;
const inHundredths = (value: number): number => Math.round(value * HUNDRED);

export interface Uploaded {
  document: DocumentReference | undefined;
  regulation: DocumentReference | undefined;
}

/** @param uploaded the form's files */
export function termsInput(
  kind: ContractKind,
  form: TermsForm,
  { document, regulation }: Uploaded,
): PostV1PowerPurchaseAgreementsIdVersionsBody {
  const years = planYears(kind, form);
  const tolerance = form.deviationToleranceBasisPoints;
  const prices = Object.fromEntries(
    PRICES.flatMap((name) => {
      const yuan = form.prices[name];
      return typeof yuan === 'number' ? [[name, inHundredths(yuan)]] : [];
    }),
  );
  return {
    from: form.from,
    megawattHours: volumesOf(form) ?? [],
    ...(years.length > 0 && { plan: years.map((year, at) => planInput(kind, year, form.plan?.[at])) }),
    ...(typeof tolerance === 'number' && { deviationToleranceBasisPoints: inHundredths(tolerance) }),
    ...(document && { document }),
    ...(regulation && { regulation }),
    prices: prices as unknown as ContractPrices,
  };
}

/** What isn't filled in is nothing; the registry holds the year against the rules. */
function planInput(kind: ContractKind, year: number, plan: Partial<Omit<PlanYear, 'year'>> = {}): PlanYear {
  const { generation = 0, selfUse = 0, onGrid = 0, consumption = 0, curtailed = 0 } = plan;
  return {
    year,
    generation,
    selfUse,
    onGrid,
    consumption,
    ...(kind === 'park-supply' && { curtailed }),
  };
}

export function contractInput(form: ContractForm, uploaded: Uploaded): PostV1PowerPurchaseAgreementsBody {
  const { kind, facility, buyers } = form;
  return {
    kind,
    facility,
    buyers: buyers.map(({ organization, meterPoint }) => ({ organization, meterPoint: meterPoint.trim() })),
    ...termsInput(kind, form, uploaded),
  };
}
