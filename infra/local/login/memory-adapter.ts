/** Where the provider keeps sessions, codes and refresh tokens: in memory, so they end with the instance. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Entries of all models; the oldest makes room. A sign-in takes five or so. */
export const ENTRIES_MAX = 2000;

interface Entry {
  payload: AdapterPayload;
  /** Epoch ms. */
  expiresAt: number;
}

/** The adapters of one provider, one for each model, over one bounded memory. */
export function createMemory(entriesMax = ENTRIES_MAX): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  const live = (key: string) => {
    const entry = entries.get(key);
    if (entry && entry.expiresAt > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };
  const makeRoom = () => {
    if (entries.size < entriesMax) return;
    const now = Date.now();
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(key);
    // A map goes from the oldest to the newest.
    for (const key of entries.keys()) {
      if (entries.size < entriesMax) return;
      entries.delete(key);
    }
  };
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        entries.delete(keyOf(id));
        makeRoom();
        const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
        entries.set(keyOf(id), { payload, expiresAt });
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => {
        const found = [...entries].find(
          ([key, { payload }]) => key.startsWith(keyOf('')) && payload.uid === uid,
        );
        return found && live(found[0]);
      },
      // There is no device flow.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = live(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
