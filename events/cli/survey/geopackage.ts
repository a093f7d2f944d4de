/**
 * GeoPackages (OGC 12-128r19): an SQLite database with tables of features, read with Node's own SQLite. The
 * file is opened for reading only, and only tables are read: a view could compute without end.
 */

import type { InputFile } from '../../exchange/file/input-file.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';
import { chosen, noGeometry, type SurveyFeature, type SurveyLayer } from './layer.ts';
import { systemOfWkt } from './prj.ts';
import { type System, systemOfCode } from './system.ts';
import { readGeoPackageGeometry } from './wkb.ts';

/** Features of one import, and what they may hold: pages that rows share would count for each of them. */
const ROWS_MAX = 200_000;
const ROWS_BYTES_MAX = 512 * 1024 * 1024;

const LAYERS = `SELECT c.table_name AS name, g.column_name AS geometry, g.srs_id AS srs
  FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
  JOIN sqlite_master m ON m.name = c.table_name AND m.type = 'table' AND m.rootpage > 0
  WHERE c.data_type = 'features' ORDER BY c.table_name`;
/** Columns that are stored (hidden: 0, 3); a generated one (2) could compute a gigabyte for each row. */
const COLUMNS = 'SELECT name FROM pragma_table_xinfo(?) WHERE hidden IN (0, 3)';
const SYSTEM =
  'SELECT organization, organization_coordsys_id AS code, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?';

type Row = Record<string, unknown>;
type Sqlite = typeof import('node:sqlite');
type Database = InstanceType<Sqlite['DatabaseSync']>;

/** @throws UnreadableError */
export function readGeoPackage(
  { name: file }: InputFile,
  layer: string | undefined,
  takes: System | undefined,
): SurveyLayer {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (!sqlite)
    throw new UnreadableError(file, {
      zh: '读取 GeoPackage 须 Node 22.13 以上；请升级，或以 QGIS 另存为 GeoJSON',
      en: 'a GeoPackage takes Node 22.13 or later; upgrade it, or save the layer as GeoJSON with QGIS',
    });
  let database: Database | undefined;
  try {
    database = new sqlite.DatabaseSync(file, { readOnly: true });
    database.exec('PRAGMA trusted_schema = OFF');
    return layerOf(file, database, layer, takes);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const { message } = error as Error;
    throw new UnreadableError(file, {
      zh: `GeoPackage 损坏、不完整或不是 GeoPackage（${message}）；请重新导出`,
      en: `is no GeoPackage, or a damaged or incomplete one (${message}); export it again`,
    });
  } finally {
    database?.close();
  }
}

function layerOf(
  file: string,
  database: Database,
  wanted: string | undefined,
  takes: System | undefined,
): SurveyLayer {
  const layers = database.prepare(LAYERS).all() as { name: string; geometry: string; srs: number }[];
  if (layers.length === 0)
    throw new UnreadableError(file, {
      zh: 'GeoPackage 中没有要素图层',
      en: 'the GeoPackage has no layer of features',
    });
  const { name, geometry, srs } = chosen(file, layers, wanted);
  const rows = rowsOf(file, database, name);
  const system = systemOf(file, database, srs, takes);
  return { system, features: rows.map((row, index) => featureOf(row, geometry, srs, index)) };
}

function rowsOf(file: string, database: Database, table: string): Row[] {
  const columns = database.prepare(COLUMNS).all(table) as { name: string }[];
  const listed = columns.map(({ name }) => quoted(name)).join(', ');
  const statement = database.prepare(`SELECT ${listed} FROM ${quoted(table)}`);
  statement.setReadBigInts(true);
  const rows: Row[] = [];
  let bytes = 0;
  for (const row of statement.iterate() as Iterable<Row>) {
    rows.push(row);
    for (const value of Object.values(row))
      bytes += value instanceof Uint8Array || typeof value === 'string' ? value.length : 0;
    if (rows.length > ROWS_MAX || bytes > ROWS_BYTES_MAX) throw tooLarge(file);
  }
  return rows;
}

const tooLarge = (file: string) =>
  new UnreadableError(file, {
    zh: `图层有 ${ROWS_MAX} 条以上记录，或超过 ${ROWS_BYTES_MAX >> 20} MiB；请分批导入`,
    en: `the layer has more than ${ROWS_MAX} rows or ${ROWS_BYTES_MAX >> 20} MiB; import it in parts`,
  });

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function featureOf(row: Row, column: string, srs: number, index: number): SurveyFeature {
  const { [column]: blob, ...properties } = row;
  const at = { feature: index + 1 };
  if (!(blob instanceof Uint8Array)) return { at, properties, geometry: noGeometry };
  const { srs: own, geometry, dropped } = readGeoPackageGeometry(blob);
  if (own !== undefined && own !== srs) return { at, properties, geometry: otherSystem(own, srs) };
  return { at, properties, geometry, ...(dropped && { dropped }) };
}

const otherSystem = (own: number, layers: number): Words => ({
  zh: `几何的坐标系（srs_id ${own}）与图层的（${layers}）不同`,
  en: `its geometry is in srs_id ${own}, the layer in ${layers}`,
});

/** The layer's system; undefined for those that say that it isn't known (0 and -1). */
function systemOf(
  file: string,
  database: Database,
  srs: number,
  takes: System | undefined,
): System | undefined {
  if (srs === 0 || srs === -1) return undefined;
  const row = database.prepare(SYSTEM).get(srs) as Row | undefined;
  const { organization = '', code, definition = '' } = row ?? {};
  const byCode = systemOfCode(`${String(organization).toUpperCase()}:${code}`);
  const system = 'zh' in byCode && !byCode.isDatum ? systemOfWkt(String(definition)) : byCode;
  if ('name' in system) return system;
  if (takes && !system.isDatum) return undefined;
  throw new UnreadableError(file, { zh: `坐标系：${system.zh}`, en: `coordinate system: ${system.en}` });
}
