/** What a retirement covers of an emission statement. */
import * as z from 'zod';
import { StatementId } from '../base/field.ts';

/** Tonnes retired for a statement: what they are, and where they are from. */
export const CoverTonnes = z.strictObject({
  removalLocal: z.int().min(0),
  removalOther: z.int().min(0),
  avoidanceLocal: z.int().min(0),
  avoidanceOther: z.int().min(0),
});
export type CoverTonnes = z.infer<typeof CoverTonnes>;

/** MWh retired for a statement: delivered under a contract with the power, or traded apart from it. */
export const CoverMegawattHours = z.strictObject({
  physical: z.int().min(0),
  certificate: z.int().min(0),
});
export type CoverMegawattHours = z.infer<typeof CoverMegawattHours>;

/** What a retirement covers of a statement: tonnes or megawatt-hours. */
export const Cover = z.strictObject({
  statement: StatementId,
  tonnes: CoverTonnes.optional(),
  megawattHours: CoverMegawattHours.optional(),
});
export type Cover = z.infer<typeof Cover>;
