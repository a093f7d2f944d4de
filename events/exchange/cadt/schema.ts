/** CAD Trust's data model as published, and whether a row fits it. */
import schema from './schema-v2.0.2.json' with { type: 'json' };

export type CadtTable = keyof typeof schema.tables;
export type CadtRow = Readonly<Record<string, string | number | readonly string[]>>;

/** The tables, each after those that its rows refer to. */
export const INSERT_ORDER = schema.insertOrder as readonly CadtTable[];

interface Field {
  type: string;
  required: boolean;
  picklist?: string;
}

const picklists: Readonly<Record<string, readonly string[]>> = schema.picklists;
const fieldsOf = (table: CadtTable): [string, Field][] => Object.entries(schema.tables[table].fields);

/** The field that is a table's key, and so a reference wherever another table has it. */
export const keyOf = (table: CadtTable): string => schema.tables[table].key;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STRING_MAX = 255;

/** What is wrong with a row, field by field; nothing where it fits. */
export function faultsOf(table: CadtTable, row: CadtRow): string[] {
  const fields = fieldsOf(table);
  const unknown = Object.keys(row).filter((name) => !fields.some(([field]) => field === name));
  return [
    ...unknown.map((name) => `${table}.${name}: no such field`),
    ...fields.flatMap(([name, field]) => {
      const fault = faultOf(field, row[name]);
      return fault ? [`${table}.${name}: ${fault}`] : [];
    }),
  ];
}

function faultOf(
  { type, required, picklist }: Field,
  value: CadtRow[string] | undefined,
): string | undefined {
  if (value === undefined || value === '') return required ? 'is required' : undefined;
  const listed = type === 'Array[String]' ? value : [value];
  if (!Array.isArray(listed) || listed.length === 0) return 'must be a list';
  if (picklist) {
    const stranger = listed.find((each) => !picklists[picklist]?.includes(String(each)));
    return stranger === undefined ? undefined : `"${stranger}" is not in the picklist ${picklist}`;
  }
  return fits(type, value) ? undefined : `"${value}" is no ${type}`;
}

function fits(type: string, value: CadtRow[string]): boolean {
  if (type === 'Year') return Number.isInteger(value) && Number(value) >= 1900 && Number(value) <= 2199;
  if (typeof value !== 'string') return false;
  if (type.startsWith('GUID')) return GUID.test(value);
  if (type.startsWith('Date')) return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  if (type === 'URL') return URL.canParse(value);
  return type === 'Text' || value.length <= STRING_MAX;
}

/** References of the tables' rows to rows that aren't there, and keys that two rows have. */
export function brokenLinks(tables: ReadonlyMap<CadtTable, readonly CadtRow[]>): string[] {
  const faults: string[] = [];
  const seen = new Map<string, Set<unknown>>();
  for (const table of INSERT_ORDER) {
    const key = keyOf(table);
    const keys = new Set<unknown>();
    for (const row of tables.get(table) ?? []) {
      if (keys.has(row[key])) faults.push(`${table}.${key}: ${row[key]} stands twice`);
      keys.add(row[key]);
      for (const [name, value] of Object.entries(row))
        if (name !== key && seen.get(name)?.has(value) === false)
          faults.push(`${table}.${name}: there is no ${value}`);
    }
    seen.set(key, keys);
  }
  return faults;
}
