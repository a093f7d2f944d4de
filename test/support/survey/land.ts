/** A square of the banner 150430 in the forms that tests of surveys need. */
import { Buffer } from 'node:buffer';
import type { ParcelReading } from '../../../events/cli/import/feature-records.ts';
import { systemOfCode } from '../../../events/cli/survey/system.ts';
import { gbk } from '../encodings.ts';
import { squareRing } from '../probes/parcels.ts';
import type { SurveyFolder } from './check.ts';
import { gaussKruger } from './project.ts';
import { dbfOf, PRJ_DEGREES, shpOf, shxOf, zipOf } from './shapefile.ts';

export const square: number[][] = squareRing(120, 42.2);
export const clockwise = square.toReversed();
export const hole: number[][] = squareRing(120.003, 42.203, 0.002);

/** In metres of a zone of CGCS2000, to the millimetre. */
export const inGrid = (ring: number[][], meridian = 120, falseEasting = 500_000) =>
  ring.map((position) =>
    gaussKruger(position, meridian, falseEasting).map((each) => Number(each.toFixed(3))),
  );

/** What `--crs` says. */
export function crs(code: string): ParcelReading {
  const system = systemOfCode(code);
  if ('zh' in system) throw new Error(system.en);
  return { system };
}

/** A table's texts in GBK. */
export const encode = (text: string) => Buffer.from(gbk(text));

/** A zipped shapefile of the square; a part that is undefined is left out. */
export function zipped(parts: Record<string, Uint8Array | string | undefined> = {}): Uint8Array {
  const shp = shpOf([[clockwise]]);
  const all = { shp, shx: shxOf(shp), dbf: dbfOf([{ name: '甲地' }]), prj: PRJ_DEGREES, ...parts };
  const given = Object.entries(all).flatMap(([part, bytes]) =>
    bytes === undefined ? [] : [[`land.${part}`, bytes]],
  );
  return zipOf(Object.fromEntries(given));
}

export const named = ({ rows }: ReturnType<SurveyFolder['check']>) => rows.map(({ name }) => name);
