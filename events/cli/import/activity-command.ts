/** `lvzhang import activity`: a platform's file, month by month, through the HTTP API. */
import { OrganizationId } from '../../../shared/base/field.ts';
import { Month } from '../../../shared/base/month.ts';
import { PlatformName } from '../../../shared/statements/facts-dataset.ts';
import { readInput } from '../file/text-file.ts';
import { demoIdentity, identityNames } from '../identities.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';
import { type ActivityMonths, readSoundMonths } from './activity-files.ts';
import { deliverMonth, outcomes, requireContent } from './activity-import.ts';
import { readSignatures } from './activity-signature.ts';
import { type ConnectionFlags, connect, connectionOptions, EXIT_FAULT, explain } from './connection.ts';

/** The default identity: the demo's steel works. */
const IDENTITY_DEFAULT = 'steel';

export const activityUsage = `lvzhang import activity FILE --platform NAME [--month YYYY-MM] [--org ID] [--signatures FILE] [--dry-run]
                        [--as NAME] [--lang zh|en] [--port N | --url URL --token T] [--sign KEYFILE]
  FILE: CSV (UTF-8, GB18030), XLSX (its first sheet) or JSON; columns meterPoint, month, carrier, quantity, unit,
    or 计量点, 月份, 能源品种, 用量, 单位 / 列名中英文均可
  --platform  the energy-carbon platform that measured it / 能碳管理平台名称
  --month     of rows that have none / 未填月份的行所属月份
  --org       refuses to deliver for another organization / 核对所属机构
  --signatures  what the platform made by lvzhang sign activity / 平台签名文件
  --dry-run   reads and checks the file, and sends nothing / 只读取核对，不提交
  --as        a demo identity of the local instance (${IDENTITY_DEFAULT}) / 本机实例的演示身份
Each month is a delivery of its own: the next revision where the rows differ, nothing where they don't
逐月提交：数据有变为新版本，无变则不提交；重复执行不会重复办理
A file with a faulty row is not delivered / 有误的文件整份不提交`;

interface ActivityRequest extends ConnectionFlags {
  file: string;
  platform: string;
  month: string | undefined;
  organization: string | undefined;
  signatures: string | undefined;
  dryRun: boolean;
  as: string;
  language: Language;
}

/** @throws UsageError */
function readArguments(args: string[]): ActivityRequest {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      platform: text,
      month: text,
      org: text,
      signatures: text,
      as: text,
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('须给出一个文件 give one file');
  const { lang, platform, month, org, signatures, as, 'dry-run': dryRun, ...flags } = values;
  const language = requireLanguage(lang);
  if (platform === undefined) throw new UsageError('须给出 --platform：平台名称 give --platform: its name');
  const named = PlatformName.safeParse(platform);
  if (!named.success) throw new UsageError(`--platform: ${named.error.issues[0]?.message}`);
  if (month !== undefined && !Month.safeParse(month).success)
    throw new UsageError(`--month ${month}: YYYY-MM`);
  if (org !== undefined && !OrganizationId.safeParse(org).success)
    throw new UsageError(`--org ${org}: 机构标识 an organization's id`);
  if (flags.url !== undefined && as !== undefined)
    throw new UsageError('--as 仅用于本机实例 --as is for a local instance; --url goes with --token');
  return {
    ...flags,
    file,
    platform: named.data,
    month,
    organization: org,
    signatures,
    dryRun,
    as: as ?? IDENTITY_DEFAULT,
    language,
  };
}

async function importActivity(request: ActivityRequest): Promise<number> {
  const { file, month, language, dryRun } = request;
  const months = await readSoundMonths(readInput(file), month, language);
  if (!months) {
    tell({ zh: '文件有误，未提交', en: 'the file has faults; nothing was sent' }[language]);
    return EXIT_FAULT;
  }
  if (months.size === 0) {
    tell({ zh: '没有可导入的内容', en: 'nothing to import' }[language]);
    return EXIT_FAULT;
  }
  return dryRun ? tellMonths(months, language) : deliver(months, request);
}

function tellMonths(months: ActivityMonths, language: Language): number {
  for (const [month, rows] of months) {
    const { bytes } = requireContent(rows);
    print(
      {
        zh: `${month}：${rows.length} 行，${bytes} 字节`,
        en: `${month}: ${rows.length} rows, ${bytes} bytes`,
      }[language],
    );
  }
  return 0;
}

async function deliver(months: ActivityMonths, request: ActivityRequest): Promise<number> {
  const { platform, language, as } = request;
  const identity = demoIdentity(as);
  if (!identity) throw new UsageError(`--as ${as}: ${identityNames.join(', ')}`);
  const client = connect(request, identity, language);
  const organization = request.organization ?? (await client.organization());
  const signatures = request.signatures === undefined ? undefined : readSignatures(request.signatures);
  for (const [month, rows] of months) {
    const { dataset, revision, outcome } = await deliverMonth(
      client,
      { organization, platform },
      month,
      rows,
      signatures?.get(month),
    );
    print(
      {
        zh: `${month}：${rows.length} 行，${outcomes[outcome].zh}，${dataset} 第 ${revision} 版`,
        en: `${month}: ${rows.length} rows, ${outcomes[outcome].en}, ${dataset} revision ${revision}`,
      }[language],
    );
  }
  return 0;
}

/** Exit code 0: every month is there; 1: a bad row, or no registry; 2: invalid arguments, unreadable file. */
export async function runActivity(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(activityUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    return await importActivity(request);
  } catch (error) {
    return explain(error, activityUsage, language);
  }
}
