/** Days in a row. */
import type { Words } from '../../shared/base/words.ts';
import { type DayFault, dayOf } from './day-form.ts';
import type { RowReader } from './row-reader.ts';

/** The day, YYYY-MM-DD; a text that is no day, or could be two, is a fault. */
export function readDay<C extends string>(reader: RowReader<C>, column: C): string {
  const { cells, dayOrder } = reader.row;
  const text = cells[column].text.trim();
  const read = dayOf(text, dayOrder);
  if ('day' in read) return read.day;
  const { zh, en } = wordsOf(read.fault, text);
  reader.fault(cells[column], { zh: `${column}：${zh}`, en: `${column}: ${en}` });
  return text;
}

function wordsOf(fault: DayFault, text: string): Words {
  const words: Record<DayFault, Words> = {
    'not-a-day': {
      zh: `「${text}」不是日期，格式应为 YYYY-MM-DD`,
      en: `"${text}" is no day; write YYYY-MM-DD`,
    },
    'not-in-calendar': {
      zh: `「${text}」不是真实日期，格式应为 YYYY-MM-DD`,
      en: `"${text}" is no day of the calendar; write YYYY-MM-DD`,
    },
    ambiguous: {
      zh: `${text} 可能是日在前，也可能是月在前；请写作 YYYY-MM-DD`,
      en: `${text} may have the day first or the month; write YYYY-MM-DD`,
    },
  };
  return words[fault];
}
