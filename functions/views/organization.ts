/** Organizations and accounts as the API shows them. */
import * as z from 'zod';
import { Foreign } from '../../shared/base/field.ts';
import type { Language } from '../../shared/base/words.ts';
import { Demandable } from '../../shared/ledger/confirmation.ts';
import type { Entity } from '../../shared/ledger/entity.ts';
import { Role } from '../../shared/ledger/role.ts';
import { isInForce } from '../../shared/parties/organization-key.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import type { BatchState, BlockState } from '../../shared/units/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const WarningView = named('LikeNameWarning', () =>
  z.strictObject({
    type: z.literal('organization-alike'),
    /** The organization that has a similar name already. */
    organization: z.string(),
    detail: z.string(),
  }),
);

/** A name that differs only in writing variants may be the same organization's. */
export const alikeWarning = (organization: string, language: Language) => ({
  type: 'organization-alike' as const,
  organization,
  detail: {
    zh: `与已登记机构 ${organization} 名称仅全半角、大小写、空格或括号不同：请核对是否为同一机构`,
    en: `${organization} is registered under the same name but for width, case, spaces or brackets: check whether it is the same organization`,
  }[language],
});

export const OrganizationView = named('Organization', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    roles: z.array(Role),
    uscc: z.string().optional(),
    foreign: Foreign.optional(),
    /** Absent for roles that may not own units. */
    account: z.string().optional(),
    /** Other identities of the same organization, closed: it acts for them (Lvzhang-Acts-For). */
    united: z.array(z.string()).optional(),
    /** Set when the organization is closed: the one that it was united into, which acts for it. */
    unitedInto: z.string().optional(),
    /** Keys in force: with one or more, every command is signed. */
    keys: z.array(
      z.strictObject({ kid: z.string(), alg: z.string(), publicKey: z.string(), from: z.string() }),
    ),
    /** The commands that need an initiator and a confirmer, each since when; absent where none does. */
    confirmation: z.array(z.strictObject({ command: Demandable, from: z.string() })).optional(),
    /** At registration: what a person should look at. The organization was registered all the same. */
    warnings: z.array(WarningView()).optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export const organizationView = (
  id: string,
  { version, state }: Pick<Entity<OrganizationState>, 'version' | 'state'>,
) => {
  const { name, roles, uscc, foreign, account, keys = [], confirmation, united, unitedInto } = state;
  return {
    id,
    name,
    roles,
    ...(uscc && { uscc }),
    ...(foreign && { foreign }),
    ...(account && { account }),
    ...(united && { united }),
    ...(unitedInto && { unitedInto }),
    keys: keys.filter(isInForce).map(({ kid, alg, publicKey, from }) => ({ kid, alg, publicKey, from })),
    ...(confirmation && { confirmation }),
    version,
  };
};

export const HoldingView = named('Holding', () =>
  z.strictObject({
    instrument: z.string(),
    /** Of credits. */
    project: z.string().optional(),
    /** Of certificates. */
    facility: z.string().optional(),
    vintage: z.int(),
    /** Brought in from another registry. */
    imported: z.boolean(),
    status: z.string(),
    /** Base units of the instrument. */
    quantity: z.int(),
  }),
);

type Origin = Pick<BatchState, 'instrument' | 'project' | 'facility' | 'vintage' | 'imported'>;

/** An account's sums by instrument, project or facility, vintage and status; imports are separate. */
export function holdingsOf(
  blocks: readonly BlockState[],
  batches: ReadonlyMap<string, Origin>,
): z.infer<ReturnType<typeof HoldingView>>[] {
  const sums = new Map<string, z.infer<ReturnType<typeof HoldingView>>>();
  for (const { batch, from, to, status } of blocks) {
    const issued = batches.get(batch);
    if (!issued) throw new Error(`block of unknown batch ${batch}`);
    const { instrument, project, facility, vintage, imported } = issued;
    const key = [instrument, project ?? facility, vintage, imported, status].join('\n');
    const origin = { ...(project && { project }), ...(facility && { facility }) };
    const sum = sums.get(key) ?? { instrument, ...origin, vintage, imported, status, quantity: 0 };
    sum.quantity += to - from + 1;
    sums.set(key, sum);
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
