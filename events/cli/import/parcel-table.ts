/** Parcels of a CSV file, with the geometry as GeoJSON or WKT text in one column. */

import { type Cell, type CsvFault, type CsvRecord, readCsv } from '../../exchange/csv.ts';
import { markupFormat } from '../../exchange/file/format.ts';
import { type InputFile, textOfInput } from '../../exchange/file/input-file.ts';
import { Findings } from '../../exchange/findings.ts';
import { type Row, rowsOf } from '../../exchange/table.ts';
import type { Reading } from '../survey/reading.ts';
import { DEGREES } from '../survey/system.ts';
import { isWkt, readWkt } from '../survey/wkt.ts';
import { bareGeometry } from './geojson-geometry.ts';
import { type ColumnMap, columnsAmong, PARCEL_COLUMNS, type ParcelColumn } from './parcel-columns.ts';
import { type Land, LandReader } from './parcel-land.ts';
import type { ParcelFile, ParcelRecord } from './parcel-record.ts';

/** Columns that a file may lack, since flags can replace them. */
const MAY_LACK: readonly ParcelColumn[] = ['type', 'banner', 'holder', 'title'];

const BEGIN = { line: 1, column: 1 };

export function readRows(
  file: InputFile,
  reading: Reading & { columns?: ColumnMap },
  findings: Findings,
): ParcelFile {
  const refusedLines = new Set<number>();
  const ofTable = new Findings(({ file: name, at, severity, message }) => {
    if (severity === 'warning') return findings.warn(name, at, message);
    if ('line' in at) refusedLines.add(at.line);
    return findings.error(name, at, message);
  });
  const records = [...readCsv(textOfInput(file, BEGIN, findings))];
  const names = namesOf(records, reading.columns);
  const rows = rowsOf(file, records, { columns: PARCEL_COLUMNS, absent: MAY_LACK, names }, ofTable);
  const land = new LandReader(file.name, reading, findings);
  // Without a header, the records of a file can't be told apart.
  return {
    records: (rows ?? []).map((row) => recordOfRow(row, land, findings)),
    refused: rows ? refusedLines.size : 0,
  };
}

/** The columns by the names that this file's header has for them. */
function namesOf(records: readonly (CsvRecord | CsvFault)[], map: ColumnMap | undefined) {
  const header = records.find((record) => 'cells' in record);
  const given = (header?.cells ?? []).map(({ text }) => text.trim());
  return new Map([...columnsAmong(given, map)].map(([column, name]) => [name, column]));
}

function recordOfRow(
  { file, at, cells, headers }: Row<ParcelColumn>,
  land: LandReader,
  findings: Findings,
): ParcelRecord {
  const text = (column: ParcelColumn) => ({ text: cells[column].text, at: cells[column] });
  const fields = {
    name: text('name'),
    type: text('type'),
    banner: text('banner'),
    holder: text('holder'),
    title: text('title'),
  };
  const column = headers.get('geojson') ?? 'geojson';
  const read = readGeometry(cells.geojson, { file, column, land, findings });
  return { file, at, fields, bannerHints: [cells.name.text], ...read };
}

function readGeometry(
  cell: Cell,
  { file, column, land, findings }: { file: string; column: string; land: LandReader; findings: Findings },
): Land {
  const { text } = cell;
  const fault = (zh: string, en: string): Land => {
    findings.error(file, cell, { zh: `${column} ${zh}`, en: `${column} ${en}` });
    return { geometry: undefined };
  };
  if (text.trim() === '') return fault('为空', 'is empty');
  if (isWkt(text)) {
    const { geometry, dropped, system } = readWkt(text);
    return land.ofArea(geometry, land.system(system ?? DEGREES, cell), cell, dropped);
  }
  try {
    return land.ofGeoJson(bareGeometry(JSON.parse(text)), undefined, cell);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { message } = error;
    const other = markupFormat(text);
    if (other) return fault(other.zh, other.en);
    return fault(`不是 JSON：${message}`, `is no JSON: ${message}`);
  }
}
