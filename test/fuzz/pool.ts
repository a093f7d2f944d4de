/**
 * What the registry has answered, for requests to speak of: ids of all kinds, digests, versions and cursors.
 */
import type { Random } from './random.ts';

/** Of each kind the newest are kept. */
const KEPT_MAX = 400;

/** An id's kind is its prefix; other words are kept by the name of their member. */
const ID = /^([a-z])-[0-9a-f]{20}$/;
const NAMED = new Set(['sha256', 'leafHash', 'boundary', 'next', 'uscc', 'code', 'month', 'id']);

export class Pool {
  private readonly words = new Map<string, string[]>();
  private readonly known = new Set<string>();

  /** Takes in all that an answer holds. */
  learn(value: unknown, name = ''): void {
    if (typeof value === 'string') this.keep(value, name);
    else if (Array.isArray(value)) for (const each of value) this.learn(each, name);
    else if (typeof value === 'object' && value !== null)
      for (const [member, each] of Object.entries(value)) this.learn(each, member);
  }

  /** Of that kind or name, or undefined where nothing is known. */
  draw(kind: string, random: Random): string | undefined {
    const words = this.words.get(kind);
    return words && random.pick(words);
  }

  /** Any word that a pattern allows. */
  matching(pattern: RegExp, random: Random): string | undefined {
    const kinds = [...this.words].filter(([, words]) => pattern.test(words[0]!));
    const fitting = kinds.length === 0 ? [] : random.pick(kinds)[1].filter((word) => pattern.test(word));
    return fitting.length === 0 ? undefined : random.pick(fitting);
  }

  private keep(word: string, name: string): void {
    const kind = ID.exec(word)?.[1] ?? (NAMED.has(name) ? name : undefined);
    if (kind === undefined || word.length > 2000 || this.known.has(`${kind} ${word}`)) return;
    this.known.add(`${kind} ${word}`);
    const words = this.words.get(kind) ?? [];
    words.push(word);
    if (words.length > KEPT_MAX) this.known.delete(`${kind} ${words.shift()}`);
    this.words.set(kind, words);
  }
}
