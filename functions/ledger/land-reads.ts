/** Projects that have land near given land: the footprints of the index, strongly consistent. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { prefixesOf } from '../../shared/land/cells.ts';
import type { FootprintState } from '../../shared/land/states.ts';
import { footprintSortKey, landPartition } from './keys.ts';
import type { LedgerReads } from './reads.ts';

/**
 * Sorts before every character of a footprint's sort key (digits, `#`, a project's id); the next constant
 * sorts after.
 */
const FIRST = '!';
const LAST = '~';

/** Keys of the index that begin with a prefix. */
interface Search {
  partition: string;
  /** Empty for the whole partition. */
  prefix: string;
}

/**
 * Ids of the projects, of any status, whose footprint holds one of the cells, a part of it, or a cell that
 * contains it.
 */
export async function projectsNear(reads: LedgerReads, cells: readonly string[]): Promise<string[]> {
  const found = await Promise.all(searchesFor(cells).map((search) => projectsIn(reads, search)));
  return [...new Set(found.flat())].sort();
}

/** Cells of a footprint never contain one another, so only the cells above them could be asked for twice. */
function searchesFor(cells: readonly string[]): Search[] {
  const above = new Set(cells.flatMap(prefixesOf));
  return [
    ...cells.map((cell) => searchOf(cell, (path) => path)),
    ...[...above].map((cell) => searchOf(cell, (path) => footprintSortKey(path))),
  ];
}

function searchOf(cell: string, prefix: (path: string) => string): Search {
  const [degree = '', path = ''] = cell.split('/');
  return { partition: landPartition(degree), prefix: prefix(path) };
}

async function projectsIn(reads: LedgerReads, { partition, prefix }: Search): Promise<string[]> {
  const projects: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await reads.client.send(
      new QueryCommand({
        TableName: reads.tableName,
        // All keys with the prefix, as a range: for begins_with DynamoDB Local reads the whole partition,
        // which would make a local registry slow. A range also allows the empty prefix, which isn't a key.
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': partition,
          ':first': prefix || FIRST,
          ':last': `${prefix}${LAST}`,
        },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    const items = (page.Items ?? []) as { state: FootprintState }[];
    projects.push(...items.map(({ state }) => state.project));
    start = page.LastEvaluatedKey;
  } while (start);
  return projects;
}
