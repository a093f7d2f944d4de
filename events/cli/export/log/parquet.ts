/**
 * A log as Apache Parquet: one row per leaf, in the log's order. Everything of a leaf is in its text; the
 * columns beside it save parsing it. Rows are written in groups, and memory grows with a group alone.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { toHex, toUtf8 } from '../../../../shared/base/encoding.ts';
import type { RegistryEvent } from '../../../../shared/ledger/event.ts';
import { leafHash } from '../../../tlog/merkle.ts';

/** A group ends at so many rows, or characters of leaves. */
const GROUP_ROWS = 8_192;
const GROUP_CHARACTERS = 8_000_000;

export interface Leaf {
  index: number;
  /** Canonical JSON of the event. */
  text: string;
  event: RegistryEvent;
}

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const required = { repetition_type: 'REQUIRED' } as const;

/** A column's place in the schema, and its value for a leaf. */
interface LeafColumn {
  element: object;
  of(leaf: Leaf): unknown;
}

const columns: Record<string, LeafColumn> = {
  index: { element: { type: 'INT64', ...required }, of: ({ index }) => BigInt(index) },
  id: { element: { ...text, ...required }, of: ({ event }) => event.id },
  type: { element: { ...text, ...required }, of: ({ event }) => event.type },
  at: {
    element: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
      ...required,
    },
    of: ({ event }) => new Date(event.at),
  },
  org: { element: { ...text, ...required }, of: ({ event }) => event.by.org },
  role: { element: { ...text, ...required }, of: ({ event }) => event.by.role },
  /** The organization that it acts for, which was united into `org`. */
  for: { element: { ...text, repetition_type: 'OPTIONAL' }, of: ({ event }) => event.by.for },
  /** What the commit moves, each as `kind:id`, divided by spaces. */
  entities: {
    element: { ...text, ...required },
    of: ({ event }) => event.advances.map(({ entity }) => entity).join(' '),
  },
  facts: {
    element: { type: 'BYTE_ARRAY', converted_type: 'JSON', ...required },
    of: ({ event }) => event.facts,
  },
  sealed: { element: { ...text, repetition_type: 'OPTIONAL' }, of: ({ event }) => event.sealed },
  /** SHA-256 of 0x00 and the leaf (RFC 6962), in hex. */
  leaf_hash: { element: { ...text, ...required }, of: (leaf) => toHex(leafHash(toUtf8(leaf.text))) },
  leaf: { element: { ...text, ...required }, of: (leaf) => leaf.text },
};
export const columnNames = Object.keys(columns);

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

const schema = [
  { name: 'root', num_children: columnNames.length },
  ...Object.entries(columns).map(([name, { element }]) => ({ name, ...element })),
] as Schema;

/** The file, chunk by chunk. `about` says where the rows come from, as key and value. */
export async function* parquetOf(
  leaves: AsyncIterable<Leaf>,
  about: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
  const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: 'lvzhang' });
  for await (const group of inGroups(leaves)) {
    const columnData = Object.entries(columns).map(([name, { of }]) => ({ name, data: group.map(of) }));
    await parquet.write({ columnData, rowGroupSize: group.length });
    yield taken(writer);
  }
  await parquet.finish();
  yield taken(writer);
}

/** The bytes written since the last time; the writer goes on counting from where it was. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

async function* inGroups(leaves: AsyncIterable<Leaf>): AsyncGenerator<Leaf[]> {
  let group: Leaf[] = [];
  let characters = 0;
  for await (const leaf of leaves) {
    group.push(leaf);
    characters += leaf.text.length;
    if (group.length < GROUP_ROWS && characters < GROUP_CHARACTERS) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}
