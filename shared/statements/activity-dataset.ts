/**
 * An activity dataset (活动数据集): what an energy-carbon platform measured for an organization in a month.
 * There is one per organization, platform and month; a resend is its next revision and never a second one.
 */
import { canonicalize } from '../base/canonical.ts';
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { datasetEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { barename } from '../parties/alike.ts';
import type { DatasetState } from './states.ts';

/** Hex digits of an id, as of all ids. */
const ID_DIGITS = 20;

/** Names of a platform that differ only in width, case, spaces and marks are one. */
export function datasetIdOf(organization: string, platform: string, month: string): string {
  const named = canonicalize([organization, barename(platform), month]);
  return `d-${toHex(sha256(toUtf8(named))).slice(0, ID_DIGITS)}`;
}

/** The revision that a delivery made; it keeps nothing of the one before but the time of its signature. */
export function deliveredDataset(
  { id, by, facts, sealed = '' }: EventOfType<'dataset.delivered'>,
  before?: DatasetState,
): DatasetState {
  const { platform, month, revision, rows, meterPoints, signature } = facts;
  const signedAt = signature?.at ?? before?.signedAt;
  return {
    organization: by.org,
    platform,
    month,
    revision,
    rows,
    meterPoints,
    delivery: id,
    sealed,
    ...(signature && { signedBy: { organization: signature.organization, kid: signature.kid } }),
    ...(signedAt !== undefined && { signedAt }),
  };
}

export function evolveDatasetDelivered(
  entities: Entities,
  event: EventOfType<'dataset.delivered'>,
): NextStates {
  const entity = datasetEntity(event.facts.dataset);
  return [[entity, deliveredDataset(event, read(entities, entity)?.state)]];
}
