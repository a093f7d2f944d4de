import * as z from 'zod';
import { localArn } from '../place.ts';
import type { Resource, Template } from './assembly.ts';
import { conditionsOf, requireRules } from './conditions.ts';
import { type EmulatedType, emulated, withoutLocalEffect } from './emulated.ts';
import { resolve, type Scope } from './intrinsics.ts';

/** Marks a property that is accepted, isn't resolved, and has no effect on one machine. */
export const unused = z.unknown().optional();

/** A resource whose references are resolved and whose properties were checked. */
export interface LocalResource<T> {
  logicalId: string;
  properties: T;
}

/** A template being brought to life: resources get their local identities one type at a time. */
export interface LocalTemplate {
  /**
   * The resources of a type, resolved.
   * @throws when a property isn't in the schema: a property that isn't emulated is refused, not skipped
   */
  list<S extends z.ZodObject>(type: EmulatedType, schema: S): LocalResource<z.infer<S>>[];
  /** Sets the values of a resource's `Ref` and `Fn::GetAtt` from now on. */
  identify(logicalId: string, ref: string, attributes?: Readonly<Record<string, string>>): void;
}

interface Identity {
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

/** @throws naming every resource that can't be emulated, by logical id and type */
export function refuseUnknownTypes(resources: Readonly<Record<string, Resource>>): void {
  const unknown = Object.entries(resources).filter(
    ([, { Type }]) => !Object.hasOwn(emulated, Type) && !Object.hasOwn(withoutLocalEffect, Type),
  );
  if (unknown.length === 0) return;
  const names = unknown.map(([id, { Type }]) => `${id} (${Type})`).join(', ');
  throw new Error(`The local runner can't emulate: ${names}. See infra/local/emulated.ts.`);
}

/** Every parameter's value: the given one, or else the default. */
function parameterValues(
  template: Template,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(template.parameters)) {
    const chosen = given[name] ?? value;
    if (chosen === undefined) throw new Error(`template parameter ${name} has no value`);
    values[name] = chosen;
  }
  return values;
}

/** Decides the template's conditions by the parameters' values; refuses values that break a rule. */
function decide({ conditions = {}, rules = {} }: Template, parameters: Record<string, string>) {
  const noResource = (id: string): never => {
    throw new Error(`a condition can't depend on the resource ${id}`);
  };
  const scope: Scope = { parameters, ref: noResource, attribute: noResource, holds: (name) => decided(name) };
  const valued = (value: unknown) => resolve(value, scope);
  const decided = conditionsOf(conditions, valued);
  requireRules(rules, decided, valued);
  return decided;
}

/** A resource without local effect still has a name: its caller finds no such service, not `undefined`. */
function standIn(type: string, logicalId: string): Identity {
  const service = (type.split('::')[1] ?? '').toLowerCase();
  const arn = localArn(service, logicalId);
  return { ref: service === 'sns' ? arn : logicalId, attributes: { Arn: arn } };
}

/**
 * Checks a template and prepares it to run here.
 * @param parameters values for the template's parameters, overriding their defaults
 * @throws on resource types that can't be emulated, on parameters without a value or against a rule. A
 * resource whose condition doesn't hold isn't there, of whatever type
 */
export function openTemplate(
  template: Template,
  parameters: Readonly<Record<string, string>>,
): LocalTemplate {
  const values = parameterValues(template, parameters);
  const decided = decide(template, values);
  const resources = Object.fromEntries(
    Object.entries(template.resources).filter(
      ([, { Condition }]) => Condition === undefined || decided(Condition),
    ),
  );
  refuseUnknownTypes(resources);
  const identities = new Map<string, Identity>();
  for (const [id, { Type }] of Object.entries(resources)) {
    if (Object.hasOwn(withoutLocalEffect, Type)) identities.set(id, standIn(Type, id));
  }
  const identity = (id: string): Identity => {
    const found = identities.get(id);
    if (found) return found;
    const known = Object.hasOwn(resources, id);
    throw new Error(known ? `${id} is referred to before it exists` : `the template has no ${id}`);
  };
  const scope: Scope = {
    parameters: values,
    holds: decided,
    ref: (id) => identity(id).ref,
    attribute(id, name) {
      const value = identity(id).attributes[name];
      if (value === undefined) throw new Error(`Fn::GetAtt ${id}.${name} is not emulated locally`);
      return value;
    },
  };
  return {
    list(type, schema) {
      return Object.entries(resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([logicalId, { Properties }]) => {
          const used = Object.entries(Properties).filter(([name]) => schema.shape[name] !== unused);
          const parsed = schema.safeParse(resolve(Object.fromEntries(used), scope));
          if (!parsed.success) {
            throw new Error(`${logicalId} (${type}): ${z.prettifyError(parsed.error)}`);
          }
          return { logicalId, properties: parsed.data };
        });
    },
    identify(logicalId, ref, attributes = {}) {
      identities.set(logicalId, { ref, attributes });
    },
  };
}
