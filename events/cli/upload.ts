/** `lvzhang upload`: stores a document, and prints the reference by which commands name it. */

import { DocumentUploads, readDocument } from './document-upload.ts';
import { connectAs, connectionOptions, explain } from './import/connection.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { requireLanguage } from './words.ts';

const USAGE = `lvzhang upload FILE [--as NAME] [--lang zh|en] [--port N | --url URL --token T]
  存入一份文件，打印其引用（sha256、mediaType、bytes），供 post 的请求体引用
  stores a document, and prints its reference for the bodies that name it
  --as  本机实例的机构名称，缺省为登记机构 / a local instance's identity (lvzhang token --help)`;

const EXIT_UNREADABLE = 2;

/** Exit code 1: refused; 2: the arguments or the file are invalid. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  try {
    const { values, positionals } = parseOptions({
      args,
      allowPositionals: true,
      options: { ...connectionOptions, as: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('须给出一个文件 give one FILE');
    const language = requireLanguage(values.lang);
    const found = readDocument(path);
    if ('zh' in found) {
      tell(found[language]);
      return EXIT_UNREADABLE;
    }
    const document = await new DocumentUploads(connectAs(values)).bring(found);
    print(JSON.stringify(document));
    return 0;
  } catch (error) {
    return explain(error, USAGE, undefined, '请重新执行 / run it again');
  }
}
