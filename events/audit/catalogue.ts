/** The event catalogue as the auditor holds it: per type its strict schema, who may do it, and its name. */
import type * as z from 'zod';
import { type EventType, eventSchemas } from '../../shared/event.ts';
import { type Action, grants, type Scope } from '../../shared/role.ts';

export interface CatalogueEntry {
  schema: z.ZodType;
  /** Scope by role; a role that isn't here may not do it. */
  granted: Readonly<Partial<Record<string, Scope>>>;
  name: { zh: string; en: string };
}

const entry = (type: EventType, action: Action | 'system', zh: string, en: string): CatalogueEntry => ({
  schema: eventSchemas[type],
  granted: action === 'system' ? { system: 'any' } : grants[action],
  name: { zh, en },
});

export const catalogue: Readonly<Record<EventType, CatalogueEntry>> = {
  'organization.registered': entry(
    'organization.registered',
    'organization.register',
    '机构登记',
    'Organization registered',
  ),
  'organization.identified': entry(
    'organization.identified',
    'organization.identify',
    '机构补登代码',
    'Organization identified',
  ),
  'project.registered': entry('project.registered', 'project.register', '项目登记', 'Project registered'),
  'units.issued': entry('units.issued', 'units.issue', '签发', 'Units issued'),
  'block.subdivided': entry('block.subdivided', 'block.subdivide', '号段拆分', 'Block subdivided'),
  'units.offered': entry('units.offered', 'transfer.offer', '转让要约', 'Units offered'),
  'transfer.accepted': entry('transfer.accepted', 'transfer.accept', '受让', 'Transfer accepted'),
  'transfer.rejected': entry('transfer.rejected', 'transfer.reject', '拒绝受让', 'Transfer rejected'),
  'transfer.withdrawn': entry('transfer.withdrawn', 'transfer.withdraw', '撤回转让', 'Transfer withdrawn'),
  'units.retired': entry('units.retired', 'units.retire', '注销', 'Units retired'),
  'state.recorded': entry('state.recorded', 'system', '状态根记录', 'State root recorded'),
};
