/** Writes GeoPackages for tests (OGC 12-128r19), with Node's SQLite. */
import { Buffer } from 'node:buffer';
import { DatabaseSync } from 'node:sqlite';

interface Layer {
  srs: number;
  rows: { name: string; polygons: number[][][][] | null; blob?: Buffer }[];
}

/** Systems of reference by srs_id: organization, its code, definition. */
type Systems = Record<number, [organization: string, code: number, definition: string]>;

export const EPSG: Systems = {
  4326: ['EPSG', 4326, ''],
  4490: ['EPSG', 4490, ''],
  4549: ['EPSG', 4549, ''],
};

export function writeGeoPackage(path: string, layers: Record<string, Layer>, systems: Systems = EPSG): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA application_id = 0x47504B47;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('undefined', 0, 'NONE', 0, 'undefined', NULL);`);
  for (const [id, [organization, code, definition]] of Object.entries(systems))
    database
      .prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)')
      .run(`srs ${id}`, Number(id), organization, code, definition);
  for (const [name, { srs, rows }] of Object.entries(layers)) {
    database.exec(`CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY, geom BLOB, "名称" TEXT, "面积" REAL)`);
    database.prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?)").run(name, name, srs);
    database
      .prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)")
      .run(name, srs);
    const insert = database.prepare(`INSERT INTO "${name}" (geom, "名称", "面积") VALUES (?, ?, 1.5)`);
    for (const row of rows) insert.run(row.blob ?? (row.polygons && geometryOf(row.polygons, srs)), row.name);
  }
  database.close();
}

/** A geometry's blob, with an envelope as GDAL writes it. */
export function geometryOf(polygons: number[][][][], srs: number, wkb = wkbOf(polygons)): Buffer {
  const header = Buffer.alloc(40);
  header.write('GP');
  header.writeUInt8(0b11, 3);
  header.writeInt32LE(srs, 4);
  return Buffer.concat([header, wkb]);
}

/** MultiPolygon, or Polygon where there is one; with Z and M as the positions have numbers. */
export function wkbOf(polygons: number[][][][], littleEndian = true): Buffer {
  const width = polygons[0]![0]![0]!.length;
  const thousands = [0, 1000, 3000][width - 2]!;
  const u32 = (value: number) => {
    const buffer = Buffer.alloc(4);
    if (littleEndian) buffer.writeUInt32LE(value);
    else buffer.writeUInt32BE(value);
    return buffer;
  };
  const double = (value: number) => {
    const buffer = Buffer.alloc(8);
    if (littleEndian) buffer.writeDoubleLE(value);
    else buffer.writeDoubleBE(value);
    return buffer;
  };
  const begin = (type: number) => Buffer.concat([Buffer.of(littleEndian ? 1 : 0), u32(type + thousands)]);
  const polygon = (rings: number[][][]) =>
    Buffer.concat([
      begin(3),
      u32(rings.length),
      ...rings.flatMap((ring) => [u32(ring.length), ...ring.flat().map(double)]),
    ]);
  if (polygons.length === 1) return polygon(polygons[0]!);
  return Buffer.concat([begin(6), u32(polygons.length), ...polygons.map(polygon)]);
}
