/** What a version of an emission statement asks for. */
import * as z from 'zod';
import { freeText, line } from '../../shared/base/field.ts';
import { StatementYear, Subject } from '../../shared/statements/facts.ts';
import { LINES_MAX, Line } from '../../shared/statements/line.ts';
import { named } from '../http/named.ts';
import { parkShape } from './roll-up.ts';

export const BODY_BYTES_MAX = 1_000_000;

export const StatementBody = named('StatementBody', () =>
  z
    .strictObject({
      subject: Subject,
      year: StatementYear,
      /** Code or name of the province. */
      province: line(20),
      boundary: freeText(500),
      /** At least one, unless it is a park's that rolls up its members. */
      lines: z.array(Line()).max(LINES_MAX),
      /** A sector with a duty to use green power. */
      sector: line(40).optional(),
      /** The year in which production began, for staged targets. */
      producingSince: StatementYear.optional(),
      ...parkShape(),
    })
    .refine(({ lines, park }) => lines.length > 0 || park !== undefined, {
      path: ['lines'],
      error: 'must have at least one line; 至少一行',
    }),
);

export const documentsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ evidence }, at) => (evidence ? [[`/lines/${at}/evidence`, evidence] as const] : []));
