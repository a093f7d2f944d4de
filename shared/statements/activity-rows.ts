/** All rows of a delivery in their canonical form: sorted, each meter point and carrier once. */
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { ACTIVITY_ROWS_MAX, type ActivityRow } from './activity-row.ts';

/** What a delivery comes to: its rows, and what its seal commits to. */
export interface ActivityContent {
  rows: readonly ActivityRow[];
  /** SHA-256 of the canonical text, hex. */
  sha256: string;
  /** Of the canonical text. */
  bytes: number;
  meterPoints: number;
}

/** Names a row within a delivery. A meter point has no line break, so no two rows share a name. */
export const rowName = ({ meterPoint, carrier }: Pick<ActivityRow, 'meterPoint' | 'carrier'>): string =>
  `${meterPoint}\n${carrier}`;

const HEADER = 'meterPoint,carrier,quantity,unit\n';

export const rowText = ({ meterPoint, carrier, quantity, unit }: ActivityRow): string =>
  `${meterPoint},${carrier},${quantity},${unit}\n`;

/** The canonical text of sorted rows, which is itself a CSV that a delivery may have. */
export const textOfRows = (rows: readonly ActivityRow[]): string => HEADER + rows.map(rowText).join('');

/** The row of a line of the canonical text, without its end; no cell has a comma. */
export function rowOfText(text: string): ActivityRow {
  const [meterPoint = '', carrier = '', quantity = '', unit = ''] = text.split(',');
  return { meterPoint, carrier, quantity, unit };
}

/** Rejections in order: dataset-empty, dataset-rows-too-many, dataset-row-repeated. */
export function contentOf(rows: readonly ActivityRow[]): ActivityContent | Rejection {
  if (rows.length === 0) return reject('dataset-empty');
  if (rows.length > ACTIVITY_ROWS_MAX)
    return reject('dataset-rows-too-many', undefined, { rows: rows.length, most: ACTIVITY_ROWS_MAX });
  const named = rows.map((row) => ({ name: rowName(row), row }));
  named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  let meterPoints = 0;
  for (const [index, { name, row }] of named.entries()) {
    const before = named[index - 1];
    if (before?.name === name)
      return reject('dataset-row-repeated', undefined, {
        meterPoint: row.meterPoint,
        carrier: row.carrier,
      });
    if (before?.row.meterPoint !== row.meterPoint) meterPoints++;
  }
  const sorted = named.map(({ row }) => row);
  const text = toUtf8(textOfRows(sorted));
  return { rows: sorted, sha256: toHex(sha256(text)), bytes: text.length, meterPoints };
}
