/** The form of facility and certificate codes. */
import { describe, expect, it } from 'vitest';
import { CertificateCode, FacilityCode, facilityCodeOf } from '../../../shared/power/certificate-code.ts';

const FACILITY = '15040320190600ABZ';
const CERTIFICATE = `${FACILITY}202503000000001`;

describe('codes', () => {
  it('have 17 characters for a facility, 32 for its certificate, which begins with them', () => {
    expect(FacilityCode.parse(FACILITY)).toBe(FACILITY);
    expect(CertificateCode.parse(CERTIFICATE)).toBe(CERTIFICATE);
    expect(facilityCodeOf(CERTIFICATE)).toBe(FACILITY);
  });

  it.each([
    ['too short', FACILITY.slice(1)],
    ['too long', `${FACILITY}0`],
    ['small letters', FACILITY.toLowerCase()],
    ['a space', ` ${FACILITY.slice(1)}`],
    ['a line end', `${FACILITY}\n`],
    ['a hyphen', `${FACILITY.slice(1)}-`],
    ['full width', `${FACILITY.slice(1)}０`],
    ['nothing', ''],
    ['a number', 1234567890123456],
  ])('of a facility has not %s', (_name, code) => {
    expect(FacilityCode.safeParse(code).success).toBe(false);
  });

  it.each([
    ['too short', CERTIFICATE.slice(1)],
    ['too long', `${CERTIFICATE}0`],
    ['small letters', CERTIFICATE.toLowerCase()],
    ['a line end', `${CERTIFICATE}\n`],
    ['its facility alone', FACILITY],
  ])('of a certificate has not %s', (_name, code) => {
    const { error } = CertificateCode.safeParse(code);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must be 32 digits or capital letters; 须为 32 位数字或大写字母',
    ]);
  });
});
