/**
 * What a demo acts in: a registry with a clock of its own, its people, and the voice that prints the demo.
 * Every step goes through the HTTP API as a stranger's would; figures are read back from the registry, never
 * remembered.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { TokenIdentity } from '../../../events/cli/access-token.ts';
import { ApiClient } from '../../../events/cli/api-client.ts';
import {
  type DemoOrganizationName,
  demoOrganizations,
  OPERATOR,
  organizationKey,
} from '../../../events/cli/identities.ts';
import { RefusedError } from '../../../events/exchange/refused.ts';
import { MERGE_DELAY_SECONDS } from '../../../events/tlog/promises.ts';
import { chinaDate } from '../../../shared/base/day.ts';
import type { DocumentReference } from '../../../shared/base/document.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import type { LocalClock } from '../clock.ts';
import type { Registry } from '../registry.ts';

/** An actor of the demo. */
export interface Actor {
  name: string;
  id: string;
  /** Empty for an actor that holds no units. */
  account: string;
  client: ApiClient;
  /** A bearer token, for the command line tool. */
  token(): Promise<string>;
}

const Created = z.object({ id: z.string() });
const Anything = z.record(z.string(), z.unknown());
const Organization = z.object({ id: z.string(), account: z.string().optional() });
const Upload = z.object({
  stored: z.boolean(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).optional(),
});

/** Working hours in China, so that an instant has the same calendar day in UTC and there. */
const AT_TEN = 'T02:00:00.000Z';

/** Units of a batch, by quantity. */
export interface Item {
  batch: string;
  quantity: number;
}

/** A block of an account, as far as the demo looks at it. */
export const Block = z.object({ batch: z.string(), quantity: z.number(), status: z.string() });

export class Demo {
  readonly registry: Registry;
  readonly operator: Actor;
  /** Prices of the first sales agreed so far, fen: the sum that the registry must have divided in the end. */
  readonly prices: number[] = [];
  /** Organizations that no demo name stands for, in the order of their registration. */
  readonly unnamed: { name: string; id: string; roles: Role[] }[] = [];
  private readonly clock: LocalClock;
  private steps = 0;
  private chapters = 0;
  /** True when the clock has passed the hour of the daily tasks. */
  private nightsPassed = false;

  constructor(registry: Registry, clock: LocalClock) {
    this.registry = registry;
    this.clock = clock;
    this.operator = { name: '登记机构', id: OPERATOR.org, account: '', ...this.accessOf(OPERATOR) };
  }

  private accessOf(identity: TokenIdentity): Pick<Actor, 'client' | 'token'> {
    const token = () => this.registry.token(identity);
    return { client: new ApiClient({ url: this.registry.url, token }), token };
  }

  /** Waits until the log holds every commit so far: two checkpoints of one size, a while apart. */
  async settled(): Promise<void> {
    const checkpoint = `${this.registry.url}/log/checkpoint`;
    const sizeOf = async () => (await (await fetch(checkpoint)).text()).split('\n')[1];
    const deadline = Date.now() + 1000 * MERGE_DELAY_SECONDS;
    for (let last = ''; Date.now() < deadline; ) {
      const size = (await sizeOf()) ?? '';
      if (size === last) return;
      last = size;
      await sleep(3_000);
    }
  }

  /** Begins the next chapter; chapters are numbered automatically. */
  chapter(title: string): void {
    console.log(`\n${++this.chapters}. ${title}\n${'─'.repeat(72)}`);
  }

  say(line: string): void {
    console.log(`  ${this.today()}  ${line}`);
  }

  /** Prints a line without a day, below the previous one. */
  add(line: string): void {
    console.log(`              ${line}`);
  }

  now(): Date {
    return this.clock.now();
  }

  today(): string {
    return chinaDate(this.clock.now().toISOString());
  }

  /** Sets the day. The demo never goes back in time. */
  day(date: string): void {
    if (date < this.today()) throw new Error(`the demo is past ${date} already`);
    if (date === this.today()) return;
    this.clock.set(new Date(`${date}${AT_TEN}`));
    this.nightsPassed = true;
  }

  /** Runs the registry's nightly tasks, before anybody acts on the new day. */
  private async morning(): Promise<void> {
    if (!this.nightsPassed) return;
    this.nightsPassed = false;
    await this.registry.fireDaily();
  }

  /** Registers an organization of the demo, under the id by which `npm run token -- NAME` knows it. */
  known(name: DemoOrganizationName): Promise<Actor> {
    const { name: words, uscc, roles } = demoOrganizations[name];
    return this.organization(words.zh, uscc, roles, organizationKey(name));
  }

  /** Registers an organization, which the demo calls by this name from then on. */
  async organization(name: string, uscc: string, roles: Role[], named?: string): Promise<Actor> {
    const key = named ?? this.key();
    const body = { name, uscc, roles };
    const { client } = this.operator;
    await this.morning();
    const { id, account = '' } = await client.post('/v1/organizations', key, body, Organization);
    if (named === undefined) this.unnamed.push({ name, id, roles });
    return { name, id, account, ...this.accessOf({ sub: `demo-${id}`, org: id, roles }) };
  }

  /** Posts, and returns the answer; a refusal ends the demo, which shows only what works. */
  post(by: Actor, path: string, body?: object): Promise<Record<string, unknown>> {
    return this.postFor(by, path, body, Anything);
  }

  async postFor<T>(by: Actor, path: string, body: object | undefined, reply: z.ZodType<T>): Promise<T> {
    await this.morning();
    return by.client.post(path, this.key(), body, reply);
  }

  /** Replaces that version of a document, as whoever has read it. */
  async revise<T>(by: Actor, path: string, version: number, body: object, reply: z.ZodType<T>): Promise<T> {
    await this.morning();
    return by.client.post(path, this.key(), body, reply, { ifMatch: `"v${version}"` });
  }

  async create(by: Actor, path: string, body: object): Promise<string> {
    return (await this.postFor(by, path, body, Created)).id;
  }

  /** Sells units, or gives them away: offered and accepted. Returns the transfer's id. */
  async transfer(from: Actor, to: Actor, items: readonly Item[], price?: { fen: number }): Promise<string> {
    const offer = { from: from.account, to: to.account, items, ...(price && { price }) };
    const transfer = await this.create(from, '/v1/transfers', offer);
    await this.post(to, `/v1/transfers/${transfer}/accept`);
    return transfer;
  }

  read<T>(by: Actor, path: string, reply: z.ZodType<T>): Promise<T> {
    return by.client.get(path, reply);
  }

  /** Reads as anyone may, without a token. */
  async readOpenly<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    const answer = await fetch(this.registry.url + path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return reply.parse(await answer.json());
  }

  /**
   * A step that must be refused, and by which rule. Prints who tried what, then the rule in the registry's
   * own words and its source.
   * @param found tells what the registry saw, where that says more than the rule
   */
  async refused(
    attempt: string,
    kind: string,
    act: () => Promise<unknown>,
    found: (seen: RefusedError['seen']) => string = () => '',
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.kind !== kind) throw error;
      const { title, seen, source } = error;
      this.say(`✗ ${attempt}，被拒：${[title, found(seen)].filter(Boolean).join('——')}`);
      this.add(`规则 ${kind}${source && `，依据 ${source}`}`);
      return;
    }
    throw new Error(`${attempt}: was to be refused as ${kind}`);
  }

  /** Puts a paper into the document store, through a presigned URL, as every client does. */
  async file(by: Actor, title: string, content: object = {}): Promise<DocumentReference> {
    const bytes = Buffer.from(JSON.stringify({ title, note: '示例文件', by: by.name, ...content }, null, 1));
    const document: DocumentReference = {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mediaType: 'application/json',
      bytes: bytes.length,
    };
    const { upload } = await by.client.post('/v1/documents', this.key(), document, Upload);
    if (!upload) return document;
    const sent = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
    if (!sent.ok) throw new Error(`the store answered ${sent.status} to ${title}: ${await sent.text()}`);
    return document;
  }

  private key(): string {
    return `demo:${++this.steps}`;
  }
}

/**
 * A rectangle of land by its south-west corner and its sides, in degrees; 6 decimals and no round numbers.
 */
export function rectangle(west: number, south: number, width: number, height: number) {
  const at = (x: number, y: number) => [
    Number((west + x * width + 0.000_001).toFixed(6)),
    Number((south + y * height + 0.000_001).toFixed(6)),
  ];
  return { type: 'Polygon', coordinates: [[at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)]] };
}

export const tonnes = (quantity: number): string => `${quantity.toLocaleString('en-US')} t`;
/** Kilograms as tonnes, exact to the kilogram, as reported and verified, before rounding to units. */
export const exactTonnes = (kilograms: number): string =>
  `${(kilograms / 1000).toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 })} t`;
export const yuan = (fen: number): string =>
  `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
export const hectares = (squareMetres: number): string =>
  `${(squareMetres / 10_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} 公顷`;
