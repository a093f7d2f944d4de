/** Witnesses whose keys a person brought: their cosignatures are verified in this browser. */
import { useMemo, useSyncExternalStore } from 'react';
import { COSIGNATURE_V1, formatVkey, type NoteKey, parseVkey } from '../../events/tlog/note-key.ts';
import { MalformedError } from '../../shared/base/malformed.ts';

const KEPT_AS = 'lvzhang.witnesses';
const watchers = new Set<() => void>();
/** One vkey a line. */
const kept = (): string => localStorage.getItem(KEPT_AS) ?? '';
const keysIn = (text: string): NoteKey[] => (text === '' ? [] : text.split('\n').map(parseVkey));

/** @throws MalformedError on anything but the vkey of a witness */
export function trustWitness(vkey: string): void {
  const key = parseVkey(vkey);
  if (key.type !== COSIGNATURE_V1) throw new MalformedError('the key of a witness has the type 0x04');
  keep([...keysIn(kept()).filter(({ id, name }) => id !== key.id || name !== key.name), key]);
}

export const distrustWitness = (key: NoteKey): void =>
  keep(keysIn(kept()).filter((each) => formatVkey(each) !== formatVkey(key)));

function keep(keys: readonly NoteKey[]): void {
  localStorage.setItem(KEPT_AS, keys.map(formatVkey).join('\n'));
  for (const tell of watchers) tell();
}

export function useTrustedWitnesses(): readonly NoteKey[] {
  const text = useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => void watchers.delete(changed);
  }, kept);
  return useMemo(() => keysIn(text), [text]);
}
