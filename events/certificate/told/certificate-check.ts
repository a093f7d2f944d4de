/** What a certificate or credential comes to, offline, and the lines that tell it. */

import type { Language } from '../../../shared/base/words.ts';
import { didKeyOf } from '../../credential/did-key.ts';
import type { OpenedCredential } from '../../credential/open-credential.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import { verifyClaimCertificate } from '../claim-certificate.ts';
import { verifyDisclosure } from '../disclosure.ts';
import type { CertificateFault, CertificateOptions } from '../evidence.ts';
import { verifyGreenPowerCertificate } from '../green-power-certificate.ts';
import { verifyIssuanceCertificate } from '../issuance-certificate.ts';
import { verifyCertificate } from '../retirement-certificate.ts';
import { verifyStatementEvidence } from '../statement-evidence.ts';
import type { CertificateKind } from './certificate-file.ts';
import { certificateLines, faultLines } from './certificate-text.ts';
import { claimLines } from './claim-text.ts';
import { disclosureLines } from './disclosure-text.ts';
import { greenPowerLines } from './green-power-text.ts';
import { issuanceLines } from './issuance-text.ts';
import { statementLines } from './statement-text.ts';

/** The keys that it is held against, all from elsewhere than the certificate. */
export interface CheckKeys {
  logKey: NoteKey;
  /** Each must have cosigned. */
  witnesses: NoteKey[];
  language: Language;
}

interface CheckTold {
  valid: boolean;
  lines: string[];
}

/** `opened` is the credential from which the certificate comes, with the faults that it has itself. */
type Check = (text: string, keys: CheckKeys, opened?: OpenedCredential) => CheckTold;

/** A check and the lines that tell it. */
const told =
  <C extends { valid: boolean; faults: CertificateFault[] }>(
    verify: (text: string, options: CertificateOptions) => C,
    lines: (check: C, log: string, language: Language) => string[],
  ): Check =>
  (text, { logKey, witnesses, language }, opened) => {
    const found = verify(text, { logKey, witnesses });
    const own = found.faults.map((each) => ({ ...each, path: opened?.at(each.path) ?? each.path }));
    const faults = [...(opened?.faults ?? []), ...own];
    const check = { ...found, faults, valid: found.valid && faults.length === 0 };
    return { valid: check.valid, lines: lines(check, logKey.name, language) };
  };

/** What each kind of certificate comes to. */
const checks: Record<CertificateKind, Check> = {
  retirement: told(verifyCertificate, certificateLines),
  'green-power': told(verifyGreenPowerCertificate, greenPowerLines),
  claim: told(verifyClaimCertificate, claimLines),
  issuance: told(verifyIssuanceCertificate, issuanceLines),
  statement: told(verifyStatementEvidence, statementLines),
  disclosure: told(verifyDisclosure, disclosureLines),
};

/** A certificate by itself. */
export const checkCertificate = (kind: CertificateKind, text: string, keys: CheckKeys): CheckTold =>
  checks[kind](text, keys);

/** A credential that was opened with the same key, and the certificate that it has. */
export function checkCredential(kind: CertificateKind, opened: OpenedCredential, keys: CheckKeys): CheckTold {
  const { logKey, language } = keys;
  if (opened.certificate === undefined) return { valid: false, lines: faultLines(opened.faults, language) };
  const { valid, lines } = checks[kind](opened.certificate, keys, opened);
  if (!valid) return { valid, lines };
  const issuer = didKeyOf(logKey.publicKey);
  const told =
    language === 'zh'
      ? `可验证凭证（W3C VC 2.0）：由 ${issuer}（账本之密钥）签发，签名与上下文成立。`
      : `Verifiable Credential (W3C VC 2.0): issued by ${issuer}, the key of the log; its proof and context hold.`;
  return { valid, lines: [...lines, told] };
}
