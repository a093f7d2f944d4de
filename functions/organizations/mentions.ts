/** The log's leaves that name an organization: acts in its name, and acts of others that concern it. */
import * as z from 'zod';
import { OrganizationId } from '../../shared/base/field.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import { MENTIONED_KEY } from '../ledger/keys.ts';
import { mentionsOf } from '../ledger/mention-reads.ts';
import { readProgress } from '../log/indexing.ts';

const MentionView = named('Mention', () =>
  z.strictObject({
    /** Index of the leaf in the log. */
    index: z.int(),
    commit: z.strictObject({ id: z.string() }),
    type: z.string(),
    at: z.string(),
    by: z.strictObject({ org: z.string(), role: z.string(), for: z.string().optional() }),
    /** The key that signed the leaf; null where it isn't signed. */
    signedBy: z.string().nullable(),
  }),
);

/** Told with every page: a list made by the registry doesn't prove that it is complete. */
const NOTE = {
  zh: '此为登记簿所列，不能证明无遗漏；证明须自行跟随账本：npx lvzhang watch',
  en: 'This is what the registry lists, and no proof that nothing is left out; for that follow the log yourself: npx lvzhang watch',
} as const;

const listMentions = pager({
  summary:
    '账本中涉及本机构的记录 Leaves of the log that name an organization; complete only by lvzhang watch',
  action: 'mention.read',
  path: z.strictObject({ id: OrganizationId }),
  item: MentionView,
  of: async ({ path, identity, grant }, { reads }) => {
    if (grant.scope === 'own' && path.id !== identity.org) throw new Problem('forbidden');
    await requireEntity(reads, organizationEntity(path.id));
    // Read before the page, so that the page covers all of these leaves.
    return { size: await readProgress(reads, MENTIONED_KEY) };
  },
  page: ({ path, query: { limit, cursor } }, { reads }) => mentionsOf(reads, path.id, limit, cursor),
  view: ({ index, id, type, at, by, kid = null }) => ({ index, commit: { id }, type, at, by, signedBy: kid }),
  told: {
    shape: () => ({
      /** Number of leaves searched, from the first on; the log may have grown since. */
      size: z.int(),
      note: z.string(),
    }),
    view: ({ of: { size }, language }) => ({ size, note: NOTE[language] }),
  },
});

export const mentionEndpoints: Endpoints = { 'GET /v1/organizations/{id}/mentions': listMentions };
