/** This device's key in components, and the organization's keys, among which it is or isn't. */
import { useQuery } from '@tanstack/react-query';
import { getV1OrganizationsId } from '../../events/client/operations.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { useApi } from '../api/use-api.ts';
import { shownKey } from '../log/shown-key.ts';
import { isRegistered } from '../parts/is-registered.ts';
import { type DeviceKey, deviceKey } from './device-key.ts';

/** While a key waits for another device to sign its registration, ms. */
const FOLLOW_MS = 5_000;

export interface Keys {
  /** The key that the registry shows as its log's. */
  shown: string | undefined;
  /** This device's, registered or not. */
  own: DeviceKey | undefined;
  /** Undefined until it is known. */
  state: 'none' | 'made' | 'in-force' | undefined;
  /** The organization's keys in force. */
  keys: readonly { kid: string; publicKey: string; from: string }[];
  error: Error | null;
  refetch: () => void;
}

export const deviceKeyQuery = (org: string) => ['device-key', org] as const;

/** @param org the organization that is signed in */
export function useKeys(org: string): Keys {
  const api = useApi();
  const isOurs = isRegistered(org);
  const log = useQuery({ ...shownKey(api), enabled: isOurs });
  const shown = log.data;
  const own = useQuery({
    queryKey: [...deviceKeyQuery(org), shown],
    // A query has to have some value.
    queryFn: async () => (await deviceKey(parseVkey(shown ?? '').name, org)) ?? null,
    enabled: isOurs && shown !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const organization = useQuery({
    queryKey: ['organizations', org],
    queryFn: ({ signal }) => api.read(getV1OrganizationsId(org), signal),
    enabled: isOurs,
    refetchInterval: ({ state: { data } }) =>
      own.data && !data?.keys.some(({ kid }) => kid === own.data?.kid) ? FOLLOW_MS : false,
  });
  const keys = organization.data?.keys ?? [];
  return {
    shown,
    own: own.data ?? undefined,
    state: organization.data && stateOf(own.data, keys),
    keys,
    error: log.error ?? own.error ?? organization.error,
    refetch: () => {
      for (const query of [log, own, organization]) if (query.error) void query.refetch();
    },
  };
}

function stateOf(own: DeviceKey | null | undefined, keys: Keys['keys']): Keys['state'] {
  if (own === undefined) return undefined;
  if (own === null) return 'none';
  return keys.some(({ kid }) => kid === own.kid) ? 'in-force' : 'made';
}
