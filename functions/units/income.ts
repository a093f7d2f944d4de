/** Endpoints of income: settlement of a first sale, and the entitlements that result. */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { CommitId, OrganizationId } from '../../shared/base/field.ts';
import { csvOf } from '../../shared/base/written-csv.ts';
import {
  accountEntity,
  agreementEntity,
  divisionEntity,
  type EntityId,
  projectEntity,
  read,
  transferEntity,
} from '../../shared/ledger/entity.ts';
import { asParty, type EventOfType } from '../../shared/ledger/event.ts';
import { reject } from '../../shared/ledger/rejection.ts';
import type { Grant, Identity } from '../../shared/ledger/role.ts';
import { decideDivideIncome } from '../../shared/units/divide-income.ts';
import { type DividedIncome, dividedIncome } from '../../shared/units/income.ts';
import { command } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { reader } from '../http/reader.ts';
import { receiptOf } from '../http/receipt.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { type Entitlement, readEntitlements } from '../ledger/entitlement-reads.ts';
import { type LedgerReads, pagesOf } from '../ledger/reads.ts';
import { RejectedError } from '../ledger/refused.ts';
import { newSalt, readSealed } from '../ledger/sealed.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import {
  EntitlementView,
  entitlementRows,
  entitlementView,
  SettlementView,
  settlementView,
} from '../views/income.ts';
import type { Price } from './price.ts';

const TransferPath = z.strictObject({ id: CommitId });

const settleSale = command({
  summary: '一级销售结算分配 Divide the income of a first sale by the agreement in force on that day',
  action: 'income.divide',
  event: 'income.divided',
  path: TransferPath,
  body: () => z.strictObject({ settledOn: Day }),
  status: 200,
  reply: SettlementView,
  prepare: ({ body, path }) => ({ sale: { ...body, transfer: path.id, salt: newSalt() } }),
  load: async ({ sale: { transfer } }, { reads }) => {
    const [entities, prices] = await Promise.all([
      loadForDividing(reads, transfer),
      readSealed<Price>(reads, [transfer]),
    ]);
    return { entities, fen: prices.get(transfer)?.facts.fen };
  },
  decide: ({ entities, fen }, { sale }, context) => decideDivideIncome(entities, { ...sale, fen }, context),
  beside: ({ facts: { shares } }, { fen = 0 }, { sale: { salt } }) => ({
    private: { salt: toHex(salt), facts: dividedIncome(fen, shares) },
  }),
  view: (event, _asked, divided) => {
    if (!divided) throw new Error(`the division ${event.id} has no amounts beside its commit`);
    return { json: settlementView(event, divided) };
  },
});

/** The transfer, its seller's account, its project and the agreement. */
async function loadForDividing(reads: LedgerReads, transfer: string): Promise<Map<EntityId, Stored>> {
  const entities = await reads.entities([transferEntity(transfer)]);
  const sale = read(entities, transferEntity(transfer))?.state;
  if (!sale) return entities;
  const { from, primary } = sale;
  const wanted = [accountEntity(from), ...(primary ? [projectEntity(primary)] : [])];
  addTo(entities, await reads.entities(wanted));
  const agreement = primary && read(entities, projectEntity(primary))?.state.agreement;
  if (!agreement) return entities;
  addTo(entities, await reads.entities([agreementEntity(agreement)]));
  return entities;
}

const readSettlement = reader({
  summary: '查询结算分配 How the income of a first sale was divided',
  action: 'entitlement.read',
  path: TransferPath,
  reply: SettlementView,
  find: async ({ path, identity, grant }, { reads }) => {
    const { commit } = await requireEntity(reads, divisionEntity(path.id));
    const record = await reads.commit(commit);
    if (!record?.private) throw new Error(`the division ${commit} has no amounts beside its commit`);
    const event = JSON.parse(record.leaf) as EventOfType<'income.divided'>;
    const concerned = [asParty(event).by.org, ...event.facts.shares.map(({ organization }) => organization)];
    if (grant.scope === 'own' && !concerned.includes(identity.org)) throw notFound(path.id);
    return { record, event, beside: record.private };
  },
  view: ({ record, event, beside: { salt, facts } }) => {
    const seal = { salt, sealed: event.sealed };
    return { ...settlementView(event, facts as DividedIncome), seal, commit: receiptOf(record) };
  },
});

const ofPeriod = { party: OrganizationId.optional(), from: Day, to: Day };
const isAscending = ({ from, to }: { from: string; to: string }) => from <= to;
const notAscending = { path: ['to'], error: 'must not be before from; 截止日期不得早于起始日期' };

/** Whose entitlements are asked for: the caller's own, or another party's where the role table allows it. */
function partyOf(party: string | undefined, identity: Identity, grant: Grant): string {
  if (party !== undefined && party !== identity.org && grant.scope === 'own')
    throw new Problem('forbidden', [{ parameter: 'party', detail: party }]);
  return party ?? identity.org;
}

const listEntitlements = pager({
  summary: '收益权利列表 Entitlements of a party, settled within a period',
  action: 'entitlement.read',
  query: z.strictObject({ ...ofPeriod, ...Paging.shape }).refine(isAscending, notAscending),
  item: EntitlementView,
  page: async ({ query, identity, grant }, { reads }) => {
    const party = partyOf(query.party, identity, grant);
    return readEntitlements(reads, party, query, query.limit, query.cursor);
  },
  view: entitlementView,
});

/** Rows of one exported file at most; a longer list is refused, so that nothing is left out silently. */
export const EXPORT_ROWS_MAX = 5_000;
const EXPORT_PAGE = 1_000;

const exportEntitlements = endpoint({
  summary: '收益权利导出（CSV，至多 5000 行） Entitlements of a period as CSV, 5,000 rows at most',
  action: 'entitlement.read',
  query: z.strictObject(ofPeriod).refine(isAscending, notAscending),
  status: 200,
  reply: 'text/csv; charset=utf-8',
  run: async ({ query, identity, grant, language }, { reads }) => {
    const party = partyOf(query.party, identity, grant);
    const found: Entitlement[] = [];
    const pages = pagesOf((cursor) => readEntitlements(reads, party, query, EXPORT_PAGE, cursor));
    for await (const page of pages) {
      found.push(...page.items);
      if (found.length > EXPORT_ROWS_MAX)
        throw new RejectedError(reject('too-many-entitlements', undefined, { rowsMax: EXPORT_ROWS_MAX }));
    }
    const projects = await reads.entities(found.map(({ state }) => projectEntity(state.project)));
    return {
      headers: {
        'content-disposition': `attachment; filename="entitlements-${query.from}-${query.to}.csv"`,
      },
      text: csvOf(entitlementRows(found, projects, language)),
    };
  },
});

export const incomeEndpoints: Endpoints = {
  'POST /v1/transfers/{id}/settle': settleSale,
  'GET /v1/transfers/{id}/settlement': readSettlement,
  'GET /v1/entitlements': listEntitlements,
  'GET /v1/entitlements.csv': exportEntitlements,
};
