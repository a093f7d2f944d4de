import type { Standard } from '../../shared/sinks/standard.ts';

/** The columns of Verra's list of VCUs, in its order: what an import reads and an export writes. */
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

/** The standard whose list it is. Before a project's number there, it makes the code that other lists know it by. */
export const VERRA_STANDARD: Standard = 'VCS';

/** Stands for what nobody told. Where the day of retirement is empty, a line of that list says that its units are live. */
export const NOT_STATED = '未载明 not stated';
