/** Where subscriptions and deliveries lie in the table of work, and how they are moved there. */
import type { Page } from '../ledger/reads.ts';
import type { Work, WorkKey, WorkTable, WorkWrite } from '../work/work-table.ts';
import type { Delivery, Subscription } from './subscription.ts';

/** Functions of webhooks read and write in partitions of this prefix alone (infra/work-table.ts). */
export const HOOKS_PREFIX = 'HOOK#';
/** Subscriptions of an organization. */
export const SUBSCRIPTIONS_MAX = 10;

const DAY_MS = 86_400_000;
/** The table of work wants every item to end; a subscription in use is written again long before. */
const SUBSCRIPTION_KEPT_MS = 10 * 366 * DAY_MS;
/** How long a delivery can be seen and replayed after its last change. */
const DELIVERED_KEPT_MS = 7 * DAY_MS;
const OPEN_KEPT_MS = 30 * DAY_MS;

const DIRECTORIES = `${HOOKS_PREFIX}DIRECTORIES`;
const partitionOf = (organization: string): string => `${HOOKS_PREFIX}${organization}`;
const directoryKey = (organization: string): WorkKey => ({
  partition: partitionOf(organization),
  name: 'DIRECTORY',
});
const subscriptionKey = (organization: string, id: string): WorkKey => ({
  partition: partitionOf(organization),
  name: `SUBSCRIPTION#${id}`,
});
const deliveryKey = (organization: string, subscription: string, id: string): WorkKey => ({
  partition: partitionOf(organization),
  name: `DELIVERY#${subscription}#${id}`,
});
const listOf = (subscription: string, state: Delivery['state']): string =>
  `${HOOKS_PREFIX}${subscription}#${state}`;
const dueOf = (subscription: string): string => `${HOOKS_PREFIX}${subscription}`;

/** An organization's subscriptions: this item bounds their number, and workers find them by it. */
export interface Directory {
  organization: string;
  subscriptions: { id: string; url: string }[];
}

export class Hooks {
  private readonly work: WorkTable;
  private readonly now: () => Date;

  constructor(work: WorkTable, now: () => Date) {
    this.work = work;
    this.now = now;
  }

  find(organization: string, id: string): Promise<Work<Subscription> | undefined> {
    return this.work.find<Subscription>(subscriptionKey(organization, id));
  }

  findDelivery(organization: string, subscription: string, id: string): Promise<Work<Delivery> | undefined> {
    return this.work.find<Delivery>(deliveryKey(organization, subscription, id));
  }

  findByKey(key: WorkKey): Promise<Work<Delivery> | undefined> {
    return this.work.find<Delivery>(key);
  }

  directory(organization: string): Promise<Work<Directory> | undefined> {
    return this.work.find<Directory>(directoryKey(organization));
  }

  /** Everyone who has subscriptions. Possibly some milliseconds old. */
  directories(cursor?: string): Promise<Page<Work<Directory>>> {
    return this.work.list<Directory>(DIRECTORIES, 100, cursor);
  }

  /** False where the directory has moved meanwhile. */
  async create(directory: Work<Directory> | undefined, subscription: Subscription): Promise<boolean> {
    const { organization, id, url } = subscription;
    const before = directory?.data.subscriptions ?? [];
    const writes = [
      this.directoryWrite({ organization, subscriptions: [...before, { id, url }] }, directory?.version),
      this.subscriptionWrite(subscription, undefined),
    ];
    return (await this.work.write(writes)) === 'written';
  }

  /** False where either has moved meanwhile. */
  async remove(directory: Work<Directory>, { version, data }: Work<Subscription>): Promise<boolean> {
    const { organization } = data;
    const subscriptions = directory.data.subscriptions.filter(({ id }) => id !== data.id);
    const writes = [
      this.directoryWrite({ organization, subscriptions }, directory.version),
      { ...this.subscriptionWrite(data, version), data: undefined },
    ];
    return (await this.work.write(writes)) === 'written';
  }

  /** Moves a subscription that was read, with a delivery; undefined where one of them has moved meanwhile. */
  async move(
    { key, version }: Work<Subscription>,
    data: Subscription,
    delivery?: { seen: number | undefined; data: Delivery },
  ): Promise<Work<Subscription> | undefined> {
    const writes = [this.subscriptionWrite(data, version)];
    if (delivery) writes.push(this.deliveryWrite(data.organization, delivery.data, delivery.seen));
    if ((await this.work.write(writes)) === 'moved') return undefined;
    return { key, version: version + 1, data };
  }

  /** False where it has moved meanwhile. */
  async moveDelivery(organization: string, seen: number | undefined, data: Delivery): Promise<boolean> {
    return (await this.work.write([this.deliveryWrite(organization, data, seen)])) === 'written';
  }

  /** Deliveries in a state, the newest leaf first. */
  deliveries(
    subscription: string,
    state: Delivery['state'],
    limit: number,
    cursor?: string,
  ): Promise<Page<Work<Delivery>>> {
    return this.work.list<Delivery>(listOf(subscription, state), limit, cursor);
  }

  /** Deliveries whose next attempt is due. */
  due(subscription: string, limit: number): Promise<WorkKey[]> {
    return this.work.due(dueOf(subscription), limit);
  }

  private directoryWrite(data: Directory, seen: number | undefined): WorkWrite {
    return {
      key: directoryKey(data.organization),
      seen,
      data,
      expires: this.in(SUBSCRIPTION_KEPT_MS),
      ...(data.subscriptions.length > 0 && { listed: { list: DIRECTORIES, order: data.organization } }),
    };
  }

  private subscriptionWrite(data: Subscription, seen: number | undefined): WorkWrite {
    const key = subscriptionKey(data.organization, data.id);
    return { key, seen, data, expires: this.in(SUBSCRIPTION_KEPT_MS) };
  }

  private deliveryWrite(organization: string, data: Delivery, seen: number | undefined): WorkWrite {
    const { id, subscription, state, index, madeAt, nextAttempt } = data;
    const isDue = state === 'waiting' && nextAttempt !== undefined;
    return {
      key: deliveryKey(organization, subscription, id),
      seen,
      data,
      expires: this.in(state === 'delivered' ? DELIVERED_KEPT_MS : OPEN_KEPT_MS),
      listed: {
        list: listOf(subscription, state),
        order: index === undefined ? `T${madeAt}` : String(index).padStart(12, '0'),
      },
      ...(isDue && { due: { kind: dueOf(subscription), at: new Date(nextAttempt) } }),
    };
  }

  private in(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}
