/**
 * The auditor's event catalogue: per type its strict schema, the roles that may do it, the request that asks
 * for it, and its name.
 */
import type * as z from 'zod';
import { type EventType, eventSchemas } from '../../shared/ledger/event.ts';
import { grants, type Scope } from '../../shared/ledger/role.ts';
import { catalogueRows } from './catalogue-rows.ts';

export interface CatalogueEntry {
  schema: z.ZodType;
  /** Scope by role; roles that are absent may not do it. */
  granted: Readonly<Partial<Record<string, Scope>>>;
  /**
   * Paths of the requests that a signature consents to, after `/v1/`; `*` is an id that the event must name.
   * Empty: no request asks for it.
   */
  paths: readonly string[];
  name: { zh: string; en: string };
}

export const catalogue = Object.fromEntries(
  Object.entries(catalogueRows).map(([type, [action, paths, zh, en]]): [string, CatalogueEntry] => [
    type,
    {
      schema: eventSchemas[type as EventType],
      granted: action === 'system' ? { system: 'any' } : grants[action],
      paths,
      name: { zh, en },
    },
  ]),
) as Readonly<Record<EventType, CatalogueEntry>>;
