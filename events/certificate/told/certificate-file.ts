/** Which certificate a file is, if it is one at all: other files prove nothing. */
import * as z from 'zod';
import type { Words } from '../../../shared/base/words.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { CLAIM_FORMAT } from '../claim-certificate.ts';
import { DISCLOSURE_FORMAT } from '../disclosure.ts';
import { GREEN_POWER_FORMAT } from '../green-power-certificate.ts';
import { ISSUANCE_FORMAT } from '../issuance-certificate.ts';
import { FORMAT } from '../retirement-certificate.ts';
import { STATEMENT_FORMAT } from '../statement-evidence.ts';

/** The certificates that this release verifies, by their formats. */
const kinds = {
  [FORMAT]: 'retirement',
  [GREEN_POWER_FORMAT]: 'green-power',
  [CLAIM_FORMAT]: 'claim',
  [ISSUANCE_FORMAT]: 'issuance',
  [STATEMENT_FORMAT]: 'statement',
  [DISCLOSURE_FORMAT]: 'disclosure',
} as const;
export type CertificateKind = (typeof kinds)[keyof typeof kinds];

const isFormat = (format: string): format is keyof typeof kinds => Object.hasOwn(kinds, format);

/** Whatever the version. */
const familyOf = (format: string): string => format.slice(0, format.lastIndexOf('/') + 1);

/** A problem of the registry (RFC 9457), or an answer of API Gateway's own. */
const Problem = z.object({
  type: z.string().startsWith('urn:lvzhang:problem:'),
  title: z.string().default(''),
  detail: z.string().default(''),
});
const GatewayAnswer = z.strictObject({ message: z.string() });

/** What the parts of a credential are named that say which certificate it has. */
const CredentialFormat = z.object({
  type: z.array(z.unknown()).refine((types) => types.includes('VerifiableCredential')),
  evidence: z.array(z.object({ format: z.string() })).min(1),
});

/** A certificate, by itself or within a Verifiable Credential. */
export interface CertificateFile {
  kind: CertificateKind;
  credential: boolean;
}

/** @throws UnreadableError where the file is cut off, the registry's answer, or something else */
export function requireCertificate(file: string, text: string): CertificateFile {
  const value = jsonIn(text);
  if (value === undefined)
    throw new UnreadableError(file, {
      zh: '不是完整的 JSON，因而不是证书；请重新下载',
      en: 'no JSON, so no certificate; download it again',
    });
  requireNoAnswer(file, value);
  const within = CredentialFormat.safeParse(value).data?.evidence[0]?.format;
  const own = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  const format = within ?? own;
  if (typeof format === 'string' && isFormat(format))
    return { kind: kinds[format], credential: within !== undefined };
  const known = Object.keys(kinds);
  const family =
    typeof format === 'string' ? known.find((each) => format.startsWith(familyOf(each))) : undefined;
  throw new UnreadableError(
    file,
    family === undefined
      ? {
          zh: `不是证书：缺少 "format"（${known.join('、')}）；请给出注销、声明或批次的 certificate.json、排放声明的 green-power-certificate.json 或 evidence.json 的答复`,
          en: `no certificate: it lacks "format" (${known.join(', ')}); give the answer of the certificate.json of a retirement, claim or batch, or of a statement's green-power-certificate.json or evidence.json`,
        }
      : {
          zh: `是 ${format} 格式的证书，本版只核验 ${family}；请换用更新的版本`,
          en: `a certificate of the format ${format}, and this release verifies ${family}; take a newer one`,
        },
  );
}

/**
 * Refuses a file that holds the registry's error answer instead of a proof or a leaf. @throws UnreadableError
 */
export const requireEvidence = (file: string, text: string): void => requireNoAnswer(file, jsonIn(text));

function requireNoAnswer(file: string, value: unknown): void {
  const words = answerIn(value);
  if (words) throw new UnreadableError(file, words);
}

function answerIn(value: unknown): Words | undefined {
  const problem = Problem.safeParse(value).data;
  const said = problem
    ? [problem.title, problem.detail].filter(Boolean).join(': ')
    : GatewayAnswer.safeParse(value).data?.message;
  if (said === undefined) return undefined;
  return {
    zh: `是登记簿未予提供时的答复（原文“${said}”），不是所求文件；请重新获取`,
    en: `the registry's answer that it didn't give the document, in its own words “${said}”; fetch it again`,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
