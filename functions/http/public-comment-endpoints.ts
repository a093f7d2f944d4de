/**
 * Comments without a name: anybody gives work instead of a token, and the operator judges what came before
 * everybody reads it. The log has each as it comes, so that none can be dropped in silence.
 */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { fromHex } from '../../shared/base/encoding.ts';
import { freeText, Sha256Hex } from '../../shared/base/field.ts';
import { type EntityId, publicCommentEntity, read } from '../../shared/ledger/entity.ts';
import { SYSTEM_ORGANIZATION } from '../../shared/ledger/role.ts';
import { publicCommentText } from '../../shared/sinks/comment-text.ts';
import { NONCE_MAX, workFault } from '../../shared/sinks/comment-work.ts';
import { COMMENT_NUMBER_MAX, COMMENT_TEXT_MAX } from '../../shared/sinks/facts.ts';
import { subjectEntity } from '../../shared/sinks/public-comment.ts';
import {
  decideAdmitPublicComment,
  decidePublicComment,
  decideRefusePublicComment,
} from '../../shared/sinks/receive-public-comment.ts';
import type { PublicCommentState } from '../../shared/sinks/states.ts';
import {
  admittedTexts,
  refusedText,
  textIn,
  waitingAttachment,
  waitingJson,
} from '../ledger/comment-text.ts';
import { commit, type Reading } from '../ledger/commit.ts';
import { filteredList } from '../ledger/filtered-list.ts';
import { publicCommentsList } from '../ledger/keys.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { RejectedError } from '../ledger/refused.ts';
import {
  AdmittedCommentView,
  PublicCommentReceiptView,
  PublicCommentView,
  publicCommentView,
  RefusedCommentView,
  WaitingCommentView,
  waitingCommentView,
} from '../views/public-comment.ts';
import { command, moved } from './command.ts';
import { type Endpoint, type Endpoints, endpoint } from './endpoint.ts';
import { pager } from './pager.ts';
import { byId } from './require-entity.ts';
import { wholeParameter } from './whole-parameter.ts';

interface Commented {
  /** The route of the thing commented on, `/v1/projects/{id}`. */
  route: string;
  entity: (id: string) => EntityId;
  path: z.ZodObject<{ id: z.ZodType<string> }>;
  name: { zh: string; en: string };
}

export function publicCommentEndpointsOf(commented: Commented): Endpoints {
  const { route } = commented;
  return {
    [`POST ${route}/public-comments`]: receive(commented),
    [`GET ${route}/public-comments`]: list(commented),
    [`GET ${route}/waiting-comments`]: listWaiting(commented),
    [`POST ${route}/public-comments/{number}/admit`]: admit(commented),
    [`POST ${route}/public-comments/{number}/refuse`]: refuse(commented),
  };
}

/** Its author chooses the salt and keeps it, so that a retry needs nothing that the registry would keep. */
const Said = () =>
  z.strictObject({
    text: freeText(COMMENT_TEXT_MAX),
    /** 32 random bytes, hex. */
    salt: Sha256Hex,
    /** Day of China on which the work was done. */
    day: Day,
    /** The work (shared/sinks/comment-work.ts). */
    nonce: z.int().min(1).max(NONCE_MAX),
  });

const receive = ({ path, name }: Commented): Endpoint =>
  endpoint({
    summary: `公众意见（无需令牌，附工作量证明） Comment on a ${name.en} without a token, by a proof of work; its text is published once the operator admits it`,
    changes: true,
    path,
    body: Said,
    status: 201,
    reply: PublicCommentReceiptView,
    run: async ({ path: { id }, body: { text, salt, day, nonce } }, world) => {
      const said = publicCommentText(id, text, fromHex(salt));
      const { sha256 } = said;
      const work = { log: world.logOrigin, subject: id, day, sha256 };
      const fault = workFault(work, nonce, todayOf(world), world.commentWorkBits);
      if (fault) throw new RejectedError(fault);
      const done = await commit(world, {
        org: SYSTEM_ORGANIZATION,
        role: 'system',
        scope: 'any',
        // The digest covers the subject: the same comment is one commit, whichever work it comes with.
        idempotencyKey: `public-comment:${sha256}`,
        request: sha256,
        load: async ({ reads }) => ({ entities: await reads.entities([subjectEntity(id)]) }),
        decide: ({ entities }, context) => decidePublicComment(entities, id, said, context),
        beside: () => ({ attachments: [waitingAttachment(said)] }),
      });
      const { at, facts } = done.event;
      const { number } = facts as { number: number };
      return {
        ...(done.replayed && { headers: { 'idempotent-replayed': 'true' } }),
        json: { subject: id, number, sha256, at, commit: { id: done.id, leafHash: done.leafHash } },
      };
    },
  });

const list = ({ path, entity, name }: Commented): Endpoint =>
  pager({
    summary: `公众意见受理情况 What became of the public's comments on a ${name.en}, oldest first, without their texts`,
    path,
    item: PublicCommentView,
    of: byId(entity),
    page: ({ path: { id }, query: { limit, cursor } }, { reads }) =>
      reads.list<PublicCommentState>(publicCommentsList(id), limit, cursor),
    view: publicCommentView,
  });

const listWaiting = ({ path, entity, name }: Commented): Endpoint =>
  pager({
    summary: `待审核公众意见 The public's comments on a ${name.en} that wait for the operator, with their texts`,
    action: 'comment.moderate',
    path,
    item: WaitingCommentView,
    of: byId(entity),
    page: async ({ path: { id }, query: { limit, cursor } }, { reads }) => {
      const isWaiting = ({ admitted, refused }: PublicCommentState) => !admitted && !refused;
      const page = await filteredList(reads, publicCommentsList(id), limit, cursor, isWaiting);
      const texts = await waitingJson(
        reads,
        page.items.map(({ state }) => state.sha256),
      );
      // One that was judged since the list was read has no text any more.
      const items = page.items.flatMap((item) => {
        const json = texts.get(item.state.sha256);
        return json === undefined ? [] : [{ item, text: textIn(json) }];
      });
      return { ...page, items };
    },
    view: ({ item, text }) => waitingCommentView(item, text),
  });

const numbered = (path: Commented['path']) => path.extend({ number: wholeParameter(COMMENT_NUMBER_MAX) });

/** The subject, the comment, and its text where it waits. */
async function loadJudged(path: object, { reads }: Reading) {
  const { subject, number } = judgedIn(path);
  const waiting = publicCommentEntity(subject, number);
  const entities = await reads.entities([subjectEntity(subject), waiting]);
  const sha256 = read(entities, waiting)?.state.sha256;
  const json = sha256 === undefined ? undefined : (await waitingJson(reads, [sha256])).get(sha256);
  return { entities, sha256, json };
}

function judgedIn(path: object): { subject: string; number: number } {
  const { id, number } = path as { id: string; number: number };
  return { subject: id, number };
}

const admit = ({ path, name }: Commented): Endpoint =>
  command({
    summary: `公开公众意见 Admit a comment of the public on a ${name.en}: its text becomes public, and it is to be treated`,
    action: 'comment.moderate',
    event: 'public-comment.admitted',
    path: numbered(path),
    status: 200,
    reply: AdmittedCommentView,
    load: ({ path }, reading) => loadJudged(path, reading),
    decide: ({ entities }, { path }) => decideAdmitPublicComment(entities, judgedIn(path)),
    beside: (_draft, { sha256, json }) =>
      sha256 !== undefined && json !== undefined ? { attachments: admittedTexts(sha256, json) } : {},
    view: (event) => {
      const { subject, number, comment } = event.facts;
      return moved(event, { subject, number, comment });
    },
  });

const refuse = ({ path, name }: Commented): Endpoint =>
  command({
    summary: `不予公开公众意见 Refuse a comment of the public on a ${name.en}, and say why; its digest stays`,
    action: 'comment.moderate',
    event: 'public-comment.refused',
    path: numbered(path),
    body: () => z.strictObject({ reason: freeText(200) }),
    status: 200,
    reply: RefusedCommentView,
    load: ({ path }, reading) => loadJudged(path, reading),
    decide: ({ entities }, { path, body: { reason } }) =>
      decideRefusePublicComment(entities, { ...judgedIn(path), reason }),
    beside: (_draft, { sha256 }) => (sha256 === undefined ? {} : { attachments: [refusedText(sha256)] }),
    view: (event) => {
      const { at, facts } = event;
      const { subject, number, reason } = facts;
      return moved(event, { subject, number, refused: { reason, at } });
    },
  });
