/** `lvzhang post`: any change of the API, signed. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { UnreadableError } from '../exchange/file/readable.ts';
import { RefusedError } from '../exchange/refused.ts';
import type { Given } from './api-client.ts';
import { jsonFault } from './file/json-fault.ts';
import { readCertainText } from './file/text-file.ts';
import { connectAs, connectionOptions, explain, IDENTITY_DEFAULT } from './import/connection.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';

const USAGE = `lvzhang post PATH [--body FILE] [--sign KEYFILE] [--key IDEMPOTENCY-KEY]
             [--if-match VERSION] [--step initiate|confirm] [--for ORG] [--as NAME] [--lang zh|en] [--port N | --url URL --token T] [--vkey KEY|FILE]
  PATH    路径，如 /v1/retirements / the path, such as /v1/retirements
  --body  JSON 文件，UTF-8 / a file of JSON, in UTF-8
  --sign  签名私钥文件（lvzhang key new）/ the file of a signing key
  --vkey  账本公钥；登记簿所示与其不符时不签名；缺省以登记簿所示为准
          the log's key: nothing is signed for a registry that shows another; the one that it shows where left out
  --key   重试时保持不变；缺省为新键，并予打印 / the same on a retry; a new one is made and printed
  --if-match 所修订的版本，如 v1 或 1（读取时的 ETag）/ the version that a revision replaces, such as v1 (the ETag)
  --step  两人办理：一人 initiate 发起，另一人以同一请求、同一 --key 以 confirm 确认
          in two steps: one initiates it, another one sends the same under the same --key to confirm it
  --for   所代办的、已并入本机构的机构 / the organization, united into yours, that you act for
  --as    本机实例的机构名称，缺省为登记机构 / a local instance's identity (lvzhang token --help)`;

const Anything = z.record(z.string(), z.unknown());

/** Posts, and prints the answer. Exit code 1: refused; 2: the arguments or a file are invalid. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  let again: string | undefined;
  let request: PostRequest | undefined;
  try {
    request = readArguments(args);
    const { path, ifMatch, step, flags } = request;
    const client = connectAs(flags);
    const key = flags.key ?? randomUUID();
    again = `结果未知；请以 --key ${key} 重新执行，不会重复办理 / whether it was done is open; run it again with --key ${key}, nothing is done twice`;
    if (flags.key === undefined) tell(`Idempotency-Key: ${key}`);
    const body = flags.body === undefined ? undefined : bodyIn(flags.body);
    print(JSON.stringify(await client.post(path, key, body, Anything, { ifMatch, step }), null, 2));
    return 0;
  } catch (error) {
    const code = explain(error, USAGE, undefined, again);
    if (error instanceof RefusedError && request) for (const hint of hintsFor(error, request)) tell(hint);
    return code;
  }
}

type PostRequest = ReturnType<typeof readArguments>;

/** @throws UsageError */
function readArguments(args: string[]) {
  const { values: flags, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      body: { type: 'string' },
      key: { type: 'string' },
      'if-match': { type: 'string' },
      step: { type: 'string' },
      for: { type: 'string' },
      as: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0 || !path.startsWith('/v1/') || path.includes('?'))
    throw new UsageError('须给出一个 /v1/ 路径 one PATH under /v1/, without a query');
  return { path, ifMatch: etagOf(flags['if-match']), step: stepOf(flags.step), flags };
}

/** The registry's remedies speak of requests; these say which flag it takes. */
function hintsFor({ kind, status }: RefusedError, { ifMatch, flags }: PostRequest): string[] {
  const hints: string[] = [];
  if (kind === 'precondition-required' && ifMatch === undefined)
    hints.push(
      '请以 --if-match v1 给出所修订的版本（读取时的 ETag）/ give the version that you read with --if-match v1',
    );
  if (kind === 'confirmation-required')
    hints.push(
      '请以 --step initiate 发起，再由另一人以同一 --key 与 --step confirm 确认 / initiate it with --step initiate; another one confirms it under the same --key with --step confirm',
    );
  if (kind === 'invalid-json' && flags.body === undefined)
    hints.push('此请求须有请求体：--body FILE / this command takes a body: --body FILE');
  if (status === 403 && flags.url === undefined) {
    const name = flags.as ?? IDENTITY_DEFAULT;
    hints.push(
      `以 ${name} 的身份提交；以 --as NAME 换用其他身份 / acted as ${name}; --as NAME acts as another`,
    );
  }
  return hints;
}

/** @throws UsageError */
function stepOf(step: string | undefined): Given['step'] {
  if (step === undefined || step === 'initiate' || step === 'confirm') return step;
  throw new UsageError(`--step ${step}: 须为 initiate 或 confirm must be initiate or confirm`);
}

/** The ETag, which a shell is likely to have taken the quotes from. @throws UsageError */
function etagOf(version: string | undefined): string | undefined {
  if (version === undefined) return undefined;
  const [, bare] = /^"?v?([1-9]\d*)"?$/.exec(version) ?? [];
  if (bare === undefined) throw new UsageError(`--if-match ${version}: 须如 v1 must be a version such as v1`);
  return `"v${bare}"`;
}

/** @throws UnreadableError */
function bodyIn(file: string): object {
  const text = readCertainText(file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = jsonFault(text) ?? { line: 1, column: 1 };
    throw new UnreadableError(file, {
      zh: `第 ${line} 行第 ${column} 列起不是 JSON`,
      en: `no JSON from line ${line}, column ${column} on`,
    });
  }
  throw new UnreadableError(file, { zh: '不是 JSON 对象', en: 'not a JSON object' });
}
