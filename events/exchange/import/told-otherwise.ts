/**
 * Vintages that a registry has already, with issuances divided otherwise than in the files: by whole vintages
 * there and by serial numbers here. An export of the registry looks like this. They are not imported again.
 */

import { groupedBy } from '../../../shared/base/grouped-by.ts';
import type { Words } from '../../../shared/base/words.ts';
import type { ForeignIssuance } from '../../../shared/units/facts.ts';
import type { Amounts } from '../row-reader.ts';
import type { SinkVintage } from '../sink-rows.ts';
import type { Batch } from './sink-registry.ts';

type Way = 'whole' | 'day' | 'serial';

const wayWords: Record<Way, Words> = {
  whole: { zh: '整年', en: 'as whole vintages' },
  day: { zh: '签发日', en: 'by day of issuance' },
  serial: { zh: '序列号', en: 'by serial number' },
};

function wayOf({ serial, issuedOn }: ForeignIssuance = {}): Way {
  if (serial !== undefined) return 'serial';
  return issuedOn === undefined ? 'whole' : 'day';
}

/** One vintage of one project: its rows, at least one, and its batches in the registry. */
export interface ToldOtherwise {
  vintage: number;
  rows: SinkVintage[];
  batches: Batch[];
}

/**
 * Takes a project's rows. Where some rows of a vintage are divided as in the registry, the registry itself
 * reports the faults of the others.
 */
export function toldOtherwise(vintages: readonly SinkVintage[], batches: readonly Batch[]): ToldOtherwise[] {
  const units = vintages.filter(({ amounts }) => amounts.issued > 0);
  return [...groupedBy(units, ({ vintage }) => vintage)].flatMap(([vintage, rows]) => {
    const there = batches.filter((batch) => batch.vintage === vintage);
    const ways = new Set(there.map(({ foreign }) => wayOf(foreign)));
    const asThere = ways.size === 0 || rows.some(({ foreign }) => ways.has(wayOf(foreign)));
    return asThere ? [] : [{ vintage, rows, batches: there }];
  });
}

/**
 * The message for such a vintage, once for all its rows. `file` and `registry` in tCO2e,
 * of the whole vintage.
 */
export function wordsOfOtherwise(
  { vintage, rows, batches }: ToldOtherwise,
  { file, registry, agrees }: { file: Amounts; registry: Amounts; agrees: boolean },
): Words {
  const { code, foreign } = rows[0]!;
  const [there, here] = [wayWords[wayOf(batches[0]?.foreign)], wayWords[wayOf(foreign)]];
  const zh = ({ issued, retired, remaining }: Amounts) =>
    `签发 ${issued}、已注销 ${retired}、剩余 ${remaining}`;
  const en = ({ issued, retired, remaining }: Amounts) =>
    `issued ${issued}, retired ${retired}, remaining ${remaining}`;
  const begin = {
    zh: `项目 ${code} 的 ${vintage} 年份先前已按${there.zh}导入，本文件按${here.zh}载明，${rows.length} 行均未重复导入`,
    en: `vintage ${vintage} of project ${code} is here already, told apart ${there.en}, and the file tells it ${here.en}: none of its ${rows.length} rows came in again`,
  };
  if (agrees)
    return {
      zh: `${begin.zh}；数量相符（${zh(registry)}），无须处理`,
      en: `${begin.en}; both say ${en(registry)}, so there is nothing to do`,
    };
  return {
    zh: `${begin.zh}；登记簿为${zh(registry)}，文件为${zh(file)}：请改按${there.zh}载明后重新导入，或删去该年份各行`,
    en: `${begin.en}; the registry has ${en(registry)}, the file ${en(file)}: tell the vintage ${there.en} and import it again, or leave its rows out`,
  };
}
