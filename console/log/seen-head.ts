/** The newest tree of a log that this browser verified: one shown later has to grow out of it. */
import { fromBase64, toBase64 } from '../../shared/base/encoding.ts';
import type { Seen } from './verified-log.ts';

const keptAs = (vkey: string) => `lvzhang.seen.${vkey}`;

export function seenHead(vkey: string): Seen | undefined {
  const kept = localStorage.getItem(keptAs(vkey));
  if (kept === null) return undefined;
  const { size, root } = JSON.parse(kept) as { size: number; root: string };
  return { size, root: fromBase64(root) };
}

/** Keeps it, unless a newer one was seen in another tab meanwhile. */
export function rememberHead(vkey: string, { size, root }: Seen): void {
  if ((seenHead(vkey)?.size ?? 0) <= size)
    localStorage.setItem(keptAs(vkey), JSON.stringify({ size, root: toBase64(root) }));
}

/** Forgets the trees of every log. */
export function forgetHeads(): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(keptAs(''))) localStorage.removeItem(name);
}
