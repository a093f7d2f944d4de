/** Endpoints of disclosures: one sealed thing opened to a named organization, read and proven by it. */
import * as z from 'zod';
import { DISCLOSURE_FORMAT, DisclosureEvidence } from '../../events/certificate/disclosure.ts';
import { CommitId, line, OrganizationId } from '../../shared/base/field.ts';
import { decideDisclose } from '../../shared/disclosure/disclose.ts';
import { DisclosedSubject } from '../../shared/disclosure/facts.ts';
import type { DisclosureState } from '../../shared/disclosure/states.ts';
import {
  accountEntity,
  contractEntity,
  disclosureEntity,
  keyOf,
  organizationEntity,
} from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { requireCommits, requireProofs } from '../evidence/require.ts';
import { command } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { byId } from '../http/require-entity.ts';
import { disclosuresList } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { birthsOf } from '../log/history.ts';
import { DisclosureView, disclosureView } from '../views/disclosure.ts';
import { loadSealed, placeOfLine, readOpened } from './load.ts';

const disclose = command({
  summary:
    '选择性披露 Open one sealed price, loan, contract, settlement, statement or line of it to an organization',
  action: 'disclosure.make',
  event: 'disclosure.made',
  body: () =>
    z.strictObject({
      subject: DisclosedSubject,
      /** Id of one line of a statement; all lines where it is left out. */
      line: line(64).optional(),
      to: OrganizationId,
    }),
  status: 201,
  reply: DisclosureView,
  load: async ({ body: { subject, line: id, to } }, { reads }) => {
    const entities = await loadSealed(reads, subject, to);
    const index = id === undefined ? undefined : await placeOfLine(reads, entities, subject, id);
    return { entities, line: id === undefined ? undefined : { id, index } };
  },
  decide: ({ entities, line: found }, { body: { subject, to } }, context) =>
    decideDisclose(entities, { subject, to, line: found }, context),
  view: (event) => ({
    json: disclosureView(event.id, { ...event.facts, by: event.by.org }),
    etag: 1,
  }),
});

/** The discloser, the organization that it names, and supervision; nobody else learns what was opened. */
const findDisclosure = byId(
  disclosureEntity,
  ({ by, to }: DisclosureState, organization) => organization === by || organization === to,
);

const DisclosurePath = z.strictObject({ id: CommitId });

const readDisclosure = reader({
  summary: '查询披露 Read a disclosure with what it opens',
  action: 'disclosure.read',
  path: DisclosurePath,
  reply: DisclosureView,
  find: findDisclosure,
  view: async ({ state }, { path }, { reads }) =>
    disclosureView(path.id, state, await readOpened(reads, state)),
});

const listDisclosures = pager({
  summary: '收到的披露 What was opened to the caller, oldest first',
  action: 'disclosure.list',
  item: DisclosureView,
  page: ({ query: { limit, cursor }, identity }, { reads }) =>
    reads.list<DisclosureState>(disclosuresList(identity.org), limit, cursor),
  view: ({ entity, state }) => disclosureView(keyOf(entity), state),
});

const disclosureEvidence = endpoint({
  summary: '披露的证据 What was opened, with the leaves that prove it: npx lvzhang verify',
  action: 'disclosure.read',
  path: DisclosurePath,
  status: 200,
  reply: () => DisclosureEvidence,
  run: async (asked, { reads }) => {
    const { id } = asked.path;
    const { state } = await findDisclosure(asked, { reads });
    const [opened, parties] = await Promise.all([readOpened(reads, state), leavesOfSides(reads, state)]);
    const commits = [...new Set([id, state.commit, ...parties])];
    const { log, evidence } = await requireProofs(reads, await requireCommits(reads, commits));
    return {
      headers: { 'content-disposition': `attachment; filename="disclosure-${id}.json"` },
      json: { format: DISCLOSURE_FORMAT, disclosure: id, opened, log, evidence },
    };
  },
});

/** What shows who disclosed it, to whom, and that it is the discloser's affair: accounts, or the contract. */
async function leavesOfSides(
  reads: LedgerReads,
  { by, to, commit, subject }: DisclosureState,
): Promise<string[]> {
  const [record] = await requireCommits(reads, [commit]);
  const { type, facts } = JSON.parse(record!.leaf) as RegistryEvent;
  const accounts = type === 'units.offered' || type === 'pledge.proposed' ? [facts.from, facts.to] : [];
  const contract = subject.kind === 'settlement' ? [contractEntity(subject.id)] : [];
  return birthsOf(reads, [...[by, to].map(organizationEntity), ...accounts.map(accountEntity), ...contract]);
}

export const disclosureEndpoints: Endpoints = {
  'POST /v1/disclosures': disclose,
  'GET /v1/disclosures': listDisclosures,
  'GET /v1/disclosures/{id}': readDisclosure,
  'GET /v1/disclosures/{id}/evidence.json': disclosureEvidence,
};
