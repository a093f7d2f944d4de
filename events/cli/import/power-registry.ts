/** The parts of the registry's answers that the import of power contracts reads. */
import * as z from 'zod';
import { Period } from '../../../shared/base/day.ts';

const Origin = z.object({ source: z.string(), code: z.string() });

export const Facility = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  technology: z.string(),
  origin: Origin.optional(),
});
export type Facility = z.infer<typeof Facility>;

/** Of imported power contracts; quantities in MWh. */
export const Supply = z.object({
  id: z.string(),
  seller: z.string(),
  account: z.string(),
  technology: z.string(),
  instrument: z.string(),
  signedOn: z.string(),
  deliverBy: z.string(),
  period: Period,
  megawattHours: z.number(),
  issued: z.number(),
  delivered: z.number(),
  origin: Origin,
});
export type Supply = z.infer<typeof Supply>;

/** A batch of certificates of a facility. */
export const CertificateBatch = z.object({
  id: z.string(),
  issued: z.number(),
  supply: z.string().optional(),
  generated: Period.optional(),
  /** The part taken of each certificate, kWh. */
  certificates: z.array(z.object({ number: z.string(), drawn: z.number() })).optional(),
});
export type CertificateBatch = z.infer<typeof CertificateBatch>;

export const Delivery = z.object({
  serials: z.array(z.object({ batch: z.string(), from: z.number(), to: z.number() })),
});
export type Delivery = z.infer<typeof Delivery>;
