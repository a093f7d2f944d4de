/** Lambda: organizations and their accounts. */
import * as z from 'zod';
import { AccountId, Foreign, freeText, OrganizationId, Uscc } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  foreignEntity,
  organizationEntity,
  usccEntity,
} from '../../shared/ledger/entity.ts';
import { Role } from '../../shared/ledger/role.ts';
import { alikeEntities } from '../../shared/parties/alike.ts';
import {
  decideIdentifyOrganization,
  decideRegisterOrganization,
} from '../../shared/parties/register-organization.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import type { BatchState, BlockState, TransferState } from '../../shared/units/states.ts';
import { command, moved } from '../http/command.ts';
import { CommitReceipt } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { Problem } from '../http/problem.ts';
import { requireAccount } from '../http/require-account.ts';
import { requireEntity } from '../http/require-entity.ts';
import { incomingList, ORGANIZATIONS_LIST } from '../ledger/keys.ts';
import {
  alikeWarning,
  HoldingView,
  holdingsOf,
  OrganizationView,
  organizationView,
} from '../views/organization.ts';
import { BlockView, blockView, TransferView, transferView } from '../views/units.ts';

const OrganizationPath = z.strictObject({ id: OrganizationId });
const AccountPath = z.strictObject({ id: AccountId });

const RegisterOrganizationBody = () =>
  z.strictObject({
    name: freeText(300),
    roles: z.array(Role).min(1).max(Role.options.length),
    uscc: Uscc.optional(),
    foreign: Foreign.optional(),
  });

const registerOrganization = command({
  summary: '登记机构 Register an organization with its account',
  action: 'organization.register',
  event: 'organization.registered',
  body: RegisterOrganizationBody,
  status: 201,
  reply: OrganizationView,
  load: async ({ body }, { reads, id }) => ({
    entities: await reads.entities([
      organizationEntity(deriveId('o', id)),
      accountEntity(deriveId('a', id)),
      ...(body.uscc ? [usccEntity(body.uscc)] : []),
      ...(body.foreign ? [foreignEntity(body.foreign)] : []),
      ...alikeEntities(body),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideRegisterOrganization(entities, body, context),
  view: ({ facts }, { language }) => {
    const { organization, alike = [], ...state } = facts;
    const warnings = alike.map((each) => alikeWarning(each, language));
    const view = organizationView(organization, { version: 1, state });
    return { json: { ...view, ...(warnings.length > 0 && { warnings }) }, etag: 1 };
  },
});

const identifyOrganization = command({
  summary: '补登统一社会信用代码 Give an imported organization its USCC',
  action: 'organization.identify',
  event: 'organization.identified',
  path: OrganizationPath,
  body: () => z.strictObject({ uscc: Uscc }),
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), uscc: z.string(), version: z.int(), commit: CommitReceipt() }),
  ifMatch: true,
  load: async ({ path, body, ifMatch }, { reads, id: commit }) => {
    const id = organizationEntity(path.id);
    const entities = await reads.entities([id, usccEntity(body.uscc)]);
    const current = entities.get(id);
    // A retry finds that its own first commit has moved the version on; that isn't a failed precondition.
    if (current && current.version !== ifMatch && current.commit !== commit)
      throw new Problem('precondition-failed');
    return { entities };
  },
  decide: ({ entities }, { path, body }) =>
    decideIdentifyOrganization(entities, { organization: path.id, uscc: body.uscc }),
  view: (event) => moved(event, { id: event.facts.organization, uscc: event.facts.uscc }),
});

const readOrganization = endpoint({
  summary: '查询机构 Read an organization',
  action: 'organization.read',
  path: OrganizationPath,
  status: 200,
  reply: OrganizationView,
  run: async ({ path }, { reads }) => {
    const found = await requireEntity(reads, organizationEntity(path.id));
    return { headers: { etag: `"v${found.version}"` }, json: organizationView(path.id, found) };
  },
});

const listOrganizations = endpoint({
  summary: '机构列表 List organizations',
  action: 'organization.read',
  query: Paging,
  status: 200,
  reply: pageOf(OrganizationView),
  run: async ({ query }, { reads }) => {
    const page = await reads.list<OrganizationState>(ORGANIZATIONS_LIST, query.limit, query.cursor);
    return pageReply(page, (found) => organizationView(found.entity.slice('organization:'.length), found));
  },
});

const listBlocks = endpoint({
  summary: '账户号段 Blocks of an account',
  action: 'account.read',
  path: AccountPath,
  query: Paging,
  status: 200,
  reply: pageOf(BlockView),
  run: async ({ path, query, identity, grant }, { reads }) => {
    await requireAccount(reads, path.id, identity, grant);
    const page = await reads.blocksOfAccount(path.id, query.limit, query.cursor);
    return pageReply(page, blockView);
  },
});

/** Pages of the account index that one sum reads at most: some 200,000 blocks. A sum cut there says so. */
const HOLDINGS_PAGES_MAX = 100;
const HOLDINGS_PAGE = 2000;

const readHoldings = endpoint({
  summary: '账户持有汇总 Sums of an account by instrument, project or facility, vintage and status',
  action: 'account.read',
  path: AccountPath,
  status: 200,
  reply: () => z.strictObject({ account: z.string(), items: z.array(HoldingView()) }),
  run: async ({ path, identity, grant }, { reads }) => {
    await requireAccount(reads, path.id, identity, grant);
    const blocks: BlockState[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await reads.blocksOfAccount(path.id, HOLDINGS_PAGE, cursor);
      blocks.push(...page.items.map(({ state }) => state));
      cursor = page.next;
      if (++pages > HOLDINGS_PAGES_MAX)
        throw new Error(`account ${path.id} has more blocks than one sum reads`);
    } while (cursor);
    const ids = [...new Set(blocks.map(({ batch }) => batch))];
    const found = await reads.entities(ids.map(batchEntity));
    const batches = new Map(ids.map((id) => [id, found.get(batchEntity(id))?.state as BatchState]));
    return { json: { account: path.id, items: holdingsOf(blocks, batches) } };
  },
});

const listIncomingTransfers = endpoint({
  summary: '待受让的转让 Transfers offered to an account',
  action: 'account.read',
  path: AccountPath,
  query: Paging,
  status: 200,
  reply: pageOf(TransferView),
  run: async ({ path, query, identity, grant }, { reads }) => {
    await requireAccount(reads, path.id, identity, grant);
    const page = await reads.list<TransferState>(incomingList(path.id), query.limit, query.cursor);
    return pageReply(page, ({ entity, version, state }) =>
      transferView(entity.slice('transfer:'.length), version, state),
    );
  },
});

export const organizationEndpoints: Endpoints = {
  'POST /v1/organizations': registerOrganization,
  'GET /v1/organizations': listOrganizations,
  'GET /v1/organizations/{id}': readOrganization,
  'POST /v1/organizations/{id}/identify': identifyOrganization,
  'GET /v1/accounts/{id}/blocks': listBlocks,
  'GET /v1/accounts/{id}/holdings': readHoldings,
  'GET /v1/accounts/{id}/transfers': listIncomingTransfers,
};
