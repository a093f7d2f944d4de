import { expect } from 'vitest';

/** A CloudFormation template, as far as the tests look into it. */
export interface TemplateJson {
  Parameters: Record<string, { Type: string; Default?: string }>;
  Outputs: Record<string, { Value: unknown }>;
  Resources: Record<string, Resource>;
  Conditions: Record<string, unknown>;
  Rules: Record<string, { Assertions: { Assert: unknown }[] }>;
}

export interface Resource {
  Type: string;
  Properties: Properties;
  Condition?: string;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export type Properties = Record<string, unknown>;

/** Something that must be so in the template, and ways in which it could come not to be. */
export interface Rule {
  says: string;
  /** Throws when it isn't so. */
  holds: (template: TemplateJson) => void;
  /** Changes to the template by which the rule must be broken, by what they are. */
  broken: Record<string, (template: TemplateJson) => void>;
}

export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/** The resources of a type, by their logical ids. */
export function resourcesOf(template: TemplateJson, type: string): [id: string, resource: Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The only resource of a type whose logical id begins so. */
export function resource(template: TemplateJson, type: string, prefix = ''): Resource {
  const found = resourcesOf(template, type).filter(([id]) => id.startsWith(prefix));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0]![1];
}

/** Which function a logical id, or a reference to one of its resources, belongs to. */
export function ownerOf(reference: unknown): string {
  const id = typeof reference === 'string' ? reference : logicalIdIn(reference);
  const [, owner] =
    /^(?:Log|Indexing|Completeness|Expiring|Witnessing|Working|Publishing|Delivering)?([A-Za-z]+?)(?:Function|Role|Log)[A-Za-z]*[0-9A-F]{8}/.exec(
      id,
    ) ?? [];
  if (!owner) throw new Error(`${id} belongs to no function`);
  return owner.toLowerCase();
}

/** The logical id in `{Ref}` or `{Fn::GetAtt}`. */
export function logicalIdIn(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  const id = Ref ?? attribute?.[0];
  if (!id) throw new Error(`not a reference: ${JSON.stringify(reference)}`);
  return id;
}

export function listOf<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
