/** What the lists of units read of the registry beside their own items. */
import * as z from 'zod';
import {
  getV1BatchesId,
  getV1OrganizationsId,
  getV1OrganizationsIdMentions,
} from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { once } from '../in-order.ts';
import type { RegistryClient } from '../registry-client.ts';
import { type ListSource, PAGE_LIMIT, PageOf, type Pages } from './column.ts';

const Batch = z.object({
  id: z.string(),
  project: z.string().optional(),
  facility: z.string().optional(),
  instrument: z.string(),
  unit: z.string(),
  vintage: z.number(),
  generated: z.object({ from: z.string(), to: z.string() }).optional(),
  foreign: z.object({ serial: z.string().optional() }).optional(),
  issued: z.number(),
});
export type Batch = z.infer<typeof Batch>;

const Account = z.object({ account: z.string().optional() });
const Mention = z.object({ commit: z.object({ id: z.string() }), type: z.string(), at: z.string() });
type Mention = z.infer<typeof Mention>;

export const Serials = z.array(z.object({ batch: z.string(), from: z.number(), to: z.number() }));

const MentionPage = PageOf(Mention);

/** Batches, each asked for once. */
export const batchesOf = (client: RegistryClient) =>
  once<Batch>((id) => ask(client, getV1BatchesId(id), Batch));

/** Organizations' own accounts; undefined of one whose roles may own no units. */
export const accountsOf = (client: RegistryClient) =>
  once<string | undefined>(async (id) => (await ask(client, getV1OrganizationsId(id), Account)).account);

/** The leaves of one type that name the organization. */
export const mentionsOf =
  ({ client, organization }: ListSource, type: string): Pages<Mention> =>
  async (cursor) => {
    const asked = getV1OrganizationsIdMentions(organization, { limit: PAGE_LIMIT, cursor });
    const { items, next } = await ask(client, asked, MentionPage);
    return { rows: items.filter((mention) => mention.type === type), next };
  };

/** The page of mentions is made from the log, which is up to a minute behind. */
export const FROM_LOG = {
  zh: '此清单取自账本，最近约一分钟内的办理可能尚未列入',
  en: 'this list is made from the log: what was done within the last minute or so may not be in it yet',
} as const;
