/** Signs what is sent to the registry, where this device has a key that its organization registered. */
import type { QueryClient } from '@tanstack/react-query';
import { getV1OrganizationsId } from '../../events/client/operations.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { requestToSign } from '../../shared/ledger/signed-request.ts';
import type { Api, SentChange } from '../api/api.ts';
import { shownKey } from '../log/shown-key.ts';
import { deviceKey, signWith } from './device-key.ts';

/** A key may have been revoked on another device, ms. */
const FRESH_MS = 15_000;

/**
 * The Lvzhang-Signature header; undefined where there is nothing to sign with. An organization that has keys
 * then learns from the registry that it must.
 * @throws OtherLog, Refusal, NoAnswer
 */
export async function signChange(
  api: Api,
  queries: QueryClient,
  org: string,
  sent: SentChange,
): Promise<string | undefined> {
  const shown = await queries.fetchQuery(shownKey(api));
  const log = parseVkey(shown).name;
  // Where a browser keeps nothing, there is no key.
  const key = await deviceKey(log, org).catch(() => undefined);
  if (!key) return undefined;
  const { keys } = await queries.fetchQuery({
    queryKey: ['organizations', org],
    queryFn: ({ signal }) => api.read(getV1OrganizationsId(org), signal),
    staleTime: FRESH_MS,
  });
  // One that isn't registered, or not any more, signs nothing: the registry would refuse it.
  if (!keys.some(({ kid }) => kid === key.kid)) return undefined;
  const { bytes, headerWith } = requestToSign(key.kid, { log, org, ...sent }, new Date());
  return headerWith(await signWith(key, shown, bytes));
}
