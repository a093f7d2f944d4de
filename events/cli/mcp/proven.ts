/** The tool that proves: a certificate is fetched, and checked offline against a key from elsewhere. */
import * as z from 'zod';
import { checkCertificate, checkCredential } from '../../certificate/told/certificate-check.ts';
import { type CertificateKind, requireCertificate } from '../../certificate/told/certificate-file.ts';
import { openCredential } from '../../credential/open-credential.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import { Id } from './lookups.ts';
import { AnswerError } from './registry.ts';
import { type Found, type Surroundings, type Tool, tool } from './tool.ts';

interface Form {
  /** Where the certificate and, where there is one, the credential are to be had. */
  certificate: string;
  credential?: string;
  /** The thing that a certificate is of, which has to be the one asked for. */
  of: z.ZodType<string>;
}

/** The id at a member, or at a member of a member. */
const idAt = (...path: string[]): z.ZodType<string> =>
  z.unknown().transform((value, { addIssue }) => {
    let at = value;
    for (const name of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
    if (typeof at === 'string') return at;
    addIssue('no id');
    return z.NEVER;
  });

const FORMS: Record<CertificateKind, Form> = {
  retirement: {
    certificate: '/v1/retirements/{id}/certificate.json',
    credential: '/v1/retirements/{id}/credential.json',
    of: idAt('retirement', 'id'),
  },
  claim: {
    certificate: '/v1/claims/{id}/certificate.json',
    credential: '/v1/claims/{id}/credential.json',
    of: idAt('claim', 'claim'),
  },
  issuance: {
    certificate: '/v1/batches/{id}/certificate.json',
    credential: '/v1/batches/{id}/credential.json',
    of: idAt('issuance', 'batch'),
  },
  'green-power': {
    certificate: '/v1/emission-statements/{id}/green-power-certificate.json',
    credential: '/v1/emission-statements/{id}/green-power-credential.json',
    of: idAt('consumption', 'statement'),
  },
  statement: { certificate: '/v1/emission-statements/{id}/evidence.json', of: idAt('statement') },
  disclosure: { certificate: '/v1/disclosures/{id}/evidence.json', of: idAt('disclosure') },
};
const kinds = Object.keys(FORMS) as [CertificateKind, ...CertificateKind[]];

/** What is said where the server has no key of the log. */
export const NO_KEY =
  '未证：启动时未给 --vkey，登记簿自己的公钥不能证明任何事 NOT PROVEN: the server was started without --vkey, and a key that the registry hands out itself proves nothing. Start it with the log’s vkey from an independent source.';

export const verify = (around: Surroundings): Tool =>
  tool({
    name: 'verify',
    title: '核验 Verify',
    description:
      '取得一份证书（issuance 的标识为批次，green-power 与 statement 为排放声明），以启动时所给账本公钥离线核验；proven 为 false 即不成立。credential 及 statement、disclosure 须令牌。Fetches a certificate by kind and id (of an issuance the batch’s, of green-power and statement the emission statement’s) and verifies it offline with the log’s key that the server was started with. `proven` false means that nothing is proven. Credentials, statements and disclosures need a token.',
    input: z.strictObject({
      kind: z.enum(kinds).describe('证书种类 kind of certificate'),
      id: Id,
      form: z
        .enum(['certificate', 'credential'])
        .default('certificate')
        .describe('credential：W3C 可验证凭证 a W3C Verifiable Credential'),
      language: z.enum(['zh', 'en']).default('en').describe('结论的语言 language of what is proven'),
    }),
    run: async (wanted, signal): Promise<Found> => {
      const template = FORMS[wanted.kind][wanted.form];
      if (template === undefined)
        throw new AnswerError(
          `${wanted.kind}: 没有凭证，请用 certificate has no credential; ask for its certificate`,
        );
      const path = template.replace('{id}', encodeURIComponent(wanted.id));
      const text = await around.registry.text(path, { signal });
      if (!around.vkey) return { note: NO_KEY, data: { proven: false, path } };
      const { valid, lines } = checked(text, { ...wanted, path }, around.vkey, around.witnesses);
      const { vkey, witnesses } = around;
      return {
        note: valid
          ? '成立 PROVEN offline with the given key; what follows is all that it proves.'
          : '不成立 NOT PROVEN: rely on nothing that this certificate says.',
        data: { proven: valid, path, log: vkey.name, witnesses: witnesses.map(({ name }) => name), lines },
      };
    },
  });

/** A certificate proves something of its own thing only, so it has to be the one asked for. */
function checked(
  text: string,
  { kind, id, path, language }: { kind: CertificateKind; id: string; path: string; language: 'zh' | 'en' },
  logKey: NoteKey,
  witnesses: readonly NoteKey[],
): { valid: boolean; lines: string[] } {
  const keys = { logKey, witnesses: [...witnesses], language };
  try {
    const file = requireCertificate(path, text);
    const opened = file.credential ? openCredential(text, logKey) : undefined;
    const own = opened ? opened.certificate : text;
    const of = own === undefined ? undefined : FORMS[kind].of.safeParse(JSON.parse(own)).data;
    if (file.kind !== kind || (own !== undefined && of !== id)) {
      const line = {
        zh: '不成立：答复的是另一项的证书',
        en: 'NOT PROVEN: the certificate that came is of something else',
      };
      return { valid: false, lines: [line[language]] };
    }
    return opened ? checkCredential(kind, opened, keys) : checkCertificate(kind, text, keys);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { valid: false, lines: [error.told(language)] };
  }
}
