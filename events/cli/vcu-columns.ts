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

/** A project's number there; with this before it, the code that other lists know it by. */
export const VERRA_CODE = 'VCS';

/** Stands for what nobody told. Where the day of retirement is empty, a line of that list says that its units are live. */
export const NOT_STATED = '未载明 not stated';
