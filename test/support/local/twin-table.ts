/**
 * One table that is two: each request goes to both, and an answer of one that the other doesn't
 * give fails the test.
 */
import { BatchGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import type { Sender } from '../../../functions/ledger/table.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';

type Outcome = { answer: unknown } | { error: unknown };

/** What no table promises, or only bookkeeping. */
const UNSAID = new Set(['$metadata', 'UnprocessedKeys', 'Count', 'ConsumedCapacity']);

export class TwinTable {
  /** Answers that were compared, by kind of request and of answer. */
  readonly compared: Record<string, number> = {};
  /** Where the two answered differently. The ledger treats that error as the table's: tests look here. */
  readonly differences: unknown[] = [];
  private readonly first: Sender;
  private readonly second: Sender;

  /** Callers are given what the first answers. */
  constructor(first: Sender, second: Sender) {
    this.first = first;
    this.second = second;
  }

  /** One request after the other, so that both tables see them in one order. */
  get client(): Sender {
    let last: Promise<unknown> = Promise.resolve();
    const send = (command: unknown) => {
      const answer = last.then(() => this.send(command));
      last = answer.catch(() => {});
      return answer;
    };
    return { send } as unknown as Sender;
  }

  private async send(command: unknown): Promise<unknown> {
    const outcome = await outcomeOf(this.first, command);
    const told = toldOf(command, outcome);
    const other = toldOf(command, await outcomeOf(this.second, command));
    try {
      expect(other).toEqual(told);
    } catch (difference) {
      this.differences.push(difference);
      throw difference;
    }
    const kind = `${(command as object).constructor.name.replace(/Command$/, '')}: ${told.name}`;
    this.compared[kind] = (this.compared[kind] ?? 0) + 1;
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }
}

async function outcomeOf(client: Sender, command: unknown): Promise<Outcome> {
  try {
    return { answer: await client.send(command as never) };
  } catch (error) {
    return { error };
  }
}

interface Refusal {
  name: string;
  CancellationReasons?: { Code?: string; Item?: Parameters<typeof unmarshall>[0] }[];
}

/**
 * What an outcome says, in a form that compares: of a transaction that was cancelled, each
 * action's reason and item.
 */
function toldOf(command: unknown, outcome: Outcome) {
  if ('error' in outcome) {
    const { name, CancellationReasons: reasons } = outcome.error as Refusal;
    return { name, reasons: reasons?.map(({ Code, Item }) => [Code, Item && plain(unmarshall(Item))]) };
  }
  const answer = Object.entries(outcome.answer as object).filter(
    ([member, value]) => !UNSAID.has(member) && value !== undefined,
  );
  const told = Object.fromEntries(answer.map(([member, value]) => [member, plain(value)]));
  if (command instanceof BatchGetCommand) told.Responses = inSomeOrder(told.Responses as object);
  if (command instanceof TransactWriteCommand) return { name: 'written' };
  return { name: 'read', told };
}

/** A batch's answer is in no order. */
function inSomeOrder(responses: object): unknown[] {
  const found = Object.values(responses).flat().map(plain);
  return found.toSorted((a, b) => (canonicalize(a) < canonicalize(b) ? -1 : 1));
}

/** Bytes as text, whatever class they are of. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
