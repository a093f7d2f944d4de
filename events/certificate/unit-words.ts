/** Organizations, batches, projects and facilities as certificates name them. */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { Origin as ForeignOrigin } from '../../shared/base/field.ts';
import { daysOf } from '../../shared/base/month.ts';
import { ProvinceCode } from '../../shared/power/province.ts';
import { ENERGIES, TECHNOLOGIES } from '../../shared/power/technology.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import { Standard } from '../../shared/sinks/standard.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';
import type { FacilityLeaf, Origin, ProjectLeaf } from './origin.ts';

/** An organization as its registration names it. */
export const Named = z.strictObject({ id: z.string(), name: z.string(), uscc: z.string().optional() });
export type Named = z.infer<typeof Named>;

/** A batch by its issuance: a project's vintage, or a facility's days of generation. */
export const BatchWords = z.strictObject({
  batch: z.string(),
  instrument: InstrumentCode,
  /** Issued, in the instrument's unit. */
  quantity: z.int(),
  issuedAt: z.string(),
  project: z.string().optional(),
  vintage: z.int().optional(),
  facility: z.string().optional(),
  /** A month's days, of an import any. */
  generated: Period.optional(),
  energy: z.enum(ENERGIES).optional(),
  /** The official code of the batch's first certificate. */
  code: z.string().optional(),
});
export type BatchWords = z.infer<typeof BatchWords>;

/** A project by its registration or import. */
export const ProjectWords = z.strictObject({
  id: z.string(),
  name: z.string(),
  standard: Standard,
  methodology: z.string(),
  category: z.enum(CATEGORIES).optional(),
  /** The code under which it is registered here. */
  code: z.string().optional(),
  crediting: Period.optional(),
  /** Of an import: the other registry's own words, and its code. */
  type: z.string().optional(),
  country: z.string().optional(),
  origin: ForeignOrigin.optional(),
});
export type ProjectWords = z.infer<typeof ProjectWords>;

/** A facility by its registration or import. */
export const FacilityWords = z.strictObject({
  id: z.string(),
  name: z.string(),
  technology: z.enum(TECHNOLOGIES),
  province: ProvinceCode.optional(),
  banner: z.string().optional(),
  connectedOn: z.string().optional(),
  capacityKilowatts: z.int().optional(),
  /** The 建档立卡 code. */
  code: z.string().optional(),
  origin: ForeignOrigin.optional(),
});
export type FacilityWords = z.infer<typeof FacilityWords>;

export function batchWords({ batch, issued }: Origin): BatchWords {
  const { instrument, quantity } = batch;
  const born = { batch: batch.batch, instrument, quantity, issuedAt: issued.at };
  if (issued.type === 'units.issued') {
    const { project, vintage } = issued.facts;
    return { ...born, project, vintage };
  }
  const { facility } = issued.facts;
  if (issued.type === 'generation.imported') return { ...born, facility, generated: issued.facts.period };
  const { energy, month } = issued.facts;
  const code = issued.facts.issued?.code;
  return { ...born, facility, generated: daysOf(month), energy, ...(code !== undefined && { code }) };
}

export function projectWords({ type, facts }: ProjectLeaf): ProjectWords {
  const { project: id, name, standard, methodology, category } = facts;
  const words = { id, name, standard, methodology, ...(category && { category }) };
  if (type === 'project.registered') return { ...words, code: facts.code, crediting: facts.crediting };
  return {
    ...words,
    ...(facts.type !== undefined && { type: facts.type }),
    ...(facts.country !== undefined && { country: facts.country }),
    origin: facts.origin,
  };
}

export function facilityWords(leaf: FacilityLeaf): FacilityWords {
  const { facility: id, name, technology } = leaf.facts;
  if (leaf.type === 'facility.imported') return { id, name, technology, origin: leaf.facts.origin };
  const { province, banner, connectedOn, capacityKilowatts, code } = leaf.facts;
  const place = { province, banner, connectedOn, capacityKilowatts };
  return { id, name, technology, ...place, ...(code !== undefined && { code }) };
}

/** Batches, projects and facilities, each once, in the order in which the origins come to them. */
export function sourcesOf(origins: readonly Origin[]): {
  batches: BatchWords[];
  projects: ProjectWords[];
  facilities: FacilityWords[];
} {
  const batches = new Map(origins.map((origin) => [origin.batch.batch, batchWords(origin)]));
  const projects = new Map<string, ProjectWords>();
  const facilities = new Map<string, FacilityWords>();
  for (const origin of origins) {
    if ('project' in origin) projects.set(origin.project.facts.project, projectWords(origin.project));
    else facilities.set(origin.facility.facts.facility, facilityWords(origin.facility));
  }
  return {
    batches: [...batches.values()],
    projects: [...projects.values()],
    facilities: [...facilities.values()],
  };
}
