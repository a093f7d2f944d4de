/** Items and write capacity per operation, counted as DynamoDB bills a transaction: 2 × ⌈KiB⌉ per item. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { tableAt } from '../support/local/table.ts';
import { issueBatch, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { statementBody } from '../support/probes/statements.ts';
import { isMain, printRows, type Row } from './rows.ts';

interface Written {
  items: number;
  capacity: number;
}

export async function benchCapacity(): Promise<Row[]> {
  const dynamoDb = await startDynamoDb({ memory: true });
  try {
    const { client, tableName } = await tableAt(dynamoDb.endpoint);
    const api = new TestApi(await loadHandlers());
    const { theWorld } = await import('../../functions/world.ts');
    const inner = theWorld().reads.client;
    const send = inner.send.bind(inner);
    let last: TransactWriteCommand | undefined;
    Object.assign(inner, {
      send: (command: never) => {
        if ((command as object) instanceof TransactWriteCommand) last = command;
        return send(command);
      },
    });
    const written = async (): Promise<Written> => {
      const keys = (last?.input.TransactItems ?? []).map(({ Put, Update }) => {
        const { pk, sk } = (Put?.Item ?? Update?.Key ?? {}) as { pk: string; sk: string };
        return { pk, sk };
      });
      const sizes = await Promise.all(
        keys.map(async (Key) =>
          sizeOf((await client.send(new GetCommand({ TableName: tableName, Key }))).Item ?? {}),
        ),
      );
      return {
        items: keys.length,
        capacity: sizes.reduce((sum, size) => sum + 2 * Math.ceil(size / 1024), 0),
      };
    };
    return await measure(api, written);
  } finally {
    await dynamoDb.stop();
  }
}

/** More than is retired for it. */
const powerLine = {
  id: 'power',
  category: 2,
  kind: 'electricity',
  kWh: '1000000',
  supply: 'grid',
  direction: 'received',
};

async function measure(api: TestApi, written: () => Promise<Written>): Promise<Row[]> {
  const rows: Row[] = [];
  const note = async (what: string, leastItems: number) => {
    const { items, capacity } = await written();
    rows.push({ what: `${what}: items`, value: items, unit: 'items', goal: { atMost: leastItems } });
    rows.push({ what: `${what}: write capacity`, value: capacity, unit: 'WCU' });
  };
  const buyer = await registerOrganization(api);
  const { batch, developer } = await issueBatch(api, 1000);
  // Project, batch, one block, the vintage by which an imported issuance comes in once, and the commit.
  await note('issuance of a batch', 5);
  const retire = (items: object[], more: object = {}) =>
    api.send('POST /v1/retirements', {
      caller: developer.caller,
      body: {
        account: developer.account,
        items,
        beneficiary: '赤峰示例铜业有限公司',
        reason: '2025 年度残余排放抵销',
        ...more,
      },
    });
  await retire([{ batch, quantity: 10 }]);
  await note('partial retirement', 3);
  const stating = { caller: developer.caller, body: statementBody([powerLine]) };
  const { body: stated } = await api.send('POST /v1/emission-statements', stating);
  await retire([{ batch, quantity: 10 }], { statement: stated.id });
  await note('partial retirement for a statement', 4);
  const body = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 100 }] };
  const offer = await api.send('POST /v1/transfers', { caller: developer.caller, body });
  await note('partial transfer, offer', 3);
  await api.send(`POST /v1/transfers/${offer.body.id}/accept`, { caller: buyer.caller });
  await note('transfer, acceptance', 3);
  await api.send(`POST /v1/batches/${batch}/subdivide`, {
    caller: developer.caller,
    body: { block: 1, lanes: 4 },
  });
  await note('subdivision into 4', 5);
  const { body: blocks } = await api.send(`GET /v1/batches/${batch}/blocks`, { caller: developer.caller });
  const { from, to } = blocks.items[0];
  await retire([{ batch, from, to }]);
  await note('retirement of a whole block', 2);
  return rows;
}

/** An item's size in bytes by DynamoDB's published rules. */
function sizeOf(item: Record<string, unknown>): number {
  const attributes = Object.entries(marshall(item, { removeUndefinedValues: true }));
  return attributes.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return value.B.length;
  if (value.L) return 3 + value.L.reduce((sum, element) => sum + 1 + valueSize(element), 0);
  if (value.M)
    return (
      3 +
      Object.entries(value.M).reduce(
        (sum, [name, element]) => sum + 1 + Buffer.byteLength(name) + valueSize(element),
        0,
      )
    );
  return 1;
}

if (isMain(import.meta.url)) printRows(await benchCapacity());
