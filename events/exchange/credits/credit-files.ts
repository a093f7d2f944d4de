/** Lists of credits as a command reads them: text, or the sheet of a workbook that is such a list. */

import { type InputFile, textOfInput } from '../file/input-file.ts';
import { isWorkbook, readWorkbook, requireUnpacked } from '../file/workbook.ts';
import type { Findings } from '../findings.ts';
import type { SinkFiles } from '../sink-rows.ts';
import { gatherCredits } from './gather.ts';
import { type CreditFile, readCredits } from './read-credits.ts';
import type { CreditFormat, Layout } from './record.ts';

/** What the files list, and the one format that they have; undefined where none of them is a list. */
export interface CreditFiles extends SinkFiles {
  format?: CreditFormat;
}

/** VROD's sheet; a workbook without it has its list on the first. */
const SHEET = 'PROJECTS';

interface Options {
  /** The lists that may come; all if left out. */
  known?: readonly Layout[];
  spreadsheet?: boolean;
  /** Of all workbooks together, bytes; unbounded if left out. */
  unpackedMax?: number;
}

/** @throws UnreadableError */
export async function readCreditFiles(
  inputs: readonly InputFile[],
  findings: Findings,
  { known, spreadsheet = false, unpackedMax }: Options = {},
): Promise<CreditFiles> {
  if (unpackedMax !== undefined) requireUnpacked(inputs.filter(isWorkbook), unpackedMax);
  const files: CreditFile[] = [];
  for (const input of inputs) files.push({ ...(await creditFileOf(input, findings)), spreadsheet });
  const { layouts, records } = readCredits(files, findings, known);
  const formats = [...new Set(layouts.map(({ format }) => format))];
  if (formats.length > 1) {
    findings.error(
      inputs[0]!.name,
      { line: 1, column: 1 },
      {
        zh: `各文件来源不同（${formats.join('、')}）：请分次导入，每次一个来源`,
        en: `the files are of several sources (${formats.join(', ')}): import them one source after the other`,
      },
    );
    return { projects: [], vintages: [] };
  }
  const [format] = formats;
  return { ...gatherCredits(records, findings), ...(format && { format }) };
}

async function creditFileOf(input: InputFile, findings: Findings): Promise<CreditFile> {
  const { name, bytes } = input;
  if (isWorkbook(input))
    return { name, records: await readWorkbook(name, bytes, { sheet: SHEET, days: true }) };
  return { name, text: textOfInput(input, { line: 1, column: 1 }, findings) };
}
