/** A file of well-known text: a geometry on each line, or one over several. It has no names. */
import { basename, extname } from 'node:path';
import type { InputFile } from '../../exchange/file/input-file.ts';
import type { Words } from '../words.ts';
import type { SurveyFeature, SurveyLayer } from './layer.ts';
import { DEGREES } from './system.ts';
import { isWkt, readWkt } from './wkt.ts';

const named: Words = {
  zh: 'WKT 没有名称：地块以文件名命名',
  en: 'WKT has no names: parcels are named after the file',
};

export function readWktFile({ name: file }: InputFile, text: string): SurveyLayer {
  const texts = geometriesOf(text);
  const stem = basename(file, extname(file));
  const features = texts.map(({ wkt, line }, index): SurveyFeature => {
    const { geometry, dropped, system } = readWkt(wkt);
    const name = texts.length === 1 ? stem : `${stem} ${index + 1}`;
    return {
      at: { line, column: 1 },
      properties: { name },
      geometry,
      ...(dropped && { dropped }),
      ...(system && { system }),
    };
  });
  return { system: DEGREES, features, notes: [named] };
}

/** Each begins on a line of its own. */
function geometriesOf(text: string): { wkt: string; line: number }[] {
  const found: { wkt: string; line: number }[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = found.at(-1);
    if (isWkt(line) || !last) {
      if (line.trim() !== '') found.push({ wkt: line, line: index + 1 });
    } else last.wkt += `\n${line}`;
  }
  return found;
}
