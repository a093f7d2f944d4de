/** The hours of generation: as a reading brings them, and as those entitled read them again. */
import * as z from 'zod';
import { FacilityId } from '../../shared/base/field.ts';
import { Month } from '../../shared/base/month.ts';
import { facilityEntity, generationEntity } from '../../shared/ledger/entity.ts';
import { type Rejection, reject } from '../../shared/ledger/rejection.ts';
import { Energy, REVISIONS_MAX } from '../../shared/power/facts.ts';
import { INTERVAL_BYTES_MAX, parseIntervals, sumOf } from '../../shared/power/intervals.ts';
import type { Hours } from '../../shared/power/record-generation.ts';
import { endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import type { Attachment } from '../ledger/commit-record.ts';
import { intervalsAttachment, readIntervalsText } from '../ledger/intervals.ts';

/** Room for the quarters of a 31-day month, with line ends as JSON writes them, and the body's rest. */
export const INTERVALS_BODY_BYTES_MAX = 131_072;

/** CSV in a member of a body. The month's rules check its content; a lone surrogate would have no digest. */
export const IntervalsCsv = z
  .string()
  .min(1)
  .max(INTERVAL_BYTES_MAX)
  .refine((text) => text.isWellFormed(), { error: 'must be CSV; 须为 CSV 文本' })
  .meta({
    description:
      'CSV: start,kilowatt_hours, then each hour of the month in order: 2025-03-01T00:00+08:00,1234, or 2025/3/1 0:00,1234 in China time. Rows of 15 or 30 minutes are summed; labels from 01:00 to 24:00 are taken as the ends of the hours',
  });

/** The hours of that month (YYYY-MM) with what is written beside their commit, or what is wrong with them. */
export function readHours(text: string, month: string): (Hours & { attachment: Attachment }) | Rejection {
  const parsed = parseIntervals(text, month);
  if ('fault' in parsed) {
    const { rule, line, seen } = parsed.fault;
    return reject(rule, '/intervals', { line, ...seen });
  }
  const { facts, attachment } = intervalsAttachment(month, parsed.kilowattHours);
  return { ...facts, kilowattHours: sumOf(parsed.kilowattHours), attachment };
}

/** For the owner, its grid company and supervision only: hours show how a plant is run. */
export const readIntervalsOf = endpoint({
  summary:
    '分时电量 Hours of a reading as CSV: of that revision, or of the one in force, or of the one that waits',
  action: 'interval.read',
  path: z.strictObject({ id: FacilityId, month: Month, energy: Energy }),
  query: z.strictObject({
    revision: wholeParameter(REVISIONS_MAX).optional(),
  }),
  status: 200,
  reply: 'text/csv; charset=utf-8',
  run: async ({ path: { id, month, energy }, query: { revision }, identity, grant }, { reads }) => {
    const { state } = await requireEntity(reads, facilityEntity(id));
    if (grant.scope === 'own' && state.owner !== identity.org && state.grid !== identity.org)
      throw new Problem('forbidden');
    const { confirmed, pending } = (await requireEntity(reads, generationEntity(id, month, energy))).state;
    const readings = [confirmed, pending].filter((reading) => reading !== undefined);
    const reading = readings.find((each) => revision === undefined || each.revision === revision);
    const digest = reading?.intervals?.sha256;
    const text = digest && (await readIntervalsText(reads, digest));
    if (!text) throw notFound(`${month}/${energy}`, 'month');
    return { text };
  },
});
