/**
 * Names that a person would take for one: they differ only in width, case, spaces, brackets and other marks.
 * The registry shows who bears them; a person has to say whether they are one organization.
 */
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { type Entities, type EntityId, read } from '../ledger/entity.ts';
import { ALIKE_MAX } from './facts.ts';

/** Entities of a registration's names, each once: digests, since a bare name may be of any length. */
export function alikeEntities({ name, foreign }: { name: string; foreign?: { name: string } | undefined }) {
  const names = [name, ...(foreign ? [foreign.name] : [])];
  return [
    ...new Set(names.map((each): EntityId<'alike'> => `alike:${toHex(sha256(toUtf8(barename(each))))}`)),
  ];
}

/**
 * A name without the marks that people write in different ways. Words stay: 有限公司 differs
 * from 有限责任公司.
 */
export function barename(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]/gu, '') || plain;
}

/** The organizations registered under these names, oldest first. */
export function holdersOf(entities: Entities, names: readonly EntityId<'alike'>[]): string[] {
  const holders = names.flatMap((name) => read(entities, name)?.state.holders ?? []);
  return [...new Set(holders)].slice(0, ALIKE_MAX);
}
