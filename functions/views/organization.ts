/** Organizations and accounts as the API shows them. */
import * as z from 'zod';
import { Foreign } from '../../shared/base/field.ts';
import type { Language } from '../../shared/base/words.ts';
import { Demandable } from '../../shared/ledger/confirmation.ts';
import type { Entity } from '../../shared/ledger/entity.ts';
import { Role } from '../../shared/ledger/role.ts';
import { isInForce } from '../../shared/parties/organization-key.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import { validThrough } from '../../shared/power/expiry.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import type { BatchSum } from '../ledger/account-reads.ts';

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
    /** Asked for by batch: the batch, in how many blocks the units lie, and how many of them were traded. */
    batch: z.string().optional(),
    blocks: z.int().optional(),
    traded: z.int().optional(),
    /** By batch, too: the last day (ISO, China) on which its units can be used, where there is one. */
    validThrough: z.string().optional(),
    /** And the days of generation, of certificates. */
    generated: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  }),
);

/**
 * An account's sums by instrument, project or facility, vintage and status; imports are separate. By batch
 * each batch has its own.
 */
export function holdingsOf(
  sums: readonly BatchSum[],
  batches: ReadonlyMap<string, BatchState>,
  byBatch: boolean,
): z.infer<ReturnType<typeof HoldingView>>[] {
  const holdings = new Map<string, z.infer<ReturnType<typeof HoldingView>>>();
  for (const { batch, status, quantity, blocks, traded } of sums) {
    const issued = batches.get(batch);
    if (!issued) throw new Error(`block of unknown batch ${batch}`);
    const { instrument, project, facility, vintage, imported } = issued;
    const key = [instrument, project ?? facility, vintage, imported, status, byBatch && batch].join('\n');
    const origin = { ...(project && { project }), ...(facility && { facility }) };
    const before = holdings.get(key)?.quantity ?? 0;
    const holding = { instrument, ...origin, vintage, imported, status, quantity: before + quantity };
    const through = byBatch ? validThrough(issued) : undefined;
    const { generated } = issued;
    const when = generated && { generated: { from: generated.from, to: generated.to } };
    const days = { ...(through && { validThrough: through }), ...when };
    const ofBatch = { batch, blocks, traded, ...days };
    holdings.set(key, { ...holding, ...(byBatch && ofBatch) });
  }
  return [...holdings.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holding]) => holding);
}
