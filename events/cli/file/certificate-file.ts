/** Whether a file is a retirement certificate at all: other files prove nothing about a retirement. */
import * as z from 'zod';
import { FORMAT } from '../../certificate/retirement-certificate.ts';
import type { Words } from '../words.ts';
import { UnreadableError } from './text-file.ts';

/** Whatever the version. */
const FAMILY = FORMAT.slice(0, FORMAT.lastIndexOf('/') + 1);

/** A problem of the registry (RFC 9457), or an answer of API Gateway's own. */
const Problem = z.object({
  type: z.string().startsWith('urn:lvzhang:problem:'),
  title: z.string().default(''),
  detail: z.string().default(''),
});
const GatewayAnswer = z.strictObject({ message: z.string() });

/** @throws UnreadableError where the file is cut off, the registry's answer, or something else */
export function requireCertificate(file: string, text: string): void {
  const value = jsonIn(text);
  if (value === undefined)
    throw new UnreadableError(file, {
      zh: '不是完整的 JSON，因而不是注销证书；请重新下载',
      en: 'no JSON, so no retirement certificate; download it again',
    });
  requireNoAnswer(file, value);
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format === FORMAT) return;
  throw new UnreadableError(
    file,
    typeof format === 'string' && format.startsWith(FAMILY)
      ? {
          zh: `是 ${format} 格式的注销证书，本版只核验 ${FORMAT}；请换用更新的版本`,
          en: `a certificate of the format ${format}, and this release verifies ${FORMAT}; take a newer one`,
        }
      : {
          zh: `不是注销证书：缺少 "format":"${FORMAT}"；请给出 /v1/retirements/{id}/certificate.json 的答复`,
          en: `no retirement certificate: it lacks "format":"${FORMAT}"; give the answer of /v1/retirements/{id}/certificate.json`,
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
    zh: `是登记簿未予提供时的答复（${said}），不是所求文件；请重新获取`,
    en: `the registry's answer that it didn't give the document (${said}); fetch it again`,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
