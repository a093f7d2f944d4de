/** A shapefile whose parts lie beside each other in a folder. */
import { readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { readBytes } from '../file/text-file.ts';
import type { SurveyLayer } from './layer.ts';
import { layerOf, PARTS, type Parts } from './shapefile.ts';
import type { System } from './system.ts';

/** A .shp file with the parts beside it. @throws UnreadableError */
export function readBareShapefile({ name: file, bytes }: InputFile, takes: System | undefined): SurveyLayer {
  const stem = basename(file)
    .replace(/\.shp$/i, '')
    .toLowerCase();
  const parts: Parts = {};
  for (const name of readdirSync(dirname(file))) {
    const part = extname(name).slice(1).toLowerCase();
    const isPart = PARTS.find((each) => each === part && each !== 'shp');
    if (isPart && name.slice(0, -extname(name).length).toLowerCase() === stem)
      parts[isPart] = readBytes(join(dirname(file), name));
  }
  return layerOf(file, { ...parts, shp: bytes }, takes);
}
