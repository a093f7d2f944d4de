/**
 * Which rows of electricity a statement says it used: those that it names for its grid, or that the
 * statements which it rolls up used. Whoever bought a kWh used the residual mix.
 */
import { statementEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { gridFactors } from '../../../../shared/statements/factors/electricity.ts';
import type { Violates } from '../../violation.ts';

export const rowId = ([area, dataYear]: (typeof gridFactors)[number]): string =>
  `electricity/${area}/${dataYear}`;

let rows: ReadonlySet<string> | undefined;

/** @param rolled factors of the members' statements */
export function checkElectricity(
  facts: Facts<'statement.submitted' | 'statement.revised'>,
  rolled: readonly string[],
  violates: Violates,
): void {
  const { statement, grid, factors, purchasedKilowattHours } = facts;
  rows ??= new Set(gridFactors.map(rowId));
  const used = new Set([...Object.values(grid).map(({ id }) => id), ...rolled]);
  const stray = factors.find((id) => rows?.has(id) && !used.has(id));
  const { residual } = grid;
  const missing = purchasedKilowattHours !== '0' && !factors.includes(residual.id) ? residual.id : undefined;
  for (const factor of [stray, missing])
    if (factor !== undefined) violates('statement-factor', { factor }, statementEntity(statement));
}
