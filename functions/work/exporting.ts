/** Exports as jobs: a list of an organization's own, page by page, in the columns of `lvzhang export`. */
import type { ExportedList, Pages, Value } from '../../events/exchange/lists/column.ts';
import { headerLine, lineOf } from '../../events/exchange/lists/csv-lines.ts';
import { type ListName, lists } from '../../events/exchange/lists/lists.ts';
import { WORKBOOK_ROWS_MAX } from '../../events/exchange/lists/workbook.ts';
import type { Language } from '../../shared/base/words.ts';
import { BYTE_ORDER_MARK } from '../../shared/base/written-csv.ts';
import { EXPORT_PREFIX, type ExportInput, type Job, type JobInput } from './job.ts';
import { type Begin, JobFault, type Snapshot, type Task } from './task.ts';

/** The result's one file: a CSV as it is, or lines of JSON, of which the workbook is made at the end. */
export const CSV_FILE = 'rows.csv';
export const JSON_LINES_FILE = 'rows.jsonl';

/** The days that the registry knows. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** Takes the place of a list's cursor behind its last page; no cursor is so short. */
const END = 'end';

export const isExport = (input: JobInput): input is ExportInput => input.kind.startsWith(EXPORT_PREFIX);

/** The list that a job exports. */
export const listFor = ({ kind }: ExportInput): ExportedList =>
  lists[kind.slice(EXPORT_PREFIX.length) as ListName];

/** How rows stand in the result's file until it is joined. */
interface Form {
  file: string;
  header: string;
  line(row: readonly Value[]): string;
  rowsMax: number;
}

function formOf({ format }: ExportInput, { columns }: ExportedList, language: Language): Form {
  if (format === 'xlsx')
    return {
      file: JSON_LINES_FILE,
      header: '',
      // An empty cell is null in JSON, and undefined again in a row.
      line: (row) => `${JSON.stringify(row)}\n`,
      rowsMax: WORKBOOK_ROWS_MAX,
    };
  return {
    file: CSV_FILE,
    header: `${BYTE_ORDER_MARK}${headerLine(columns, language)}\r\n`,
    line: (row) => `${lineOf(columns, row)}\r\n`,
    rowsMax: Number.POSITIVE_INFINITY,
  };
}

class Export implements Task {
  private readonly read: Pages<Value[]>;
  private readonly form: Form;
  private cursor: string | undefined;
  private done: number;
  private text = '';

  constructor(read: Pages<Value[]>, form: Form, { cursor, progress }: Job) {
    this.read = read;
    this.form = form;
    this.cursor = cursor as string | undefined;
    this.done = progress.done;
  }

  async run(mayGoOn: () => boolean): Promise<boolean> {
    const { header, line, rowsMax } = this.form;
    while (this.cursor !== END && mayGoOn()) {
      const { rows, next } = await this.read(this.cursor);
      if (this.done + rows.length > rowsMax)
        throw new JobFault({
          zh: `超过 ${rowsMax} 行，工作簿放不下；请以 csv 格式重新办理`,
          en: `more than ${rowsMax} rows don't fit a workbook; ask for the format csv`,
        });
      if (this.cursor === undefined) this.text += header;
      this.text += rows.map(line).join('');
      this.done += rows.length;
      this.cursor = next ?? END;
    }
    return this.cursor === END;
  }

  snapshot(): Snapshot {
    const texts = { [this.form.file]: this.text };
    this.text = '';
    return {
      progress: { done: this.done },
      cursor: this.cursor,
      counts: { rows: this.done },
      texts,
    };
  }
}

/** An export of what the asker may read; each page is asked for in its name. */
export const beginExport: Begin = async (job, { client }) => {
  const input = job.input as ExportInput;
  const list = listFor(input);
  const { from, to } = { from: FIRST_DAY, to: LAST_DAY, ...input };
  const account = 'account' in input ? input.account : undefined;
  const source = { client, organization: input.organization ?? job.asker.org, from, to, account };
  return new Export(list.pages(source), formOf(input, list, job.language), job);
};
