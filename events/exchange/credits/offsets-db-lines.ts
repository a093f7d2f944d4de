/** OffsetsDB's tables: issuances by vintage and day, retirements one by one, and the projects. */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { methodologyText, statusText, typeText } from './cell-texts.ts';
import type { Cells, HeldProject, HeldUnits } from './held.ts';
import { CANCELLATION } from './offsets-db.ts';
import { databaseId, offsetsDbName } from './record.ts';

/** As tables of floating-point columns and of timestamps are written. */
const float = (quantity: number): string => `${quantity}.0`;
const timestamp = (day: string): string => (day === '' ? '' : `${day} 00:00:00+00:00`);
const sum = (units: readonly HeldUnits[]) => units.reduce((total, { quantity }) => total + quantity, 0);
const first = (days: readonly string[]): string => days.filter((day) => day !== '').sort()[0] ?? '';

export function transactionLines(project: HeldProject): Cells[] {
  const { units } = project;
  const project_id = databaseId(project);
  const issuances = groupedBy(units, ({ vintage, issuedOn }) => `${vintage} ${issuedOn}`);
  const retired = units.filter((each) => each.retired);
  const retirements = groupedBy(retired, ({ vintage, retired: each }) => `${vintage} ${each!.id}`);
  const lines = [
    ...[...issuances.values()].map((own): Cells => {
      const { vintage, issuedOn, foreign } = own[0]!;
      return {
        ...foreign.written,
        project_id,
        quantity: float(sum(own)),
        transaction_date: timestamp(issuedOn),
        transaction_type: 'issuance',
        vintage,
      };
    }),
    ...[...retirements.values()].map((own) => retirementCells(project_id, own)),
  ];
  return lines.sort(byTime);
}

function retirementCells(project_id: string, own: readonly HeldUnits[]): Cells {
  const { vintage, retired } = own[0]!;
  const { retiredOn, beneficiary, reason, details, account, written } = retired!;
  const transaction_type = written.transaction_type ?? 'retirement';
  const isReasonOfType = transaction_type === 'cancellation' && reason === CANCELLATION;
  return {
    ...written,
    project_id,
    quantity: float(sum(own)),
    retirement_account: account,
    retirement_beneficiary: beneficiary,
    retirement_note: details,
    retirement_reason: isReasonOfType ? '' : reason,
    transaction_date: timestamp(retiredOn),
    transaction_type,
    vintage,
  };
}

/** By vintage and day; of one day by what the line says. */
function byTime(a: Cells, b: Cells): number {
  const keyOf = (cells: Cells) =>
    JSON.stringify([
      cells.vintage,
      cells.transaction_date,
      cells.transaction_type,
      Object.entries(cells).sort(),
    ]);
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : Number(first > second);
}

export function projectLines(project: HeldProject): Cells[] {
  const retired = project.units.filter((each) => each.retired);
  return [
    {
      ...project.written,
      country: project.country,
      first_issuance_at: timestamp(first(project.units.map(({ issuedOn }) => issuedOn))),
      first_retirement_at: timestamp(first(retired.map((each) => each.retired!.retiredOn))),
      issued: float(sum(project.units)),
      name: project.name,
      project_id: databaseId(project),
      project_type: typeText(project.type),
      proponent: project.developer,
      protocol: methodologyText(project.methodology),
      registry: offsetsDbName(project.standard),
      retired: float(sum(retired)),
      status: statusText(project.status),
    },
  ];
}
