/** Two pairs of eyes: an organization demands them, and sees what waits for its second. */
import * as z from 'zod';
import { CommitId, OrganizationId } from '../../shared/base/field.ts';
import { DEMANDABLE, Demandable } from '../../shared/ledger/confirmation.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { reject } from '../../shared/ledger/rejection.ts';
import { decideRequireConfirmation } from '../../shared/parties/require-confirmation.ts';
import { command, moved } from '../http/command.ts';
import { type Endpoints, endpoint, type Request } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { notFound } from '../http/require-entity.ts';
import type { World } from '../ledger/ledger-world.ts';
import { RejectedError } from '../ledger/refused.ts';
import { ConfirmationView, confirmationView } from '../views/confirmation.ts';
import { decline, stateOf } from '../work/initiated.ts';
import { subjectOf, theInitiations, twoEyes } from '../work/two-eyes.ts';

/** One that somebody else moves at the same time is read again so often. */
const MOVES_MAX = 5;

const requireConfirmation = command({
  summary: '要求两人办理 Demand an initiator and a confirmer for commands; an empty list lifts the demand',
  action: 'confirmation.require',
  event: 'organization.confirmation-required',
  path: z.strictObject({ id: OrganizationId }),
  body: () => z.strictObject({ commands: z.array(Demandable).max(DEMANDABLE.length) }),
  status: 200,
  reply: () =>
    z.strictObject({
      organization: z.string(),
      commands: z.array(Demandable),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  twoEyes,
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([organizationEntity(path.id)]) }),
  decide: ({ entities }, { path, body }, context) =>
    decideRequireConfirmation(entities, { organization: path.id, ...body }, context),
  view: (event) => moved(event, event.facts),
});

const ConfirmationPath = z.strictObject({ id: CommitId });
type Asked = Pick<Request<unknown, { id: string }>, 'path' | 'identity'>;

async function findConfirmation({ path, identity }: Asked, { reads }: Pick<World, 'reads'>) {
  const found = await theInitiations().find(identity.org, path.id);
  if (!found) throw notFound(path.id);
  // Read last: whoever took it before has done it by now, or still may.
  return { ...found, record: await reads.commit(path.id) };
}

const readConfirmation = reader({
  summary: '查询待确认的办理 Read a command that waits for its confirmation, or what became of it',
  action: 'confirmation.read',
  path: ConfirmationPath,
  reply: ConfirmationView,
  find: findConfirmation,
  view: (found, { identity }, { now }) => confirmationView(found, found.record, identity.sub, now()),
});

const listConfirmations = pager({
  summary: '本机构待确认的办理 What was initiated in the organization, newest first',
  action: 'confirmation.read',
  item: ConfirmationView,
  page: ({ query: { limit, cursor }, identity }) => theInitiations().list(identity.org, limit, cursor),
  view: async (found, { identity }, { reads, now }) =>
    confirmationView(found, await reads.commit(found.data.id), identity.sub, now()),
});

const declineConfirmation = endpoint({
  summary: '不予确认（发起人自己即为撤回） Decline to confirm a command; whoever initiated it withdraws it',
  action: 'confirmation.decline',
  changes: true,
  path: ConfirmationPath,
  status: 200,
  reply: ConfirmationView,
  run: async (asked, world) => {
    const subject = subjectOf(asked.identity);
    const { now } = world;
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const { record, ...found } = await findConfirmation(asked, world);
      const state = record ? 'done' : stateOf(found.data, now());
      if (state === 'confirming') throw new Problem('confirmation-under-way');
      const next = record ? undefined : decline(found.data, subject, now());
      if (!next) throw new RejectedError(reject('confirmation-ended', undefined, { state }));
      const written = await theInitiations().move(found, next);
      if (written)
        return {
          headers: { etag: `"v${written.version}"` },
          json: confirmationView(written, undefined, subject, now()),
        };
    }
    throw new Problem('contended');
  },
});

export const confirmationEndpoints: Endpoints = {
  'POST /v1/organizations/{id}/require-confirmation': requireConfirmation,
  'GET /v1/confirmations': listConfirmations,
  'GET /v1/confirmations/{id}': readConfirmation,
  'POST /v1/confirmations/{id}/decline': declineConfirmation,
};
