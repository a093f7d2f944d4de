/** Facilities and their generation that stories of the console begin with, made through the API. */
import * as z from 'zod';
import { addMonths, monthOf } from '../../../shared/base/month.ts';
import { actingFor, idOf } from './land.ts';

/** The month before this one, and those before it. */
export const monthsAgo = (count: number): string =>
  addMonths(monthOf(new Date(Date.now() + 8 * 3_600_000).toISOString()), -count);

/** A wind farm with meters of its own. */
export const farmed = (name: string, meter: string, more: object = {}): Promise<string> =>
  actingFor('wind').create('/v1/facilities', {
    name,
    technology: 'wind',
    banner: '150402',
    capacityKilowatts: 110_000,
    connectedOn: '2024-05-12',
    meters: [
      { id: `${meter}-G`, kind: 'generation' },
      { id: `${meter}-N`, kind: 'on-grid' },
      { id: `${meter}-S`, kind: 'self-use' },
      { id: `${meter}-E`, kind: 'storage' },
    ],
    grid: idOf('grid'),
    ...more,
  });

/** A month's reading, which the grid company confirms. */
export async function metered(
  facility: string,
  month: string,
  kilowattHours: number,
  more: object = {},
  code?: string,
): Promise<void> {
  const path = `/v1/facilities/${facility}/generation`;
  const energy = 'on-grid';
  const recorded = await actingFor('wind').post(path, { month, energy, kilowattHours, ...more });
  const { revision } = Recorded.parse(recorded);
  await actingFor('grid').post(`${path}/confirm`, { month, energy, revision, ...(code && { code }) });
}

const Recorded = z.object({ revision: z.int() });
