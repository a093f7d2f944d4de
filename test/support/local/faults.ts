/** Faults between the registry and DynamoDB: what the network and the service may do to any write. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Sender } from '../../../functions/ledger/table.ts';

/**
 * What happens to one write. `lost` and `persisted` both answer with a timeout; only the second has happened.
 */
export type Fault = 'none' | 'lost' | 'persisted' | 'conflict' | 'throttled' | 'crash before' | 'crash after';

/** Stands for the death of the process: nothing may catch it and go on. */
export class Crash extends Error {}

/** How many writes it takes to meet all of them. A test that made fewer has tried less than it says. */
export const writesToMeet = (faults: readonly Fault[]): number =>
  faults.findLastIndex((fault) => fault !== 'none') + 1;

/** A client whose n-th transactional write meets `faultOf(n)`, counting from 0. Reads pass untouched. */
export function faulty(client: Sender, faultOf: (write: number) => Fault): Sender & { writes: number } {
  let dead = false;
  const die = () => {
    dead = true;
    return new Crash();
  };
  const wrapped = {
    writes: 0,
    async send(command: unknown) {
      if (dead) throw new Crash();
      if (!(command instanceof TransactWriteCommand)) return client.send(command as never);
      const fault = faultOf(wrapped.writes++);
      const size = command.input.TransactItems?.length ?? 0;
      if (fault === 'crash before') throw die();
      if (fault === 'lost') throw timeout();
      if (fault === 'conflict') throw canceled('TransactionConflict', size);
      if (fault === 'throttled') throw canceled('ThrottlingError', size);
      const answer = await client.send(command as never);
      if (fault === 'crash after') throw die();
      if (fault === 'persisted') throw timeout();
      return answer;
    },
  };
  return wrapped as unknown as Sender & { writes: number };
}

function timeout(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
}

function canceled(code: string, size: number): TransactionCanceledException {
  const reasons = Array.from({ length: size }, (_, i) => ({ Code: i === size - 1 ? code : 'None' }));
  return new TransactionCanceledException({ message: code, $metadata: {}, CancellationReasons: reasons });
}
