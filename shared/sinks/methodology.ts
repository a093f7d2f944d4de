/**
 * Methodologies and their parameters, as a table with source and confidence (DOMAIN §2). A new version or a
 * changed figure is a new row, with the day from which it counts.
 */
import type { Category } from './category.ts';
import type { Standard } from './standard.ts';

/** The source of a figure. H official text, M secondary source, K unconfirmed. */
interface Sourced {
  source: string;
  confidence: 'H' | 'M' | 'K';
}

/**
 * The treatment of carbon that may be lost again: a part of every amount is never issued (CCER), or goes to a
 * common buffer at the project's own risk rating (VCS). `none` is for methodologies that store nothing.
 */
export type NonPermanence =
  | { kind: 'deduction'; basisPoints: number }
  | { kind: 'buffer' }
  | { kind: 'none' };

export interface Methodology extends Sourced {
  code: string;
  standard: Standard;
  name: string;
  category: Category;
  /** The first and last day on which a project may be registered under it, if known (ISO dates). */
  effectiveFrom?: string;
  effectiveTo?: string;
  /** Bounds of one crediting period, in whole years. */
  crediting: { yearsMin?: number; yearsMax: number } & Sourced;
  /** The smallest parcel, m². */
  parcelSquareMetresMin?: number;
  nonPermanence: NonPermanence & Sourced;
  /** It replaces power of the grid, so its reductions and green certificates come from the same MWh. */
  power?: true;
  /**
   * It takes carbon out of the air, and nothing else; mixed methodologies count as avoidance, since only
   * removals qualify for net zero. (K)
   */
  removal?: true;
  /** Only on a coast or at sea, where this registry has no parcels. */
  coastal?: true;
}

const CCER_SOURCE = '生态环境部 方法学公告';
const VCS_SOURCE = 'Verra VCS methodology list';

const CCER_FOREST_YEARS = {
  yearsMin: 20,
  yearsMax: 40,
  source: 'CCER-14-001-V01, as summarized in 关注森林网 2025-02-27 造林碳汇项目新规解读',
  confidence: 'M',
} as const;
const CCER_DEDUCTION = {
  kind: 'deduction',
  basisPoints: 1000,
  source: 'CCER-14-001-V01, non-permanence risk factor; text not at hand',
  confidence: 'K',
} as const;
/** Power and biogas: what was not emitted can not return. */
const NOTHING_STORED = {
  kind: 'none',
  source: 'avoids emissions, stores no carbon',
  confidence: 'K',
} as const;
const VCS_LAND_YEARS = {
  yearsMin: 20,
  yearsMax: 100,
  source: 'VCS Standard v4, project crediting period of AFOLU projects; secondary sources',
  confidence: 'M',
} as const;
const VCS_OTHER_YEARS = {
  yearsMin: 7,
  yearsMax: 10,
  source: 'VCS Standard v4, project crediting period: seven years, twice renewable, or ten years, fixed',
  confidence: 'M',
} as const;
const VCS_BUFFER = {
  kind: 'buffer',
  source: 'VCS Standard v4 and AFOLU Non-Permanence Risk Tool: buffer account for AFOLU projects',
  confidence: 'M',
} as const;

/**
 * What VCS rows for agriculture, forestry and other land use (AFOLU) have in common, and all other VCS rows.
 */
const VCS_LAND = {
  standard: 'VCS',
  crediting: VCS_LAND_YEARS,
  nonPermanence: VCS_BUFFER,
  source: VCS_SOURCE,
  confidence: 'M',
} as const;
const VCS_OTHER = {
  standard: 'VCS',
  crediting: VCS_OTHER_YEARS,
  source: VCS_SOURCE,
  confidence: 'M',
} as const;

export const methodologies: readonly Methodology[] = [
  {
    code: 'CCER-14-001-V01',
    standard: 'CCER',
    name: '造林碳汇',
    category: 'forest',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
    crediting: CCER_FOREST_YEARS,
    // The same summary has 667 m² where planting began before 2019; that waits for the text itself.
    parcelSquareMetresMin: 400,
    nonPermanence: CCER_DEDUCTION,
    removal: true,
  },
  {
    code: 'CCER-14-002-V01',
    standard: 'CCER',
    name: '红树林营造',
    category: 'wetland',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'M',
    crediting: { ...CCER_FOREST_YEARS, source: 'taken to be as in CCER-14-001-V01', confidence: 'K' },
    nonPermanence: { ...CCER_DEDUCTION, source: 'taken to be as in CCER-14-001-V01' },
    removal: true,
    coastal: true,
  },
  {
    code: 'CCER-01-001-V01',
    standard: 'CCER',
    name: '并网光热发电',
    category: 'energy',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
    crediting: { yearsMax: 10, source: 'taken to be as in CCER-01-002-V01', confidence: 'K' },
    nonPermanence: NOTHING_STORED,
    power: true,
  },
  {
    code: 'CCER-01-002-V01',
    standard: 'CCER',
    name: '并网海上风力发电',
    category: 'energy',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
    crediting: { yearsMax: 10, source: 'CCER-01-002-V01 并网海上风力发电', confidence: 'H' },
    nonPermanence: NOTHING_STORED,
    power: true,
    coastal: true,
  },
  {
    code: 'CCER-15-001-V01',
    standard: 'CCER',
    name: '规模化猪场粪污沼气回收利用',
    category: 'livestock',
    source: CCER_SOURCE,
    confidence: 'M',
    crediting: { yearsMax: 10, source: 'taken to be as in CCER-01-002-V01', confidence: 'K' },
    nonPermanence: NOTHING_STORED,
  },
  {
    code: 'VM0047',
    ...VCS_LAND,
    name: 'Afforestation, Reforestation and Revegetation',
    category: 'forest',
    removal: true,
    crediting: {
      ...VCS_LAND_YEARS,
      yearsMin: 40,
      source:
        'VCS Standard v4.5, ARR projects; a public project description of 2024 has 40, renewable up to 100',
      confidence: 'K',
    },
  },
  {
    code: 'VM0010',
    ...VCS_LAND,
    name: 'Improved Forest Management: conversion from logged to protected forest',
    category: 'forest',
  },
  {
    code: 'VM0007',
    ...VCS_LAND,
    name: 'REDD+ Methodology Framework',
    category: 'forest',
  },
  {
    code: 'VM0026',
    ...VCS_LAND,
    name: 'Sustainable Grassland Management',
    category: 'grassland',
  },
  {
    code: 'VM0032',
    ...VCS_LAND,
    name: 'Adoption of Sustainable Grasslands through Adjustment of Fire and Grazing',
    category: 'grassland',
  },
  {
    code: 'VM0033',
    ...VCS_LAND,
    name: 'Tidal Wetland and Seagrass Restoration',
    category: 'wetland',
    coastal: true,
  },
  {
    code: 'VM0036',
    ...VCS_LAND,
    name: 'Rewetting Drained Temperate Peatlands',
    category: 'wetland',
  },
  {
    code: 'VM0042',
    ...VCS_LAND,
    name: 'Improved Agricultural Land Management',
    category: 'farmland',
  },
  {
    code: 'VM0044',
    ...VCS_OTHER,
    name: 'Biochar Utilization in Soil and Non-Soil Applications',
    category: 'farmland',
    removal: true,
    nonPermanence: {
      kind: 'none',
      source: 'VM0044, sectoral scope 13 (waste), not AFOLU: decay over 100 years is in its own formulas',
      confidence: 'M',
    },
  },
  {
    code: 'VM0041',
    ...VCS_OTHER,
    name: 'Reduction of Enteric Methane Emissions from Ruminants',
    category: 'livestock',
    nonPermanence: { ...NOTHING_STORED, source: 'VM0041: enteric methane avoided, stores no carbon' },
  },
];

const byCode = new Map(methodologies.map((methodology) => [methodology.code, methodology]));

/** The methodology of that code, in force or not. */
export function methodologyOf(code: string): Methodology | undefined {
  return byCode.get(code);
}

/** The methodology of that code if in force here for that standard, on that day (ISO) if one is given. */
export function methodologyInForce(standard: Standard, code: string, on?: string): Methodology | undefined {
  const methodology = byCode.get(code);
  if (methodology?.standard !== standard) return undefined;
  if (on !== undefined && !inForceOn(methodology, on)) return undefined;
  return methodology;
}

/** Whether projects may be registered under it on that day (ISO). */
export function inForceOn({ effectiveFrom, effectiveTo }: Methodology, day: string): boolean {
  return (effectiveFrom ?? day) <= day && day <= (effectiveTo ?? day);
}
