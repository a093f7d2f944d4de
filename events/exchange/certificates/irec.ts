/**
 * Certificates in the columns of the data that the I-REC registry publishes of itself: issuances and
 * redemptions, without serial numbers. A green certificate is no I-REC; the lists are for tools that read
 * those. Its regions of the world are words of its own, so they stay empty, as does a beneficiary's country,
 * which the registry doesn't have.
 */

import { technologyNames } from '../../../shared/power/technology.ts';
import { quantityOf } from '../../../shared/units/block.ts';
import type { CertificateBlock, CertificateTable, HeldCertificates } from './certificate-table.ts';

const SOURCE =
  'I-REC Registry Data (Evident), the monthly workbook with sheets Issuances and Redemptions: names of columns as two programs that read the release of March 2026 have them, order as an API of the same data; the workbook itself was not at hand, and the order is unsure. A redemption statement has further fields (certificate numbers, period of production); no public text of them was found';

const KILOWATTS_PER_MEGAWATT = 1000;
const COUNTRY = 'China';
const nothing = () => '';

interface Issuance {
  held: HeldCertificates;
  issuer: string;
}

export const irecIssuances: CertificateTable<Issuance> = {
  format: 'irec',
  table: 'issuances',
  source: SOURCE,
  confidence: 'K',
  rowsOf: (held, issuer) => [{ held, issuer }],
  columns: [
    ['Issue Date', ({ held }) => held.issuedOn],
    ['Commissioning Date', ({ held }) => held.facility.connectedOn ?? ''],
    ['Vintage', ({ held }) => held.vintage],
    ['Volume Issued', ({ held }) => held.issued],
    ['Issuer', ({ issuer }) => issuer],
    ['Capacity MW', ({ held: { facility } }) => megawatts(facility.capacityKilowatts)],
    ['Country Name', () => COUNTRY],
    ['Region', nothing],
    ['Technology', ({ held }) => technologyNames[held.facility.technology].en],
  ],
};

interface Redemption {
  held: HeldCertificates;
  block: CertificateBlock;
  retiredOn: string;
}

export const irecRedemptions: CertificateTable<Redemption> = {
  format: 'irec',
  table: 'redemptions',
  source: SOURCE,
  confidence: 'K',
  rowsOf: (held) =>
    held.blocks.flatMap((block) =>
      block.retired ? [{ held, block, retiredOn: block.retired.retiredOn }] : [],
    ),
  columns: [
    ['Redemption Date', ({ retiredOn }) => retiredOn],
    ['Volume Redeemed', ({ block }) => quantityOf(block)],
    ['Vintage', ({ held }) => held.vintage],
    ['Country Name - Beneficiary', nothing],
    ['Region - Beneficiary', nothing],
    ['Technology', ({ held }) => technologyNames[held.facility.technology].en],
    ['Issue Country', () => COUNTRY],
    ['Issue Region', nothing],
  ],
};

const megawatts = (kilowatts: number | undefined): number | '' =>
  kilowatts === undefined ? '' : kilowatts / KILOWATTS_PER_MEGAWATT;
