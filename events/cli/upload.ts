/** `lvzhang upload`: stores a document, and prints the reference by which commands name it. */

import { DocumentUploads, requireDocument } from './document-upload.ts';
import { connectAs, connectionOptions, explain } from './import/connection.ts';
import { print } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { type Language, requireLanguage } from './words.ts';

const USAGE = `lvzhang upload FILE [--as NAME] [--lang zh|en] [--port N | --url URL --token T]
  存入一份文件，打印其引用（sha256、mediaType、bytes），供 post 的请求体引用
  stores a document, and prints its reference for the bodies that name it
  --as  本机实例的机构名称，缺省为登记机构 / a local instance's identity (lvzhang token --help)`;

/** Exit code 1: refused; 2: the arguments or the file are invalid. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  let language: Language | undefined;
  try {
    const { values, positionals } = parseOptions({
      args,
      allowPositionals: true,
      options: { ...connectionOptions, as: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('须给出一个文件 give one FILE');
    language = requireLanguage(values.lang);
    const file = requireDocument(path);
    const document = await new DocumentUploads(connectAs(values)).bring(file);
    print(JSON.stringify(document));
    return 0;
  } catch (error) {
    return explain(error, USAGE, language, '请重新执行 / run it again');
  }
}
