/** What a certificate's page says, before it is drawn: a headline, rows, units, and where it stands. */
import { chinaClock } from '../../../shared/base/day.ts';
import type { Words } from '../../../shared/base/words.ts';
import type { SerialRange } from '../../../shared/units/states.ts';

/**
 * A text with the JSON pointer of where it is from, so that a character that can't be drawn is told by it.
 */
export interface Said {
  text: string;
  field: string;
}

export interface Row {
  label: Words;
  value: Said;
}

/** The serials of one batch, and what the batch is. */
export interface Group {
  /** Instrument, when, batch. */
  head: Said;
  /** Project or facility, and where it is. */
  source: Said;
  ranges: Pick<SerialRange, 'from' | 'to'>[];
  /** What the ranges count. */
  unit: string;
}

export interface Page {
  title: Words;
  /** The certificate's number: the id of what it certifies. */
  number: Said;
  /** How much of what. */
  figure: string;
  unit: Words;
  /** For whom, or by whom. */
  party: { label: Words; name: Said };
  rows: Row[];
  groups: Group[];
  /** What isn't proven by the certificate. */
  open: Words;
  /** The route of what it certifies, which everyone may read. */
  path: string;
  /** The instant of what it certifies: the document's date. */
  at: string;
  /** Which of the evidence is the leaf of what it certifies. */
  leaf: number;
}

/** A row, unless there is nothing to say. */
export const row = (zh: string, en: string, text: string | undefined, field: string): Row[] =>
  text === undefined || text === '' ? [] : [{ label: { zh, en }, value: { text, field } }];

/** An instant as clocks in China show it: `2026-03-02 08:00:00 (UTC+8)`. */
export function chinaTime(at: string): string {
  const local = chinaClock(at).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} (UTC+8)`;
}
