/**
 * Certificates that occur in several rows: contracts may share one, if the file states the whole. Without
 * that, a repeated number is the same certificate a second time.
 */

import type { Period } from '../../../shared/base/day.ts';
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import type { Technology } from '../../../shared/power/technology.ts';
import { plainNumber } from '../../../shared/units/foreign-number.ts';
import type { Findings } from '../../exchange/findings.ts';
import { firstOfEach } from '../../exchange/first-of-each.ts';
import type { Row } from '../../exchange/table.ts';
import type { CertificateColumn } from './power-columns.ts';

/** A sound row, and its statement of the whole certificate (kWh), if any. */
export interface CertificateRow extends Omit<PowerCertificate, 'wholeKilowattHours'> {
  stated: number | undefined;
}

/** Each row with the whole of its certificate; inconsistent rows are reported and left out. */
export function withWholes(rows: readonly CertificateRow[], findings: Findings): PowerCertificate[] {
  const once = firstOfEach(
    rows,
    ({ code, contract }) => JSON.stringify([plainNumber(code), contract]),
    findings,
    ({ code }) => code,
  );
  const byCode = groupedBy(once, ({ code }) => plainNumber(code));
  const sound = new Set([...byCode.values()].flatMap((shares) => soundShares(shares, findings)));
  return once.flatMap(({ stated, ...row }, index) =>
    sound.has(once[index]!)
      ? [{ ...row, wholeKilowattHours: wholeOf(byCode.get(plainNumber(row.code))!) }]
      : [],
  );
}

const wholeOf = (shares: readonly CertificateRow[]): number =>
  shares.find(({ stated }) => stated !== undefined)?.stated ?? shares[0]!.megawattHours * 1000;

function soundShares(shares: CertificateRow[], findings: Findings): CertificateRow[] {
  const [first, ...more] = shares;
  if (!first) return [];
  const stated = shares.find((each) => each.stated !== undefined);
  if (!stated) {
    for (const { row, code } of more)
      findings.error(row.file, row.at, {
        zh: `${code} 重复，首见于第 ${first.row.at.line} 行；多份合同分用一证时，请以 certificate_kwh 列注明整张证书的电量`,
        en: `${code} again, first on line ${first.row.at.line}; where contracts share a certificate, state the whole of it in the column certificate_kwh`,
      });
    return [first];
  }
  let left = wholeOf(shares);
  return shares.filter((share) => {
    const { row, code, megawattHours } = share;
    const fault = differing(share, first, wholeOf(shares));
    if (fault) {
      findings.error(row.file, row.cells[fault], {
        zh: `${code}：${fault} 与第 ${first.row.at.line} 行不一致，同一证书应当一致`,
        en: `${code}: ${fault} is another than on line ${first.row.at.line}; it is one certificate`,
      });
      return false;
    }
    left -= megawattHours * 1000;
    if (left < 0)
      findings.error(row.file, row.cells.volume_kwh, {
        zh: `${code}：各行合计超过整张证书的 ${wholeOf(shares)} 千瓦时`,
        en: `${code}: its rows come to more than the ${wholeOf(shares)} kWh of the whole certificate`,
      });
    return left >= 0;
  });
}

function differing(share: CertificateRow, first: CertificateRow, whole: number) {
  if (share.generator !== first.generator) return 'generator';
  if (share.technology !== first.technology) return 'energy_source';
  if (share.period.from !== first.period.from) return 'generation_start';
  if (share.period.to !== first.period.to) return 'generation_end';
  return share.stated !== undefined && share.stated !== whole ? 'certificate_kwh' : undefined;
}

export interface PowerCertificate {
  row: Row<CertificateColumn>;
  code: string;
  contract: string;
  generator: string;
  technology: Technology;
  period: Period;
  megawattHours: number;
  /** The certificate as a whole; a contract may take a share. */
  wholeKilowattHours: number;
  beneficiary: string;
}
