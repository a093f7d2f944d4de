/** The retirement of an imported certificate: its beneficiary, and the source of that name. */

import { placeIn } from '../../exchange/import/places.ts';
import { retirementFault } from '../../exchange/import/recordable.ts';
import { RowError } from '../../exchange/import/row-error.ts';
import { CERTIFICATE_PLACES } from './power-places.ts';
import type { PowerCertificate } from './power-shares.ts';

export const certificateRetirement = (
  source: string,
  { code, contract, beneficiary }: PowerCertificate,
): { beneficiary: string; reason: string } => ({
  beneficiary,
  reason: `导入：${source} 证书 ${code}（合同 ${contract}） / import: certificate ${code} of contract ${contract}, per ${source}`,
});

/** @throws RowError if the registry would refuse to record it */
export function requireRetirable(source: string, certificate: PowerCertificate): void {
  const fault = retirementFault(certificateRetirement(source, certificate));
  if (fault) throw new RowError(fault.words, placeIn(certificate.row, CERTIFICATE_PLACES, [fault.pointer]));
}
