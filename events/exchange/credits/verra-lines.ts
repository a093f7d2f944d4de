/** Verra's list: a line for each range of serial numbers. */
import { foreignRange } from '../../../shared/units/foreign-serial.ts';
import { NOT_STATED, type VcuColumn, VERRA_STANDARD } from '../vcu-columns.ts';
import { grouped, methodologyText, typeText } from './cell-texts.ts';
import type { Cells, HeldProject, HeldUnits } from './held.ts';

/** Its code in the column ID. */
export const printedId = (code: string): string =>
  new RegExp(`^${VERRA_STANDARD}\\d+$`).test(code) ? code.slice(VERRA_STANDARD.length) : code;

export const verraLines = (project: HeldProject): Cells[] =>
  [...project.units].sort(bySerial).map((units) => cellsOf(project, units));

const placeOf = ({ serial, quantity }: HeldUnits) => foreignRange(serial, quantity);

/** By vintage, then by series and number. */
export function bySerial(a: HeldUnits, b: HeldUnits): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  const series = first.series.localeCompare(second.series, 'en', { numeric: true });
  return a.vintage - b.vintage || series || first.from - second.from;
}

function cellsOf(project: HeldProject, units: HeldUnits): Cells & Partial<Record<VcuColumn, string>> {
  const { vintage, quantity, serial, issuedOn, vintageTotal, foreign, retired } = units;
  const { period = { from: `${vintage}-01-01`, to: `${vintage}-12-31` } } = foreign;
  return {
    'Issuance Date': issuedOn,
    'Sustainable Development Goals': foreign.goals ?? '',
    'Vintage Start': period.from,
    'Vintage End': period.to,
    ID: printedId(project.code),
    Name: project.name,
    'Country/Area': project.country,
    'Project Type': typeText(project.type),
    Methodology: methodologyText(project.methodology),
    'Total Vintage Quantity': grouped(vintageTotal),
    'Quantity Issued': grouped(quantity),
    'Serial Number': serial,
    'Additional Certifications': foreign.certifications ?? '',
    // An empty day would mean that the units are live.
    'Retirement/Cancellation Date': retired ? retired.retiredOn || NOT_STATED : '',
    'Retirement Beneficiary': retired?.beneficiary ?? '',
    'Retirement Reason': retired?.reason ?? '',
    'Retirement Details': retired?.details ?? '',
  };
}
