/**
 * The whole chain behind a claim, as nodes and edges: claim → statement and verifier → retirements → batches
 * → report → project → parcels; for certificates batch → facility, with their months and the contract that
 * delivered them. A park's statement rests on its members', and these on theirs.
 */
import * as z from 'zod';
import { ClaimId } from '../../shared/base/field.ts';
import {
  batchEntity,
  claimEntity,
  type EntityId,
  facilityEntity,
  parcelEntity,
  projectEntity,
  read,
  reportEntity,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import type { RetirementState, StatementState } from '../../shared/statements/states.ts';
import { endpoint } from '../http/endpoint.ts';
import { Paging } from '../http/pager.ts';
import { requireEntity } from '../http/require-entity.ts';
import { retirementsList } from '../ledger/keys.ts';
import type { LedgerReads, Listed } from '../ledger/reads.ts';
import type { Stored } from '../ledger/stored.ts';
import { membersOf } from './roll-up.ts';

const Node = () =>
  z.strictObject({ id: z.string(), kind: z.string(), about: z.record(z.string(), z.unknown()) });

const ChainView = () =>
  z.strictObject({
    nodes: z.array(Node()),
    /** From what rests to what it rests on. */
    edges: z.array(z.strictObject({ from: z.string(), to: z.string() })),
    /** Further retirements. */
    next: z.string().optional(),
  });

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
    const { stated, version, verification } = statement.state;
    const stands = graph.node(state.statement, 'statement', {
      subject: stated.subject.name,
      year: stated.year,
      version,
      claimedVersion: state.version,
    });
    graph.edge(claim, stands);
    if (verification) {
      const { verifier, assurance } = verification;
      graph.edge(stands, graph.node(verifier, 'verifier', { assurance, commit: verification.commit }));
    }
    const page = await reads.list<RetirementState>(
      retirementsList(state.statement),
      query.limit,
      query.cursor,
    );
    await addRetirements(reads, graph, stands, page.items);
    if (query.cursor === undefined) await addMembers(reads, graph, stands, statement.state, query.limit);
    return {
      json: {
        nodes: [...graph.nodes.values()],
        edges: [...graph.edges.values()],
        ...(page.next && { next: page.next }),
      },
    };
  },
});

/**
 * Of a park: the statements that it rolls up, each with its verifier and a page of its own retirements. They
 * come with the first page, so the pages that follow are the park's own alone.
 */
async function addMembers(
  reads: LedgerReads,
  graph: Graph,
  park: string,
  state: StatementState,
  limit: number,
): Promise<void> {
  const present = await membersOf(reads, state);
  for (const { statement, version } of state.stated.park?.members ?? []) {
    const member = read(present, statementEntity(statement))?.state;
    if (!member) continue;
    const page = await reads.list<RetirementState>(retirementsList(statement), limit);
    const { subject, year } = member.stated;
    const about = { subject: subject.name, year, version: member.version, rolledVersion: version };
    graph.edge(park, graph.node(statement, 'statement', { ...about, ...(page.next && { cut: true }) }));
    if (member.verification) {
      const { verifier, assurance, commit } = member.verification;
      graph.edge(statement, graph.node(verifier, 'verifier', { assurance, commit }));
    }
    await addRetirements(reads, graph, statement, page.items);
  }
}

async function addRetirements(
  reads: LedgerReads,
  graph: Graph,
  statement: string,
  retirements: readonly Listed<RetirementState>[],
): Promise<void> {
  const batches = new Set<EntityId<'batch'>>();
  for (const { entity, state } of retirements) {
    const id = entity.slice('retirement:'.length);
    const { quantity, unit, items } = state;
    graph.edge(statement, graph.node(id, 'retirement', { quantity, unit, serials: items }));
    for (const { batch } of items) {
      batches.add(batchEntity(batch));
      graph.edge(id, batch);
    }
  }
  const found = await reads.entities([...batches]);
  await addOrigins(reads, graph, found);
}

/** What issued the batches, and what that rests on. */
async function addOrigins(
  reads: LedgerReads,
  graph: Graph,
  batches: ReadonlyMap<EntityId, Stored>,
): Promise<void> {
  const further = new Set<EntityId>();
  for (const id of batches.keys()) {
    const state = read(batches, id as EntityId<'batch'>)?.state;
    if (!state) continue;
    const batch = id.slice('batch:'.length);
    const { instrument, vintage, issued, project, report, facility, generated, foreign } = state;
    graph.node(batch, 'batch', {
      instrument,
      vintage,
      issued,
      ...(generated && { generated }),
      ...(foreign && { foreign }),
    });
    if (report !== undefined) {
      graph.edge(batch, report);
      further.add(reportEntity(report));
    }
    if (project !== undefined) {
      graph.edge(report ?? batch, project);
      further.add(projectEntity(project));
    }
    if (facility !== undefined) {
      graph.edge(batch, facility);
      further.add(facilityEntity(facility));
    }
  }
  const origins = await reads.entities([...further]);
  const parcels = new Set<EntityId<'parcel'>>();
  for (const id of origins.keys()) addOrigin(graph, origins, id, parcels);
  const land = await reads.entities([...parcels]);
  for (const id of parcels) {
    const state = read(land, id)?.state;
    if (state)
      graph.node(id.slice('parcel:'.length), 'parcel', {
        banner: state.banner,
        type: state.type,
        areaSquareMetres: state.areaSquareMetres,
      });
  }
}

function addOrigin(
  graph: Graph,
  origins: ReadonlyMap<EntityId, Stored>,
  id: EntityId,
  parcels: Set<EntityId<'parcel'>>,
): void {
  const name = id.slice(id.indexOf(':') + 1);
  if (id.startsWith('report:')) {
    const report = read(origins, id as EntityId<'report'>)?.state;
    if (!report) return;
    graph.node(name, 'report', {
      period: report.period,
      ...(report.verifier && { verifier: report.verifier }),
    });
    if (report.verifier) graph.edge(name, graph.node(report.verifier, 'verifier', {}));
  } else if (id.startsWith('project:')) {
    const project = read(origins, id as EntityId<'project'>)?.state;
    if (!project) return;
    const { standard, methodology, category, origin } = project;
    graph.node(name, 'project', {
      name: project.name,
      standard,
      methodology,
      ...(category && { category }),
      ...(origin && { origin }),
    });
    for (const parcel of (project.parcels ?? []).slice(0, PARCELS_SHOWN)) {
      graph.edge(name, parcel);
      parcels.add(parcelEntity(parcel));
    }
  } else {
    const facility = read(origins, id as EntityId<'facility'>)?.state;
    if (!facility) return;
    const { technology, banner, province, origin } = facility;
    graph.node(name, 'facility', {
      name: facility.name,
      technology,
      ...(banner && { banner }),
      ...(province && { province }),
      ...(origin && { origin }),
    });
  }
}

/** A project has at most 200 parcels. */
const PARCELS_SHOWN = 200;
