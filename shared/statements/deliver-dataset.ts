/** Delivering an activity dataset, or the next revision of it. */
import { chinaDate } from '../base/day.ts';
import { monthOf } from '../base/month.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { datasetEntity, type Entities, organizationEntity, read } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { barename } from '../parties/alike.ts';
import { isInForce } from '../parties/organization-key.ts';
import { datasetIdOf } from './activity-dataset.ts';
import type { ActivityContent } from './activity-rows.ts';
import { DATASET_REVISIONS_MAX } from './facts-dataset.ts';
import { PLATFORM_AHEAD_MAX_MS, type PlatformSignature } from './platform-signature.ts';
import type { DatasetState } from './states.ts';

export interface DeliverDataset {
  /** Whose data it is; the caller's own where it is left out. */
  organization?: string | undefined;
  platform: string;
  month: string;
  /** The read rows, or their fault. */
  content: ActivityContent | Rejection;
  /** The commitment to digest and bytes of the rows. */
  sealed: string;
  /** The registry checks after the decision that the key made it. */
  signature?: PlatformSignature | undefined;
  /** SHA-256 of the rows of the revision that is there. */
  presentDigest?: string | undefined;
}

/**
 * Rejections in order: dataset-not-yours, dataset-month-in-future, the content's own, id-taken,
 * dataset-unchanged, too-many-revisions, platform-unknown, platform-key-unknown, platform-signature-early,
 * platform-signature-old.
 */
export function decideDeliverDataset(
  entities: Entities,
  command: DeliverDataset,
  context: Context,
): Draft<'dataset.delivered'> | Rejection {
  const { organization = context.org, platform, month, content, sealed, signature } = command;
  if (organization !== context.org) return reject('dataset-not-yours', '/organization');
  const current = monthOf(chinaDate(context.at));
  if (month > current) return reject('dataset-month-in-future', '/month', { month, current });
  if (isRejection(content)) return content;
  const dataset = datasetIdOf(organization, platform, month);
  const entity = datasetEntity(dataset);
  const present = read(entities, entity)?.state;
  if (present && !isOf(present, { organization, platform, month }))
    return reject('id-taken', undefined, { id: dataset });
  if (present && command.presentDigest === content.sha256 && !addsSignature(present, signature))
    return reject('dataset-unchanged', undefined, { dataset, revision: present.revision });
  const revision = (present?.revision ?? 0) + 1;
  if (revision > DATASET_REVISIONS_MAX)
    return reject('too-many-revisions', undefined, { revisions: DATASET_REVISIONS_MAX });
  const refused = signature && signatureFault(entities, present, signature, context.at);
  if (refused) return refused;
  return {
    type: 'dataset.delivered',
    facts: {
      dataset,
      platform,
      month,
      revision,
      rows: content.rows.length,
      meterPoints: content.meterPoints,
      ...(signature && { signature }),
    },
    advances: [entity],
    sealed,
  };
}

const isOf = (
  { organization, platform, month }: DatasetState,
  asked: Pick<DatasetState, 'organization' | 'platform' | 'month'>,
): boolean =>
  organization === asked.organization &&
  month === asked.month &&
  barename(platform) === barename(asked.platform);

/** The same rows are worth another revision only if a platform signs them for the first time. */
const addsSignature = ({ signedBy }: DatasetState, signature: PlatformSignature | undefined): boolean =>
  signature !== undefined && signedBy === undefined;

function signatureFault(
  entities: Entities,
  present: DatasetState | undefined,
  { organization, kid, at }: PlatformSignature,
  now: string,
): Rejection | undefined {
  const platform = read(entities, organizationEntity(organization))?.state;
  if (!platform) return reject('platform-unknown', '/signature/organization', { organization });
  if (!platform.keys?.some((key) => key.kid === kid && isInForce(key)))
    return reject('platform-key-unknown', '/signature/kid', { organization, kid });
  if (Date.parse(at) - Date.parse(now) > PLATFORM_AHEAD_MAX_MS)
    return reject('platform-signature-early', '/signature/at', { signed: at, now });
  if (present?.signedAt !== undefined && at <= present.signedAt)
    return reject('platform-signature-old', '/signature/at', { signed: at, before: present.signedAt });
  return undefined;
}
