/** `lvzhang sign activity`: a platform signs what it measured, for the enterprise to deliver. No network. */
import { OrganizationId } from '../../shared/base/field.ts';
import { readInput } from './file/text-file.ts';
import { readSoundMonths } from './import/activity-files.ts';
import { signMonths } from './import/activity-signature.ts';
import { EXIT_FAULT, explain } from './import/connection.ts';
import { readSigningKey } from './signing-key.ts';
import { print } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { readKey } from './vkey.ts';
import { type Language, requireLanguage } from './words.ts';

const USAGE = `lvzhang sign activity FILE --platform NAME --by PLATFORM-ID --for ID --key KEYFILE --vkey KEY|FILE
                      [--month YYYY-MM] [--lang zh|en]
  能碳管理平台为活动数据签名，逐月输出 JSON；由用能单位以 import activity --signatures 提交
  an energy-carbon platform signs the activity data of a file, month by month, and prints JSON; the enterprise
  delivers file and signatures with import activity --signatures
  --platform  平台名称，须与提交时一致 the platform's name, as the delivery has it
  --by        平台在登记簿的机构标识 the platform's own id in the registry
  --for       用能单位的机构标识 the id of the organization whose data these are
  --key       平台已登记密钥的私钥文件 the file of the platform's registered key
  --vkey      账本公钥，签名写明账本名称 the log's key: a signature names its log, and counts in no log of another name`;

/** @throws UsageError, UnreadableError */
function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: { platform: text, by: text, for: text, key: text, vkey: text, month: text, lang: text },
  });
  const [what, file, ...more] = positionals;
  if (what !== 'activity' || file === undefined || more.length > 0)
    throw new UsageError('须给出 activity 与一个文件 give activity and one file');
  const { platform, by, for: organization, key, vkey, month, lang } = values;
  const language = requireLanguage(lang);
  if (platform === undefined || key === undefined || vkey === undefined)
    throw new UsageError('须给出 --platform、--key 与 --vkey; give --platform, --key and --vkey');
  const [signer, subject] = [by, organization].map((id) => OrganizationId.safeParse(id));
  if (!signer?.success || !subject?.success)
    throw new UsageError('须给出 --by 与 --for：机构标识; give --by and --for: ids of organizations');
  const log = readKey('--vkey', vkey, 'log').name;
  const signing = { key: readSigningKey(key), log, by: signer.data, organization: subject.data, platform };
  return { file, month, language, signing };
}

/** Exit code 0: signed; 1: a row is faulty; 2: invalid arguments, or an unreadable file. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    const months = await readSoundMonths(readInput(request.file), request.month, language);
    if (!months) return EXIT_FAULT;
    print(JSON.stringify(signMonths(months, request.signing, new Date()), null, 2));
    return 0;
  } catch (error) {
    return explain(error, USAGE, language);
  }
}
