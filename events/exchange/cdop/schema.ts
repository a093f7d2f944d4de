/**
 * CDOP's JSON schemas as published (grade H; source, commits and licence in the file), and what fits them.
 */
import * as z from 'zod';
import published from './schema-2026-09-16.json' with { type: 'json' };

export type CdopObject = keyof typeof published.schemas;
export type CdopDocument = Readonly<Record<string, object>>;

/** The objects that are written, each as a file. */
export const CDOP_OBJECTS = Object.keys(published.schemas) as readonly CdopObject[];

/** A JSON schema of the draft 2020-12 as the library has it. */
type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>;

const readers = new Map(
  CDOP_OBJECTS.map((name) => [name, z.fromJSONSchema(published.schemas[name] as JsonSchema)]),
);

/** What is wrong with a document, member by member; nothing where it fits its schema. */
export function faultsOf(name: CdopObject, document: CdopDocument): string[] {
  const { error } = readers.get(name)!.safeParse(document);
  return (error?.issues ?? []).map(({ path, message }) => `${[name, ...path].join('.')}: ${message}`);
}

const details = published.schemas.Project_Approach_Details.properties;

/** The names of methodologies that CDOP has, of the standards that are registered here. */
export const METHODOLOGY_NAMES: readonly string[] =
  details.methodology.properties.versions.items.properties.methodology.enum;

/** The types of projects that CDOP has. */
export const PROJECT_TYPES: readonly string[] =
  details.project.properties.mitigation.items.properties.project_type.enum;

/** The registries that CDOP knows. */
export const REGISTRY_NAMES: readonly string[] = details.registry.properties.current_registry.enum;

/** The types of units that CDOP has. */
export const UNIT_TYPES: readonly string[] =
  published.schemas.Unit_Description.properties.unit.properties.descriptor.items.properties.type.enum;
