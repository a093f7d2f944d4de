/** Turns of the deliverer: shares, order, and what a failure leaves undone, which is nothing. */
import { describe, expect, it } from 'vitest';
import { type TurnLimits, takeTurns } from '../../functions/webhooks/turns.ts';

interface One {
  organization: string;
  id: string;
}

const of = (organization: string, count: number): One[] =>
  Array.from({ length: count }, (_, i) => ({ organization, id: `${organization}${i}` }));

/** Turns that last until they are let go. */
function open(all: One[], limits: TurnLimits, turns: Record<string, number> = {}) {
  const begun: string[] = [];
  const going = new Map<string, (more: boolean) => void>();
  const done = takeTurns(all, limits, ({ id }) => {
    begun.push(id);
    return new Promise<boolean>((resolve) => going.set(id, resolve));
  });
  const end = async (id: string) => {
    turns[id] = (turns[id] ?? 1) - 1;
    going.get(id)!(turns[id] > 0);
    going.delete(id);
    await new Promise(setImmediate);
  };
  return { begun, going, end, done };
}

describe('turns', () => {
  it('leave one organization its share, however many wait before the others', async () => {
    const { begun, end, done } = open([...of('slow', 10), ...of('quick', 1), ...of('third', 3)], {
      atOnce: 4,
      perOrganization: 2,
    });
    expect(begun).toEqual(['slow0', 'slow1', 'quick0', 'third0']);
    await end('quick0');
    expect(begun.slice(4)).toEqual(['third1']);
    // The share of each is full: a place is free, and nobody may take it.
    await end('third0');
    expect(begun.slice(5)).toEqual(['third2']);
    await end('third1');
    await end('third2');
    expect(begun.length).toBe(6);
    for (let i = 0; i < 10; i++) await end(`slow${i}`);
    await done;
    expect(begun.slice(6)).toEqual(
      of('slow', 10)
        .slice(2)
        .map(({ id }) => id),
    );
  });

  it('come again for whoever has more to do, behind those that wait', async () => {
    const turns = { a0: 3 };
    const { begun, end, done } = open(
      [...of('a', 1), ...of('b', 1), ...of('c', 1)],
      { atOnce: 1, perOrganization: 1 },
      turns,
    );
    for (const id of ['a0', 'b0', 'c0', 'a0', 'a0']) await end(id);
    await done;
    expect(begun).toEqual(['a0', 'b0', 'c0', 'a0', 'a0']);
  });

  it('are had by all, when one of them fails', async () => {
    const had: string[] = [];
    const all = [...of('a', 3), ...of('b', 3)];
    const failing = takeTurns(all, { atOnce: 2, perOrganization: 1 }, async ({ id }) => {
      had.push(id);
      if (id === 'a0') throw new Error('the table is away');
      return false;
    });
    await expect(failing).rejects.toThrow('the table is away');
    expect(had.sort()).toEqual(all.map(({ id }) => id));
  });
});
