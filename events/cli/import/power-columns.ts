/** The columns of power-contract files. */

export const CONTRACT_COLUMNS = [
  'contract',
  'seller',
  'energy_source',
  'contract_date',
  'delivery_date',
  'period_start',
  'period_end',
  'volume_mwh',
] as const;

export type ContractColumn = (typeof CONTRACT_COLUMNS)[number];

export const CERTIFICATE_COLUMNS = [
  'certificate',
  'contract',
  'generator',
  'energy_source',
  'generation_start',
  'generation_end',
  'volume_kwh',
  'beneficiary',
  'certificate_kwh',
] as const;

export type CertificateColumn = (typeof CERTIFICATE_COLUMNS)[number];
