/**
 * CDOP's words for what the registry has. Its lists are closed: what they have no word for is left out, and
 * nothing is guessed.
 */
import type { Words } from '../../../shared/base/words.ts';
import type { Category } from '../../../shared/sinks/category.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import { instrumentOf } from '../../../shared/units/instrument.ts';
import { powerTypeOf, type RegisteredProject } from '../registered-project.ts';
import { METHODOLOGY_NAMES, PROJECT_TYPES, UNIT_TYPES } from './schema.ts';

/** The program of a standard, and the standard where the list has it; the misspelling is the list's. */
const PROGRAMS: Readonly<Record<string, { program: string; standard?: string }>> = {
  CCER: { program: 'China Certified Emission Reduction Trading System (CCER)' },
  VCS: { program: 'Verra', standard: 'Verificed Carbon Standard (VCS)' },
};
export const programOf = (standard: string): { program?: string; standard?: string } =>
  PROGRAMS[standard] ?? {};

/**
 * CDOP's name of a methodology, with its version where the code has one: `CCER-14-001-V01` is
 * `CCER - … (CCER-14-001)`, `VM0047` is `VCS - VM0047`. Undefined where its list has none.
 */
export function methodologyNameOf(code: string): { name: string; version?: string } | undefined {
  const [, base = code, version] = /^(CCER-\d{2}-\d{3})-(V\d{2})$/.exec(code) ?? [];
  const name = METHODOLOGY_NAMES.find((each) => each.endsWith(`(${base})`) || each === `VCS - ${base}`);
  return name === undefined ? undefined : { name, ...(version !== undefined && { version }) };
}

const CROPS_AND_ANIMALS = 'A01 - Crop and animal production, hunting and related service activities';

/** Divisions of the ISIC, which has none for wetlands. */
const SECTORS: Readonly<Partial<Record<Category, string>>> = {
  forest: 'A02 - Forestry and logging',
  grassland: CROPS_AND_ANIMALS,
  farmland: CROPS_AND_ANIMALS,
  livestock: CROPS_AND_ANIMALS,
  energy: 'D35 - Electricity, gas, steam and air conditioning supply',
};
export const sectorOf = (category: Category | ''): string | undefined =>
  category ? SECTORS[category] : undefined;

/** Of the methodologies for which a type says neither more nor less; VM0047 has revegetation, too. */
const TYPES: Readonly<Record<string, string>> = {
  'CCER-14-001-V01': 'Afforestation',
  'CCER-15-001-V01': 'Manure Methane Digester',
  VM0010: 'Improved Forest Management',
  VM0026: 'Sustainable Grassland Management',
  VM0032: 'Sustainable Grassland Management',
  VM0033: 'Wetland Restoration',
  VM0036: 'Wetland Restoration',
  VM0041: 'Feed Additives',
  VM0042: 'Agriculture',
  VM0044: 'Biochar',
};
/** The type of a project: of power it is the plant's, of all else the methodology's. */
export function projectTypeOf(methodology: string, technology: string): string | undefined {
  if (!technology) return TYPES[methodology];
  return PROJECT_TYPES.find((each) => each === powerTypeOf(technology));
}

/** Statuses of projects that CDOP has a word for. */
const PROJECT_STATUSES: Readonly<Record<string, string>> = {
  registered: 'Registered',
  deregistered: 'De-registered',
  inactive: 'Inactive',
};
export const projectStatusOf = (status: string): string | undefined => PROJECT_STATUSES[status];

/** What a standard's units are called. CCER's have no word there: a CER is the CDM's. */
export function unitTypeOf(standard: string): string | undefined {
  const known = Standard.safeParse(standard);
  return known.success ? UNIT_TYPES.find((each) => each === instrumentOf(known.data)) : undefined;
}

/**
 * Whatever can't move now is on hold, in the buffer, too: the list's own word for that, `Deposited Released`,
 * is of units that left it as well.
 */
const UNIT_STATUSES: Readonly<Record<string, string>> = {
  held: 'Active',
  offered: 'On Hold',
  pledged: 'On Hold',
  frozen: 'On Hold',
  buffer: 'On Hold',
  retired: 'Retired',
  cancelled: 'Cancelled',
};
export const unitStatusOf = (status: string): string | undefined => UNIT_STATUSES[status];

/** What of a project has no word in CDOP's lists, to be told: nobody would look for what isn't there. */
export function lackingOf({ methodology, standard }: RegisteredProject): Words[] {
  const lacking: Words[] = [];
  if (!methodologyNameOf(methodology))
    lacking.push(lacks({ zh: '方法学', en: 'methodologies' }, methodology));
  if (!programOf(standard).standard) lacking.push(lacks({ zh: '标准', en: 'standards' }, standard));
  if (!unitTypeOf(standard)) lacking.push(lacks({ zh: '单位类型', en: 'types of units' }, standard));
  return lacking;
}

/** That a list lacks a value. */
export const lacks = (list: Words, value: string): Words => ({
  zh: `CDOP 的${list.zh}名录没有 ${value}，故不列`,
  en: `CDOP's list of ${list.en} has no ${value}, which is left out`,
});
