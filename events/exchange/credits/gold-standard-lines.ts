/** The Gold Standard's lists: a line for each issuance, as it was issued, and one for each range retired. */
import { foreignRange, partOfSerial, unitsOf } from '../../../shared/units/foreign-serial.ts';
import { methodologyText, typeText } from './cell-texts.ts';
import { GOLD_STANDARD, ISSUED, RETIRED } from './gold-standard.ts';
import type { Cells, HeldProject, HeldUnits } from './held.ts';
import { bySerial } from './verra-lines.ts';

const numberOf = (code: string) => (code.startsWith(GOLD_STANDARD) ? code.slice(GOLD_STANDARD.length) : code);

function projectCells(project: HeldProject): Cells {
  return {
    GSID: numberOf(project.code),
    'Project Name': project.name,
    'Project Developer': project.developer,
    Country: project.country,
    'Project Type': typeText(project.type),
    Methodology: methodologyText(project.methodology),
  };
}

/** Parts of one issuance that stand side by side are one line, whatever became of them. */
export function issuanceLines(project: HeldProject): Cells[] {
  const whole: HeldUnits[] = [];
  for (const units of [...project.units].sort(bySerial)) {
    const before = whole.at(-1);
    const joined = before && join(before, units);
    if (joined) whole.splice(-1, 1, joined);
    else whole.push(units);
  }
  return whole.map(({ vintage, quantity, serial, issuedOn, foreign }) => ({
    ...projectCells(project),
    ...foreign.written,
    Vintage: vintage,
    'Credit Status': ISSUED,
    Quantity: quantity,
    'Issuance Date': foreign.written?.['Issuance Date'] ?? issuedOn,
    'Monitoring Period Start': foreign.period?.from ?? '',
    'Monitoring Period End': foreign.period?.to ?? '',
    'Serial Number': serial,
    Label: foreign.certifications ?? '',
  }));
}

/** The two as one, where the second goes on where the first ends. */
function join(first: HeldUnits, second: HeldUnits): HeldUnits | undefined {
  const [a, b] = [foreignRange(first.serial, first.quantity), foreignRange(second.serial, second.quantity)];
  const goesOn = a.series === b.series && a.to + 1 === b.from && first.issuedOn === second.issuedOn;
  if (!goesOn) return undefined;
  const quantity = unitsOf({ from: a.from, to: b.to });
  return { ...first, quantity, serial: partOfSerial(first.serial, first.quantity, 1, quantity) };
}

export const retirementLines = (project: HeldProject): Cells[] =>
  [...project.units].sort(bySerial).flatMap((units) => {
    const { vintage, quantity, serial, issuedOn, foreign, retired } = units;
    if (!retired) return [];
    return {
      ...projectCells(project),
      ...retired.written,
      Vintage: vintage,
      'Credit Status': RETIRED,
      Quantity: quantity,
      'Issuance Date': issuedOn,
      'Retirement Date': retired.retiredOn,
      'Monitoring Period Start': foreign.period?.from ?? '',
      'Monitoring Period End': foreign.period?.to ?? '',
      'Serial Number': serial,
      Note: retired.details,
      'Use Case': retired.reason,
      'Using Entity': retired.beneficiary,
    };
  });
