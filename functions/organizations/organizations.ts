/** Lambda: organizations and their accounts. */
import * as z from 'zod';
import { AccountId, BatchId, Foreign, freeText, OrganizationId, Uscc } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  foreignEntity,
  keyOf,
  organizationEntity,
  read,
  usccEntity,
} from '../../shared/ledger/entity.ts';
import { Role } from '../../shared/ledger/role.ts';
import { alikeEntities } from '../../shared/parties/alike.ts';
import {
  decideIdentifyOrganization,
  decideRegisterOrganization,
} from '../../shared/parties/register-organization.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';
import { command, moved } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Paging, pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { requireAccount } from '../http/require-account.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import { blocksOfBatches, sumsOfAccount } from '../ledger/account-reads.ts';
import { filteredList } from '../ledger/filtered-list.ts';
import { ORGANIZATIONS_LIST } from '../ledger/keys.ts';
import { recall } from '../ledger/remembered.ts';
import { transfersOf } from '../ledger/side-reads.ts';
import {
  alikeWarning,
  HoldingView,
  holdingsOf,
  OrganizationView,
  organizationView,
} from '../views/organization.ts';
import {
  BlockView,
  blockView,
  SideParameter,
  TRANSFER_STATUSES,
  TransferView,
  transferView,
} from '../views/units.ts';

const OrganizationPath = z.strictObject({ id: OrganizationId });
const AccountPath = z.strictObject({ id: AccountId });

const RegisterOrganizationBody = named('RegisterOrganizationBody', () =>
  z.strictObject({
    name: freeText(300),
    roles: z.array(Role).min(1).max(Role.options.length),
    uscc: Uscc.optional(),
    foreign: Foreign.optional(),
  }),
);

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

const findOrganization = byId(organizationEntity);

const readOrganization = reader({
  summary: '查询机构 Read an organization',
  path: OrganizationPath,
  reply: OrganizationView,
  find: findOrganization,
  view: (found) => organizationView(keyOf(found.entity), found),
});

const listOrganizations = pager({
  summary: '机构列表 List organizations',
  action: 'organization.read',
  query: Paging.extend({
    /** Only those that have this role. A page may then be short while there are more. */
    role: Role.optional(),
  }),
  item: OrganizationView,
  page: ({ query: { limit, cursor, role } }, { reads }) =>
    role === undefined
      ? reads.list<OrganizationState>(ORGANIZATIONS_LIST, limit, cursor)
      : filteredList<OrganizationState>(reads, ORGANIZATIONS_LIST, limit, cursor, ({ roles }) =>
          roles.includes(role),
        ),
  view: (found) => organizationView(keyOf(found.entity), found),
});

const listBlocks = pager({
  summary: '账户号段 Blocks of an account, all or those of a status, batch, instrument or vintage',
  action: 'account.read',
  path: AccountPath,
  query: Paging.extend({
    status: z.enum(BLOCK_STATUSES).optional(),
    batch: BatchId.optional(),
    /** Of instrument and vintage the index knows nothing: a page may be short while there are more. */
    instrument: InstrumentCode.optional(),
    vintage: wholeParameter(2100, 2000).optional(),
  }),
  item: BlockView,
  of: requireAccount,
  page: ({ path, query: { limit, cursor, status, ...wanted } }, { reads }) =>
    blocksOfBatches(reads, path.id, { ...wanted, statuses: status && [status] }, limit, cursor),
  view: blockView,
});

const readHoldings = endpoint({
  summary:
    '账户持有汇总 Sums of an account by instrument, project or facility, vintage and status; or by batch',
  action: 'account.read',
  path: AccountPath,
  query: z.strictObject({ by: z.literal('batch').optional(), status: z.enum(BLOCK_STATUSES).optional() }),
  status: 200,
  reply: () => z.strictObject({ account: z.string(), items: z.array(HoldingView()) }),
  run: async (asked, { reads }) => {
    const { path, query } = asked;
    await requireAccount(asked, { reads });
    const sums = await sumsOfAccount(reads, path.id, query.status && [query.status]);
    const ids = [...new Set(sums.map(({ batch }) => batch))];
    const found = await recall(reads, ids.map(batchEntity));
    const batches = new Map(ids.map((id) => [id, read(found, batchEntity(id))!.state]));
    return { json: { account: path.id, items: holdingsOf(sums, batches, query.by === 'batch') } };
  },
});

const listTransfers = pager({
  summary:
    '账户转让 Transfers to or from an account, those of a status; those offered to it if nothing is said',
  action: 'account.read',
  path: AccountPath,
  query: Paging.extend({
    side: SideParameter(),
    /** Ended ones, newest first, once they are in the log. */
    status: z.enum(TRANSFER_STATUSES).default('offered'),
  }),
  item: TransferView,
  of: requireAccount,
  page: ({ path, of: { state }, query: { limit, cursor, ...wanted } }, { reads }) =>
    transfersOf(reads, { account: path.id, ...state }, wanted, limit, cursor),
  view: entityView(transferView),
});

export const organizationEndpoints: Endpoints = {
  'POST /v1/organizations': registerOrganization,
  'GET /v1/organizations': listOrganizations,
  'GET /v1/organizations/{id}': readOrganization,
  'POST /v1/organizations/{id}/identify': identifyOrganization,
  'GET /v1/accounts/{id}/blocks': listBlocks,
  'GET /v1/accounts/{id}/holdings': readHoldings,
  'GET /v1/accounts/{id}/transfers': listTransfers,
};
