/**
 * An import of one or two CSV files of another registry, as a command: reads them, reports their faults,
 * imports with progress, then reads back from the registry and reconciles.
 */

import { line } from '../../../shared/base/field.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { type Findings, formatFinding } from '../../exchange/findings.ts';
import type { ApiClient } from '../api-client.ts';
import { readInput } from '../file/text-file.ts';
import { OPERATOR } from '../identities.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage, type Words } from '../words.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from './connection.ts';
import { gatheredFindings } from './gathered-findings.ts';
import { startProgress } from './progress.ts';

/** The context of an import. */
export interface Importing {
  client: ApiClient;
  /** The registry that the files come from. */
  source: string;
  findings: Findings;
  language: Language;
  /** To be called after each of the steps. */
  step: () => void;
}

export interface FilesImport<T> {
  usage: string;
  /** The source where --source names none, which may depend on what the files are. */
  sourceDefault: string | ((rows: T) => string);
  /** The files' names in the usage. */
  files: readonly string[];
  /** At least as many files as `files` names, instead of just as many. */
  more?: true;
  importing: Words;
  /** Takes --spreadsheet. */
  spreadsheet?: true;
  read(inputs: readonly InputFile[], findings: Findings, how: { spreadsheet: boolean }): T | Promise<T>;
  /** 0 if there is nothing to import. */
  stepsOf(rows: T): number;
  begin(rows: T, importing: Importing): Begun;
}

export interface Begun {
  run(): Promise<unknown>;
  /** Compares the files with the registry's present state. */
  reconcile(): Promise<{ text: string; differences: number }>;
}

interface Request {
  names: string[];
  spreadsheet: boolean;
  /** As --source has it. */
  source?: string;
  language: Language;
  client: ApiClient;
}

/** @throws UsageError, NoInstanceError */
function readArguments<T>({ files, more, spreadsheet }: FilesImport<T>, args: string[]): Request {
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      source: { type: 'string' },
      spreadsheet: { type: 'boolean', default: false },
    },
  });
  if (values.spreadsheet && !spreadsheet)
    throw new UsageError('--spreadsheet: 仅用于 import credits; only import credits has it');
  if (more ? positionals.length < files.length : positionals.length !== files.length)
    throw new UsageError(`须给出 ${files.length} 个文件 give the file(s): ${files.join(' ')}`);
  const source = line(100).optional().safeParse(values.source);
  if (!source.success) throw new UsageError(`--source: ${source.error.issues[0]?.message}`);
  const language = requireLanguage(values.lang);
  const client = connect(values, OPERATOR, language);
  const how = { names: positionals, spreadsheet: values.spreadsheet, language, client };
  return { ...how, ...(source.data !== undefined && { source: source.data }) };
}

const readingBack: Words = { zh: '正在从登记簿读回核对', en: 'reading back from the registry' };
const nothing = ({ files }: Pick<FilesImport<unknown>, 'files'>): Words => ({
  zh: `没有可导入的内容：请核对文件及其次序（${files.join(' ')}）`,
  en: `nothing to import: check the files and their order (${files.join(' ')})`,
});

/** Exit code 0: everything reconciles; 1: a bad row, a difference, or no registry; 2: invalid arguments. */
export async function runFilesImport<T>(kind: FilesImport<T>, args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(kind.usage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(kind, args);
    language = request.language;
    const { findings, tellAll } = gatheredFindings();
    const rows = await kind.read(request.names.map(readInput), findings, request);
    tellAll(language);
    if (kind.stepsOf(rows) === 0) {
      tell(nothing(kind)[language]);
      return EXIT_FAULT;
    }
    return await importRows(kind, rows, findings, request);
  } catch (error) {
    return explain(error, kind.usage, language);
  }
}

async function importRows<T>(
  kind: FilesImport<T>,
  rows: T,
  findings: Findings,
  { client, language, ...request }: Request,
): Promise<number> {
  const { sourceDefault } = kind;
  const source = request.source ?? (typeof sourceDefault === 'string' ? sourceDefault : sourceDefault(rows));
  const progress = startProgress(kind.importing[language], kind.stepsOf(rows));
  findings.onFinding = (finding) => progress.say(formatFinding(finding, language));
  const begun = kind.begin(rows, { client, source, findings, language, step: progress.step });
  await begun.run().finally(progress.end);
  tell(readingBack[language]);
  const { text, differences } = await begun.reconcile();
  print(text);
  const { errors, warnings } = findings;
  print(
    {
      zh: `输入：错误 ${errors} 处，警告 ${warnings} 处`,
      en: `input: errors ${errors}, warnings ${warnings}`,
    }[language],
  );
  return errors + differences > 0 ? EXIT_FAULT : 0;
}
