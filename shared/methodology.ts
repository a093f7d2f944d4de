/** Methodologies in force, as a table with source and confidence (DOMAIN §2); a change is a new row. */
import type { Standard } from './instrument.ts';

export interface Methodology {
  code: string;
  standard: Standard;
  name: string;
  category: Category;
  /** First day on which a project may be registered under it, where known (ISO date). */
  effectiveFrom?: string;
  source: string;
  /** H official text, M secondary source, K unconfirmed. */
  confidence: 'H' | 'M' | 'K';
}

export const CATEGORIES = ['forest', 'grassland', 'wetland', 'farmland', 'livestock', 'energy'] as const;
export type Category = (typeof CATEGORIES)[number];

const CCER_SOURCE = '生态环境部 方法学公告';
const VCS_SOURCE = 'Verra VCS methodology list';

export const methodologies: readonly Methodology[] = [
  {
    code: 'CCER-14-001-V01',
    standard: 'CCER',
    name: '造林碳汇',
    category: 'forest',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
  },
  {
    code: 'CCER-14-002-V01',
    standard: 'CCER',
    name: '红树林营造',
    category: 'wetland',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'M',
  },
  {
    code: 'CCER-01-001-V01',
    standard: 'CCER',
    name: '并网光热发电',
    category: 'energy',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
  },
  {
    code: 'CCER-01-002-V01',
    standard: 'CCER',
    name: '并网海上风力发电',
    category: 'energy',
    effectiveFrom: '2023-10-24',
    source: CCER_SOURCE,
    confidence: 'H',
  },
  {
    code: 'CCER-15-001-V01',
    standard: 'CCER',
    name: '规模化猪场粪污沼气回收利用',
    category: 'livestock',
    source: CCER_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0047',
    standard: 'VCS',
    name: 'Afforestation, Reforestation and Revegetation',
    category: 'forest',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0010',
    standard: 'VCS',
    name: 'Improved Forest Management: conversion from logged to protected forest',
    category: 'forest',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0007',
    standard: 'VCS',
    name: 'REDD+ Methodology Framework',
    category: 'forest',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0026',
    standard: 'VCS',
    name: 'Sustainable Grassland Management',
    category: 'grassland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0032',
    standard: 'VCS',
    name: 'Adoption of Sustainable Grasslands through Adjustment of Fire and Grazing',
    category: 'grassland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0033',
    standard: 'VCS',
    name: 'Tidal Wetland and Seagrass Restoration',
    category: 'wetland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0036',
    standard: 'VCS',
    name: 'Rewetting Drained Temperate Peatlands',
    category: 'wetland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0042',
    standard: 'VCS',
    name: 'Improved Agricultural Land Management',
    category: 'farmland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0044',
    standard: 'VCS',
    name: 'Biochar Utilization in Soil and Non-Soil Applications',
    category: 'farmland',
    source: VCS_SOURCE,
    confidence: 'M',
  },
  {
    code: 'VM0041',
    standard: 'VCS',
    name: 'Reduction of Enteric Methane Emissions from Ruminants',
    category: 'livestock',
    source: VCS_SOURCE,
    confidence: 'M',
  },
];

const byCode = new Map(methodologies.map((methodology) => [methodology.code, methodology]));

/** The methodology of that code if it is in force here for that standard. */
export function methodologyInForce(standard: Standard, code: string): Methodology | undefined {
  const methodology = byCode.get(code);
  return methodology?.standard === standard ? methodology : undefined;
}
