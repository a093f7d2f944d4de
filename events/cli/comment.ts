/** `lvzhang comment`: a comment of the public, which needs no token but some seconds of work. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { chinaDate } from '../../shared/base/day.ts';
import { freeText, ProjectId, ReportId } from '../../shared/base/field.ts';
import { SALT_BYTES } from '../../shared/base/seal.ts';
import { publicCommentText } from '../../shared/sinks/comment-text.ts';
import { doWork } from '../../shared/sinks/comment-work.ts';
import { COMMENT_TEXT_MAX } from '../../shared/sinks/facts.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import { ApiClient } from './api-client.ts';
import { readCertainText, readStandardInput } from './file/text-file.ts';
import { explain } from './import/connection.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { readKey } from './vkey.ts';
import { type Language, requireLanguage } from './words.ts';

const USAGE = `lvzhang comment URL --project ID|--report ID --text FILE|- [--vkey KEY|FILE] [--lang zh|en]
  在公示期内提出意见：无需令牌，不记姓名；先做数秒的工作量证明，由登记机构审核后公开
  comments while a design or a report is published: no token and no name, some seconds of work instead; the
  operator admits it before everybody reads it
  --project  项目 the project, p-…
  --report   核算报告 the monitoring report, m-…
  --text     意见文本，UTF-8，至多 1000 字符；- 为标准输入 the text, UTF-8, 1000 characters at most; - is stdin
  --vkey     账本公钥；登记簿所示不符时不提交 the log's key: nothing is sent to a registry that shows another
  打印回执：请与文本一并保存，可凭以证明所述内容已入账
  prints the receipt: keep it, it has the text and the salt, by which you prove what you said`;

const Receipt = z.object({
  subject: z.string(),
  number: z.int(),
  sha256: z.string(),
  at: z.string(),
  commit: z.object({ id: z.string(), leafHash: z.string() }),
});

/** Exit code 0: received; 1: refused; 2: the arguments or the file are invalid. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  let again: string | undefined;
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    const { url, subject, text, vkey } = request;
    language = request.language;
    const client = new ApiClient({ url, vkey, language });
    const salt = randomBytes(SALT_BYTES);
    const { sha256 } = publicCommentText(subject, text, salt);
    const day = chinaDate(new Date().toISOString());
    tell({ zh: '正在计算工作量证明…', en: 'doing the work …' }[language]);
    const nonce = doWork({ log: await client.logOrigin(), subject, day, sha256 });
    const said = { text, salt: salt.toString('hex') };
    again = `结果未知；意见 ${sha256} 若已入账，见 ${pathOf(subject)} / whether it was received is open: see whether ${sha256} is listed there`;
    const receipt = await client.postOpenly(pathOf(subject), { ...said, day, nonce }, Receipt);
    if (receipt.sha256 !== sha256) throw new UnreadableError(url, OTHERWISE);
    print(JSON.stringify({ ...receipt, ...said }, null, 2));
    return 0;
  } catch (error) {
    return explain(error, USAGE, language, again);
  }
}

const OTHERWISE = {
  zh: '登记簿所答的摘要与所提意见不符',
  en: 'the registry answered with the digest of something else',
};

const pathOf = (subject: string): string =>
  `/v1/${subject.startsWith('p-') ? 'projects' : 'monitoring-reports'}/${subject}/public-comments`;

/** @throws UsageError, UnreadableError */
function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: { project: text, report: text, text, vkey: text, lang: text },
  });
  const language = requireLanguage(values.lang);
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0 || !/^https?:/.test(url) || !URL.canParse(url))
    throw new UsageError('须给出登记簿地址 give one URL of a registry');
  const { project, report, text: file } = values;
  if ((project === undefined) === (report === undefined))
    throw new UsageError('--project 与 --report 择一 give --project or --report');
  if (file === undefined) throw new UsageError('须给出 --text; --text is needed');
  const flag = project === undefined ? '--report' : '--project';
  const subject = (project === undefined ? ReportId : ProjectId).safeParse(project ?? report);
  if (!subject.success)
    throw new UsageError(`${flag} ${project ?? report}: ${subject.error.issues[0]!.message}`);
  const vkey = values.vkey === undefined ? undefined : readKey('--vkey', values.vkey, 'log');
  const said = (file === '-' ? readStandardInput() : readCertainText(file)).trim();
  // What the registry would refuse isn't worth the work.
  const fault = freeText(COMMENT_TEXT_MAX).safeParse(said).error?.issues[0];
  if (fault) throw new UsageError(`--text ${file}: ${fault.message}`);
  return { url, subject: subject.data, text: said, language, vkey };
}
