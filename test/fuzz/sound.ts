/**
 * Values that a schema of the description allows, with what the registry really has where it asks for an id.
 */
import fc from 'fast-check';
import type { Pool } from './pool.ts';
import type { Random } from './random.ts';

export interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Who asks, as far as values depend on it. */
export interface Asker {
  account?: string | undefined;
  org: string;
  /** Documents that its organization has stored. */
  documents: readonly object[];
}

export class SoundValues {
  private readonly random: Random;
  private readonly pool: Pool;
  private readonly asker: Asker;

  constructor(random: Random, pool: Pool, asker: Asker) {
    this.random = random;
    this.pool = pool;
    this.asker = asker;
  }

  /** A value for the member `name`. */
  of(schema: Schema, name = ''): unknown {
    const { random } = this;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return this.of(random.pick(choices), name);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => this.of(each, name)));
    switch (schema.type) {
      case 'object':
        return this.object(schema, name);
      case 'array':
        return this.array(schema, name);
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      default:
        return this.text(schema, name);
    }
  }

  private object(
    { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
    name: string,
  ) {
    if (name === 'boundary') return landOf(this.random);
    if ('sha256' in properties && 'mediaType' in properties && this.asker.documents.length > 0)
      return this.random.pick(this.asker.documents);
    const entries = Object.entries(properties)
      .filter(([member]) => required.includes(member) || this.random.chance(0.4))
      .map(([member, schema]) => [member, this.of(schema, member)] as const);
    if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0)
      for (let i = 0; i < 2; i++)
        entries.push([String(this.of(propertyNames ?? {})), this.of(additionalProperties)]);
    return Object.fromEntries(entries);
  }

  private array({ items = {}, minItems = 0, maxItems = 3 }: Schema, name: string): unknown[] {
    const length = this.random.integer(minItems, Math.max(minItems, Math.min(maxItems, minItems + 2)));
    return Array.from({ length }, () => this.of(items, name));
  }

  /** Small ones mostly, for the demo has few units. */
  private number({ minimum = 0, maximum = 1_000_000 }: Schema): number {
    const most = this.random.chance(0.8) ? Math.min(maximum, Math.max(minimum, 0) + 200) : maximum;
    return this.random.integer(Math.max(minimum, -maximum), most);
  }

  private text({ pattern, minLength = 0, maxLength = 40 }: Schema, name: string): string {
    const { random, pool, asker } = this;
    if (name === 'account' && asker.account !== undefined && random.chance(0.8)) return asker.account;
    if (OWN.has(name) && random.chance(0.5)) return asker.org;
    if (pattern !== undefined) {
      const known = /^\^[a-z]-/.test(pattern) || random.chance(0.3);
      const found = known ? pool.matching(new RegExp(pattern, 'u'), random) : undefined;
      return found ?? sampleOf(pattern, random);
    }
    const named = random.chance(0.5) ? pool.draw(name, random) : undefined;
    return named ?? phrase(random, Math.max(1, minLength), Math.min(maxLength, 60));
  }
}

const OWN = new Set(['holder', 'developer', 'seller', 'generator', 'owner', 'organization', 'party']);

/** Dates and months of recent years pass more rules than those of any year. */
function sampleOf(pattern: string, random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const month = `${random.integer(2021, 2026)}-${two(random.integer(1, 12))}`;
  for (const recent of [month, `${month}-${two(random.integer(1, 28))}`, `${month}-01T00:00:00.000Z`])
    if (new RegExp(pattern, 'u').test(recent)) return recent;
  const [sample] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), {
    seed: random.integer(0, 2 ** 31 - 1),
    numRuns: 1,
  });
  return sample!;
}

function phrase(random: Random, least: number, most: number): string {
  const words = ['示例', '造林', 'wind', '敖汉旗', 'batch', '（试验）', 'a', '碳汇', '2025', '-'];
  let text = '';
  while (text.length < least) text += random.pick(words);
  while (text.length < most && random.chance(0.6)) text += random.pick(words);
  return text.slice(0, Math.max(least, most)).trim() || 'x';
}

/** A field in 敖汉旗, of a few corners around its middle. */
function landOf(random: Random): object {
  const [x, y] = [119.7 + 0.5 * random.next(), 42.1 + 0.4 * random.next()];
  const corners = random.integer(3, 12);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * (i + 0.8 * random.next())) / corners;
    const radius = 0.001 + 0.01 * random.next();
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)].map((ordinate) =>
      Number(ordinate.toFixed(7)),
    );
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
}
