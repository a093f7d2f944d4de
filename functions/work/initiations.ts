/** Where initiated commands lie in the table of work, and how they are moved there. */
import { type Rejection, reject } from '../../shared/ledger/rejection.ts';
import type { Confirmed } from '../ledger/confirmed.ts';
import type { Page } from '../ledger/reads.ts';
import { ContendedError, KeyReusedError } from '../ledger/refused.ts';
import { type Initiated, KEPT_MS, release, stateOf, take } from './initiated.ts';
import type { Work, WorkKey, WorkTable, WorkWrite } from './work-table.ts';

/** Functions whose commands are initiated read and write in partitions of this prefix alone. */
export const INITIATIONS_PREFIX = 'INITIATED#';

/** One that somebody else moves at the same time is read again so often. */
const MOVES_MAX = 5;

const partitionOf = (organization: string): string => `${INITIATIONS_PREFIX}${organization}`;
const keyOf = (organization: string, id: string): WorkKey => ({
  partition: partitionOf(organization),
  name: `INITIATED#${id}`,
});

/** What one confirms, once it is taken. */
export interface Taken {
  confirmed: Confirmed;
  /** Gives it back where the command was refused. */
  giveBack: () => Promise<void>;
}

export class Initiations {
  private readonly work: WorkTable;

  constructor(work: WorkTable) {
    this.work = work;
  }

  find(organization: string, id: string): Promise<Work<Initiated> | undefined> {
    return this.work.find<Initiated>(keyOf(organization, id));
  }

  /** An organization's, newest first. */
  list(organization: string, limit: number, cursor?: string): Promise<Page<Work<Initiated>>> {
    return this.work.list<Initiated>(partitionOf(organization), limit, cursor);
  }

  /** `moved`: there is one under this key. */
  create(initiated: Initiated): Promise<'written' | 'moved'> {
    return this.work.write([writeOf(initiated, undefined)]);
  }

  /** Undefined where somebody else has moved it meanwhile. */
  async move({ key, version }: Work<Initiated>, data: Initiated): Promise<Work<Initiated> | undefined> {
    if ((await this.work.write([writeOf(data, version)])) === 'moved') return undefined;
    return { key, version: version + 1, data };
  }

  /**
   * Takes what the subject confirms, so that nobody declines it while it is done. Two may take it at once: it
   * is done once. Rejections in order: confirmation-not-initiated, confirmation-same-subject,
   * confirmation-ended.
   * @throws KeyReusedError where another request was initiated under the key
   */
  async take(
    { id, org, request }: Pick<Initiated, 'id' | 'org' | 'request'>,
    subject: string,
    now: () => Date,
  ): Promise<Taken | Rejection> {
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const found = await this.find(org, id);
      if (!found) return reject('confirmation-not-initiated');
      const { initiator, salt, signature } = found.data;
      if (found.data.request !== request) throw new KeyReusedError();
      if (subject === initiator) return reject('confirmation-same-subject');
      const isTaken = stateOf(found.data, now()) === 'confirming';
      const taken = take(found.data, now());
      if (!taken) return reject('confirmation-ended', undefined, { state: stateOf(found.data, now()) });
      const written = await this.move(found, taken);
      if (!written) continue;
      return {
        confirmed: { salt, initiator, confirmer: subject, signature },
        // Where another one has it too, before or since, that one may be doing it: it stays taken.
        giveBack: async () => {
          if (!isTaken) await this.move(written, release(taken));
        },
      };
    }
    throw new ContendedError('moved');
  }
}

const writeOf = (initiated: Initiated, seen: number | undefined): WorkWrite<Initiated> => ({
  key: keyOf(initiated.org, initiated.id),
  seen,
  data: initiated,
  expires: new Date(Date.parse(initiated.lapsesAt) + KEPT_MS),
  listed: { list: partitionOf(initiated.org), order: `${initiated.initiatedAt}#${initiated.id}` },
});
