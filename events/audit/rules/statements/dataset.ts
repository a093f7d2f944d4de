/**
 * DOMAIN §4: activity datasets, one per organization, platform and month, in a chain of revisions; and what
 * statements say they draw on. Rows are sealed, so the audit holds who delivered what, in which revision, and
 * the platform's own signature.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { fromBase64url } from '../../../../shared/base/encoding.ts';
import { monthOf, yearOfMonth } from '../../../../shared/base/month.ts';
import { datasetEntity, organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { datasetIdOf } from '../../../../shared/statements/activity-dataset.ts';
import { platformSignedBytes } from '../../../../shared/statements/platform-signature.ts';
import { verifyEd25519 } from '../../../tlog/ed25519.ts';
import { UNDER_WAY_SECONDS } from '../../../tlog/promises.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';

/** How far a platform's clock may be ahead. */
const AHEAD_MS = 60_000;

const datasetDelivered: Rules<'dataset.delivered'> = (live, event, violates) => {
  const { by, at, facts, sealed } = event;
  const { dataset, platform, month, revision, rows, meterPoints } = facts;
  const entity = datasetEntity(dataset);
  const expected = datasetIdOf(by.org, platform, month);
  if (dataset !== expected) violates('dataset-id', { dataset, expected }, entity);
  if (sealed === undefined) violates('dataset-unsealed', {}, entity);
  const current = monthOf(chinaDate(at));
  if (month > current) violates('dataset-month', { month, current }, entity);
  const before = live.state(entity);
  if (before && before.organization !== by.org)
    violates('dataset-of-another', { org: by.org, organization: before.organization }, entity);
  const next = before ? before.revision + 1 : 1;
  if (revision !== next) violates('dataset-revision', { revision, expected: next }, entity);
  if (meterPoints > rows) violates('dataset-counts', { rows, meterPoints }, entity);
  checkPlatform(live, event, violates);
};

/** A key of the platform, in force but for commits under way when it ended, signed this seal, and later. */
function checkPlatform(
  live: LiveState,
  { by, at, facts, sealed = '' }: EventOfType<'dataset.delivered'>,
  violates: Violates,
): void {
  const { dataset, platform, month, signature } = facts;
  if (!signature) return;
  const { organization, kid } = signature;
  const entity = datasetEntity(dataset);
  const key = live.state(organizationEntity(organization))?.keys?.find((each) => each.kid === kid);
  if (!key) {
    violates('dataset-key', { organization, kid }, entity);
    return;
  }
  const atMs = Date.parse(at);
  if (key.until !== undefined && atMs > Date.parse(key.until) + UNDER_WAY_SECONDS * 1000)
    violates('dataset-key-ended', { kid, until: key.until }, entity);
  if (Date.parse(signature.at) > atMs + AHEAD_MS)
    violates('dataset-signed-ahead', { signed: signature.at, at }, entity);
  const last = live.state(entity)?.signedAt;
  if (last !== undefined && signature.at <= last)
    violates('dataset-signed-before', { signed: signature.at, before: last }, entity);
  const what = { log: live.log, organization: by.org, platform, month, sealed };
  const bytes = platformSignedBytes(what, signature);
  if (!verifyEd25519(fromBase64url(signature.value), bytes, fromBase64url(key.publicKey)))
    violates('dataset-signature', { organization, kid }, entity);
}

/** What a statement draws on: its organization's, of its year, as they were. */
export function checkDrawn(
  live: LiveState,
  { by, facts }: EventOfType<'statement.submitted' | 'statement.revised'>,
  violates: Violates,
): void {
  const { lines, datasets = [], year } = facts;
  if (lines.metered > 0 !== datasets.length > 0 || lines.metered > lines.count)
    violates('draw-lines', { metered: lines.metered, datasets: datasets.length });
  let previous = '';
  for (const { dataset, revision } of datasets) {
    const entity = datasetEntity(dataset);
    if (dataset <= previous) violates('draw-order', { dataset }, entity);
    previous = dataset;
    const state = live.state(entity);
    if (!state) {
      violates('draw-unknown', { dataset }, entity);
      continue;
    }
    if (state.organization !== by.org)
      violates('draw-of-another', { dataset, organization: state.organization }, entity);
    if (yearOfMonth(state.month) !== year) violates('draw-year', { month: state.month, year }, entity);
    if (state.revision !== revision)
      violates('draw-revision', { revision, expected: state.revision }, entity);
  }
}

export const datasetRules = {
  'dataset.delivered': datasetDelivered,
} as const satisfies { 'dataset.delivered': Rules<'dataset.delivered'> };
