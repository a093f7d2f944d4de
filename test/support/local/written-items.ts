/** How many items the handlers' transactions write, counted at their own client. */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';

/** What the handlers write during `act`: the number of items of each transaction. */
export async function itemsWrittenIn(act: () => Promise<unknown>): Promise<number[]> {
  const { theWorld } = await import('../../../functions/world.ts');
  const { client } = theWorld().reads;
  const spied = vi.spyOn(client, 'send');
  try {
    await act();
    return spied.mock.calls.flatMap(([command]) =>
      (command as object) instanceof TransactWriteCommand
        ? [(command as unknown as TransactWriteCommand).input.TransactItems?.length ?? 0]
        : [],
    );
  } finally {
    spied.mockRestore();
  }
}
