/** What a version of an emission statement asks for, and what its seal commits to. */
import * as z from 'zod';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { freeText, line } from '../../shared/base/field.ts';
import { StatementYear, Subject } from '../../shared/statements/facts.ts';
import type { Flow } from '../../shared/statements/flow.ts';
import { LINES_MAX, Line } from '../../shared/statements/line.ts';
import { RejectedError } from '../ledger/refused.ts';
import { sealFacts } from '../ledger/sealed.ts';
import type { ShownLines } from '../views/statement.ts';
import { parkShape } from './roll-up.ts';

/** A commit's item holds the lines, and an item of the table at most 400 KB. */
const LINE_BYTES_MAX = 300_000;
export const BODY_BYTES_MAX = 1_000_000;

export const StatementBody = () =>
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
    });

/** What the seal of a version commits to. */
export interface SealedLines {
  lines: Line[];
  /** Of a park: what flowed between members. */
  flows?: Flow[];
}

/** The lines under a fresh seal. @throws RejectedError where they don't fit one item */
export function sealLines({ lines, park }: z.infer<ReturnType<typeof StatementBody>>) {
  const sealed: SealedLines = { lines, ...(park?.flows && { flows: park.flows }) };
  const { length: bytes } = toUtf8(canonicalize(sealed));
  if (bytes > LINE_BYTES_MAX)
    throw new RejectedError({
      rejected: 'statement-lines-too-long',
      pointer: '/lines',
      seen: { bytes, most: LINE_BYTES_MAX },
    });
  return sealFacts<SealedLines>(sealed);
}

export const documentsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ evidence }, at) => (evidence ? [[`/lines/${at}/evidence`, evidence] as const] : []));

export const shownOf = ({ lines, park }: z.infer<ReturnType<typeof StatementBody>>): ShownLines => ({
  lines,
  ...(park?.flows && { flows: park.flows }),
});
