/** What becomes of a result's file once it is joined. */
import type { Value } from '../../events/exchange/lists/column.ts';
import { NoWorkbookError, workbookOf } from '../../events/exchange/lists/workbook.ts';
import { XLSX } from '../../shared/base/document.ts';
import { JSON_LINES_FILE, listFor } from './exporting.ts';
import type { ExportInput, Job } from './job.ts';
import { JobFault } from './task.ts';

export interface JoinedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface FinishedFile extends JoinedFile {
  mediaType: string;
}

const WORKBOOK_FILE = 'rows.xlsx';

/**
 * The file that the asker gets. A workbook is made of a whole list only: what a job has left that failed or
 * was cancelled is no file then.
 * @param keep renews the worker's lease before what takes long; false where the job was lost
 * @throws JobFault where it fits no workbook
 */
export async function finished(
  job: Job,
  joined: JoinedFile,
  isWhole: boolean,
  keep: () => Promise<boolean>,
): Promise<FinishedFile | undefined> {
  if (joined.name !== JSON_LINES_FILE)
    return joined.bytes.length === 0 ? undefined : { ...joined, mediaType: 'text/csv' };
  if (!isWhole) return undefined;
  // It may have waited for its turn; 50,000 rows then take some ten seconds, in which nothing else is done.
  const bytes = await afterOthers(async () => (await keep()) && workbookFor(job, joined.bytes));
  return bytes ? { name: WORKBOOK_FILE, bytes, mediaType: XLSX } : undefined;
}

async function workbookFor(job: Job, lines: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const input = job.input as ExportInput;
  const name = input.kind.split('-').at(-1)!;
  try {
    return new Uint8Array(await workbookOf(name, listFor(input).columns, rowsIn(lines), job.language));
  } catch (error) {
    if (error instanceof NoWorkbookError) throw new JobFault(error.words);
    throw error;
  }
}

function* rowsIn(lines: Uint8Array): Generator<Value[]> {
  for (const line of new TextDecoder().decode(lines).split('\n'))
    if (line !== '') yield (JSON.parse(line) as (Value | null)[]).map((value) => value ?? undefined);
}

/** Ends when the workbook ends that was begun last. */
let last: Promise<unknown> = Promise.resolve();

/** A workbook takes up to a gigabyte while it is made, and several jobs share an instance: one at a time. */
function afterOthers<T>(make: () => Promise<T>): Promise<T> {
  const made = last.then(make);
  last = made.catch(() => {});
  return made;
}
