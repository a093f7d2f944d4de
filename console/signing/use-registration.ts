/** Registers and revokes keys of the organization that is signed in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  postV1OrganizationsIdKeys,
  postV1OrganizationsIdKeysKidRevoke,
} from '../../events/client/operations.ts';
import { registrationKeyOf } from '../../shared/ledger/signed-request.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { makeDeviceKey } from './device-key.ts';
import type { HandedOver } from './hand-over.ts';
import { deviceKeyQuery } from './use-device-key.ts';

/** Makes this device's key; `shown` is the registry's key of its log. */
export function useMakeKey(org: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (shown: string) => makeDeviceKey(shown, org),
    onSuccess: () => queries.invalidateQueries({ queryKey: deviceKeyQuery(org) }),
  });
}

/** Registers a key under the Idempotency-Key that its proof names: however often, it happens once. */
export function useRegisterKey(org: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kid, ...registration }: HandedOver) =>
      api.change(postV1OrganizationsIdKeys(org, registration), registrationKeyOf(kid)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['organizations', org] }),
  });
}

export function useRevokeKey(
  org: string,
  kid: string,
  onDone: (commit: { id: string; leafHash: string }) => void,
) {
  const queries = useQueryClient();
  return useChange(
    ({ reason }: { reason: string }) => postV1OrganizationsIdKeysKidRevoke(org, kid, { reason }),
    async ({ commit }) => {
      await queries.invalidateQueries({ queryKey: ['organizations', org] });
      onDone(commit);
    },
  );
}
