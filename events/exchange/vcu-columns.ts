import type { Standard } from '../../shared/sinks/standard.ts';

/** The columns of Verra's list of VCUs, in its order: read by imports and written by exports. */
export const VCU_COLUMNS = [
  'Issuance Date',
  'Sustainable Development Goals',
  'Vintage Start',
  'Vintage End',
  'ID',
  'Name',
  'Country/Area',
  'Project Type',
  'Methodology',
  'Total Vintage Quantity',
  'Quantity Issued',
  'Serial Number',
  'Additional Certifications',
  'Retirement/Cancellation Date',
  'Retirement Beneficiary',
  'Retirement Reason',
  'Retirement Details',
] as const;
export type VcuColumn = (typeof VCU_COLUMNS)[number];

/** The standard of that list. Standard and project number together make the code that other lists use. */
export const VERRA_STANDARD: Standard = 'VCS';

/** Stands for missing information. In that list, an empty day of retirement means that the units are live. */
export const NOT_STATED = '未载明 not stated';
