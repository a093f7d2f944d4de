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

export function evolveDatasetDelivered(
  entities: Entities,
  { id, by, facts, sealed = '' }: EventOfType<'dataset.delivered'>,
): NextStates {
  const { dataset, platform, month, revision, rows, meterPoints, signature } = facts;
  const entity = datasetEntity(dataset);
  const before = read(entities, entity)?.state;
  const signedAt = signature?.at ?? before?.signedAt;
  const state: DatasetState = {
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
  return [[entity, state]];
}
