/**
 * The whole chain behind a claim, as nodes and edges: claim → statement and verifier → retirements → batches
 * → report → project → parcels; for certificates batch → facility, with their months and the contract that
 * delivered them. A park's statement rests on its members', and these on theirs.
 */
import * as z from 'zod';
import { ClaimId } from '../../shared/base/field.ts';
import {
  batchEntity,
  blockEntity,
  claimEntity,
  contractEntity,
  type EntityId,
  facilityEntity,
  keyOf,
  parcelEntity,
  projectEntity,
  read,
  reportEntity,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import type { ContractState, FacilityState } from '../../shared/power/states.ts';
import type { ProjectState, ReportState } from '../../shared/sinks/states.ts';
import type { RetirementState, StatementState } from '../../shared/statements/states.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Paging } from '../http/pager.ts';
import { requireEntity } from '../http/require-entity.ts';
import { retirementsList } from '../ledger/keys.ts';
import type { LedgerReads, Listed } from '../ledger/reads.ts';
import { membersOf } from './roll-up.ts';

const Node = named('ChainNode', () =>
  z.strictObject({ id: z.string(), kind: z.string(), about: z.record(z.string(), z.unknown()) }),
);

const ChainView = named('ClaimChain', () =>
  z.strictObject({
    nodes: z.array(Node()),
    /** From what rests to what it rests on. */
    edges: z.array(z.strictObject({ from: z.string(), to: z.string() })),
    /** Further retirements. */
    next: z.string().optional(),
  }),
);

/** The graph in the making: each node once. */
class Graph {
  readonly nodes = new Map<string, { id: string; kind: string; about: object }>();
  readonly edges = new Map<string, { from: string; to: string }>();

  node(id: string, kind: string, about: object): string {
    if (!this.nodes.has(id)) this.nodes.set(id, { id, kind, about });
    return id;
  }

  edge(from: string, to: string): void {
    this.edges.set(`${from} ${to}`, { from, to });
  }

  /** With the body that verified it. */
  statement(id: string, { stated, version, verification }: StatementState, about: object): string {
    const { subject, year } = stated;
    this.node(id, 'statement', { subject: subject.name, year, version, ...about });
    if (verification) {
      const { verifier, assurance, commit } = verification;
      this.edge(id, this.node(verifier, 'verifier', { assurance, commit }));
    }
    return id;
  }
}

export const readChain = endpoint({
  summary: '声明的全链 The chain behind a claim as nodes and edges, without a token; retirements by pages',
  path: z.strictObject({ id: ClaimId }),
  query: Paging,
  status: 200,
  reply: ChainView,
  run: async ({ path, query }, { reads }) => {
    const { state } = await requireEntity(reads, claimEntity(path.id));
    const statement = await requireEntity(reads, statementEntity(state.statement));
    const graph = new Graph();
    const claim = graph.node(path.id, 'claim', { label: state.label, status: state.status });
    const claimed = { claimedVersion: state.version };
    graph.edge(claim, graph.statement(state.statement, statement.state, claimed));
    const page = await reads.list<RetirementState>(
      retirementsList(state.statement),
      query.limit,
      query.cursor,
    );
    const spent = addRetirements(graph, state.statement, page.items);
    if (query.cursor === undefined)
      spent.push(...(await addMembers(reads, graph, state.statement, statement.state, query.limit)));
    await addOrigins(reads, graph, spent);
    return {
      json: {
        nodes: [...graph.nodes.values()],
        edges: [...graph.edges.values()],
        ...(page.next && { next: page.next }),
      },
    };
  },
});

/** Units of a batch that a retirement used up, from the first of their block on. */
interface Spent {
  retirement: string;
  batch: string;
  from: number;
}

/**
 * Of a park: the statements that it rolls up, each with its verifier and a page of its own retirements, whose
 * units are given. They come with the first page, so the pages that follow are the park's own alone.
 */
async function addMembers(
  reads: LedgerReads,
  graph: Graph,
  park: string,
  state: StatementState,
  limit: number,
): Promise<Spent[]> {
  const present = await membersOf(reads, state);
  const spent = (state.stated.park?.members ?? []).map(async ({ statement, version }) => {
    const member = read(present, statementEntity(statement))?.state;
    if (!member) return [];
    const page = await reads.list<RetirementState>(retirementsList(statement), limit);
    const about = { rolledVersion: version, ...(page.next && { cut: true }) };
    graph.edge(park, graph.statement(statement, member, about));
    return addRetirements(graph, statement, page.items);
  });
  return (await Promise.all(spent)).flat();
}

/** The units that were retired. */
function addRetirements(
  graph: Graph,
  statement: string,
  retirements: readonly Listed<RetirementState>[],
): Spent[] {
  return retirements.flatMap(({ entity, state }) => {
    const { quantity, unit, items } = state;
    const id = graph.node(keyOf(entity), 'retirement', { quantity, unit, serials: items });
    graph.edge(statement, id);
    for (const { batch } of items) graph.edge(id, batch);
    return items.map(({ batch, from }) => ({ retirement: id, batch, from }));
  });
}

/** What the batches were issued for, by kind. */
interface Origins {
  reports: Set<EntityId<'report'>>;
  projects: Set<EntityId<'project'>>;
  facilities: Set<EntityId<'facility'>>;
}

/** What issued the batches and delivered their certificates, and what that rests on. */
async function addOrigins(reads: LedgerReads, graph: Graph, spent: readonly Spent[]): Promise<void> {
  const batches = spent.map(({ batch }) => batchEntity(batch));
  const blocks = spent.map(({ batch, from }) => blockEntity(batch, from));
  const found = await reads.entities([...new Set<EntityId>([...batches, ...blocks])]);
  const contracts = new Set<EntityId<'contract'>>();
  for (const { retirement, batch, from } of spent) {
    const delivered = read(found, blockEntity(batch, from))?.state.delivered;
    if (delivered === undefined) continue;
    graph.edge(retirement, delivered);
    contracts.add(contractEntity(delivered));
  }
  const origins: Origins = { reports: new Set(), projects: new Set(), facilities: new Set() };
  for (const id of new Set(batches)) {
    const state = read(found, id)?.state;
    if (state) addBatch(graph, keyOf(id), state, origins);
  }
  const { reports, projects, facilities } = origins;
  const further = await reads.entities([...reports, ...projects, ...facilities, ...contracts]);
  for (const id of reports) addReport(graph, keyOf(id), read(further, id)?.state);
  for (const id of contracts) addContract(graph, keyOf(id), read(further, id)?.state);
  for (const id of facilities) addFacility(graph, keyOf(id), read(further, id)?.state);
  const parcels = [...projects].flatMap((id) => addProject(graph, keyOf(id), read(further, id)?.state));
  const land = await reads.entities(parcels);
  for (const id of parcels) {
    const state = read(land, id)?.state;
    if (!state) continue;
    const { banner, type, areaSquareMetres } = state;
    graph.node(keyOf(id), 'parcel', { banner, type, areaSquareMetres });
  }
}

function addBatch(graph: Graph, id: string, state: BatchState, origins: Origins): void {
  const { instrument, vintage, issued, project, report, facility, generated, foreign } = state;
  graph.node(id, 'batch', {
    instrument,
    vintage,
    issued,
    ...(generated && { generated }),
    ...(foreign && { foreign }),
  });
  if (report !== undefined) {
    graph.edge(id, report);
    origins.reports.add(reportEntity(report));
  }
  if (project !== undefined) {
    graph.edge(report ?? id, project);
    origins.projects.add(projectEntity(project));
  }
  if (facility !== undefined) {
    graph.edge(id, facility);
    origins.facilities.add(facilityEntity(facility));
  }
}

function addReport(graph: Graph, id: string, report: ReportState | undefined): void {
  if (!report) return;
  const { period, verifier } = report;
  graph.node(id, 'report', { period, ...(verifier && { verifier }) });
  if (verifier) graph.edge(id, graph.node(verifier, 'verifier', {}));
}

/** Its parcels. */
function addProject(graph: Graph, id: string, project: ProjectState | undefined): EntityId<'parcel'>[] {
  if (!project) return [];
  const { name, standard, methodology, category, origin, parcels = [] } = project;
  graph.node(id, 'project', {
    name,
    standard,
    methodology,
    ...(category && { category }),
    ...(origin && { origin }),
  });
  for (const parcel of parcels) graph.edge(id, parcel);
  return parcels.map(parcelEntity);
}

/** Its terms are in the log; its prices are sealed. */
function addContract(graph: Graph, id: string, contract: ContractState | undefined): void {
  if (!contract) return;
  const { kind, seller, facility } = contract;
  graph.node(id, 'contract', { kind, seller });
  graph.edge(id, facility);
}

function addFacility(graph: Graph, id: string, facility: FacilityState | undefined): void {
  if (!facility) return;
  const { name, technology, banner, province, origin } = facility;
  graph.node(id, 'facility', {
    name,
    technology,
    ...(banner && { banner }),
    ...(province && { province }),
    ...(origin && { origin }),
  });
}
