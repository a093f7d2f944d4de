/**
 * Codes of the national certificate system (国家绿证核发交易系统), carried if given and checked for
 * form alone: 17 characters for a facility on file (建档立卡), 32 for a certificate, whose first 17 are
 * the facility's. Confidence M: lengths and alphabet are from secondary sources; nobody publishes what
 * the other 15 mean.
 */
import * as z from 'zod';

export const FACILITY_CODE_LENGTH = 17;
export const CERTIFICATE_CODE_LENGTH = 32;

const code = (length: number) =>
  z.string().regex(new RegExp(`^[0-9A-Z]{${length}}$`), {
    error: `must be ${length} digits or capital letters; 须为 ${length} 位数字或大写字母`,
  });

export const FacilityCode = code(FACILITY_CODE_LENGTH);
export const CertificateCode = code(CERTIFICATE_CODE_LENGTH);

/** The code of the facility whose generation the certificate is for. */
export const facilityCodeOf = (certificateCode: string): string =>
  certificateCode.slice(0, FACILITY_CODE_LENGTH);
