/** VROD's sheet: a line for each project, the years in it by their blocks. */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { methodologyText, statusText, typeText } from './cell-texts.ts';
import type { Cells, HeldProject, HeldUnits } from './held.ts';
import { vrodName } from './record.ts';
import { yearColumn } from './vrod.ts';

const sum = (units: readonly HeldUnits[]) => units.reduce((total, { quantity }) => total + quantity, 0);

export function vrodLines(project: HeldProject): Cells[] {
  const remaining = project.units.filter(({ retired }) => !retired);
  const [issued, left] = [sum(project.units), sum(remaining)];
  return [
    {
      ...project.written,
      'Project ID': project.code,
      'Project Name': project.name,
      'Voluntary Registry': vrodName(project.standard),
      'Voluntary Status': statusText(project.status),
      Type: typeText(project.type),
      'Methodology / Protocol': methodologyText(project.methodology),
      Country: project.country,
      'Project Developer': project.developer,
      'Total Credits Issued': issued,
      'Total Credits Retired': issued - left,
      'Total Credits Remaining': left,
      ...byVintage('issued', project.units),
      ...byVintage('remaining', remaining),
    },
  ];
}

/** Years without units stay empty. */
function byVintage(block: 'issued' | 'remaining', units: readonly HeldUnits[]): Cells {
  const vintages = [...groupedBy(units, ({ vintage }) => vintage)];
  return Object.fromEntries(vintages.map(([vintage, own]) => [yearColumn(block, vintage), sum(own)]));
}
