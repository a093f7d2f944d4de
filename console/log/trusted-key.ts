/**
 * The log's key that this browser trusts. The registry shows one, which proves nothing about itself: a person
 * who has it from another source says so, and everything is held against that one.
 */
import { useSyncExternalStore } from 'react';
import { parseVkey } from '../../events/tlog/note-key.ts';

const KEPT_AS = 'lvzhang.vkey';
const watchers = new Set<() => void>();

/** The key from a source other than the registry, as a vkey; undefined where the person gave none. */
export const trustedKey = (): string | undefined => localStorage.getItem(KEPT_AS) ?? undefined;

/** @throws MalformedError on anything but a vkey */
export function trustKey(vkey: string | undefined): void {
  if (vkey === undefined) localStorage.removeItem(KEPT_AS);
  else {
    parseVkey(vkey);
    localStorage.setItem(KEPT_AS, vkey);
  }
  for (const tell of watchers) tell();
}

export const useTrustedKey = (): string | undefined =>
  useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => void watchers.delete(changed);
  }, trustedKey);
