/** What the exports of a registry's own projects have in common: whose they are, where they go, and names. */
import * as z from 'zod';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { ApiClient } from '../api-client.ts';
import { readText } from '../file/text-file.ts';
import { OPERATOR } from '../identities.ts';
import { type ConnectionFlags, connect, connectionOptions } from '../import/connection.ts';
import { UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';

const text = { type: 'string' } as const;
export const reportingOptions = {
  ...connectionOptions,
  out: { type: 'string', short: 'o' },
  registry: text,
  public: text,
} as const;

export interface Reporting {
  client: ApiClient;
  /** The folder. */
  out: string;
  /** As --registry has it. */
  registry: string | undefined;
  /** The address that links lead to, without a slash at its end. */
  url: string;
  language: Language;
}

/** @throws UsageError, NoInstanceError */
export function readReporting(
  values: ConnectionFlags & { lang?: string; out?: string; registry?: string; public?: string },
): Reporting {
  const language = requireLanguage(values.lang);
  const { out, registry } = values;
  if (out === undefined) throw new UsageError('须给出 -o 文件夹; -o FOLDER is needed');
  if (values.public !== undefined && !/^https?:\/\//.test(values.public))
    throw new UsageError(`--public ${values.public}: 须为网址 must be an address`);
  const client = connect(values, OPERATOR, language);
  return { client, out, registry, url: (values.public ?? client.url).replace(/\/+$/, ''), language };
}

const Texts = z.record(z.string(), z.string());

/** The texts of a file, by what they are of; none where there is no file. @throws UnreadableError */
export function textsIn(file: string | undefined): Readonly<Record<string, string>> {
  if (file === undefined) return {};
  try {
    return Texts.parse(JSON.parse(readText(file)));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(file, {
      zh: '须为 JSON 对象，值为文本',
      en: 'must be a JSON object whose values are texts',
    });
  }
}
