/**
 * One random year (and some weeks): its steps, each tried through the real handlers and judged by the books,
 * the comparison after each, and the audit of the log at its end.
 */
import { expireMonths } from '../../../functions/expirer.ts';
import { Random } from '../../fuzz/random.ts';
import { audited, recordsIn, sequenced } from '../interleave/outcome.ts';
import type { MemoryTable, TableItems } from '../local/memory-table.ts';
import { playOn, worldHere } from '../local/memory-world.ts';
import type { TestApi } from '../probes/api.ts';
import type { Attempt, Scene, Step } from './attempt.ts';
import { claim, members, rollUp, withdraw } from './claim-steps.ts';
import { compare, compareAnswers, figuresOf } from './compare.ts';
import { type Cast, openBooks } from './founding.ts';
import { opening } from './opening.ts';
import { meter, settle } from './power-steps.ts';
import { green, offset, retire } from './retire-steps.ts';
import { setClock } from './setting.ts';
import { conclude, revise, submit, supervise } from './statement-steps.ts';
import type { Tally } from './tally.ts';
import { answer, divide, issue, offer, report } from './unit-steps.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Steps by name, with their shares of a year. */
const STEPS: Record<string, { step: Step; weight: number }> = {
  issue: { step: issue, weight: 6 },
  report: { step: report, weight: 2 },
  offer: { step: offer, weight: 15 },
  answer: { step: answer, weight: 15 },
  divide: { step: divide, weight: 5 },
  offset: { step: offset, weight: 18 },
  green: { step: green, weight: 20 },
  retire: { step: retire, weight: 8 },
  meter: { step: meter, weight: 10 },
  settle: { step: settle, weight: 16 },
  submit: { step: submit, weight: 10 },
  revise: { step: revise, weight: 9 },
  conclude: { step: conclude, weight: 16 },
  supervise: { step: supervise, weight: 3 },
  members: { step: members, weight: 8 },
  rollUp: { step: rollUp, weight: 14 },
  claim: { step: claim, weight: 16 },
  withdraw: { step: withdraw, weight: 3 },
};
export const KINDS = Object.entries(STEPS).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

export interface Choice {
  kind: string;
  /** All else that the step chooses follows from it. */
  seed: number;
  /** Hours since the step before. */
  hours: number;
}

export interface Founded {
  api: TestApi;
  cast: Cast;
  items: TableItems;
  /** Where the clock stood. */
  now: number;
}

export class Year {
  private readonly founded: Founded;
  private readonly table: MemoryTable;
  private readonly tally: Tally;
  private readonly scene: Omit<Scene, 'dice'>;
  private now: number;
  private attempts = 0;

  constructor(founded: Founded, tally: Tally) {
    this.founded = founded;
    this.tally = tally;
    this.table = playOn(founded.items);
    this.now = founded.now;
    const today = () => new Date(this.now + 8 * HOUR_MS).toISOString().slice(0, 10);
    this.scene = { cast: founded.cast, books: openBooks(founded.cast, today) };
  }

  get books() {
    return this.scene.books;
  }

  async open(seed: number): Promise<void> {
    await this.play(opening, seed);
  }

  async take({ kind, seed, hours }: Choice): Promise<void> {
    this.now += hours * HOUR_MS;
    await this.play(STEPS[kind]!.step, seed);
  }

  private async play(step: Step, seed: number): Promise<void> {
    const dice = new Random(seed);
    const chance = Math.random;
    Math.random = () => dice.next();
    try {
      for (const attempt of step({ ...this.scene, dice })) await this.try(attempt);
    } finally {
      Math.random = chance;
    }
  }

  /** Accepted only where the books see nothing wrong, refused only for what they see. */
  private async try(attempt: Attempt): Promise<void> {
    const { kind, request, caller, body, headers = {}, why, took } = attempt;
    this.now += MINUTE_MS;
    setClock(this.now);
    const key = `year-${this.attempts++}`;
    const call = { caller, key, headers, ...(body && { body }) };
    const answered = await this.founded.api.send(request, call);
    const accepted = answered.status < 300;
    const rule = accepted ? undefined : String(answered.body.type).replace('urn:lvzhang:problem:', '');
    this.tally.count(kind, rule);
    try {
      if (accepted !== (why.length === 0) || (rule !== undefined && !why.includes(rule)))
        throw new Error(`the registry says ${rule ?? 'yes'}, the books say ${why.join(', ') || 'yes'}`);
      if (accepted) took?.(answered.body);
      compare(this.table.snapshot(), this.scene.books);
    } catch (error) {
      const told = JSON.stringify({ request, body, answer: answered.body, at: new Date(this.now) });
      throw new Error(`attempt ${this.attempts}, ${kind}: ${(error as Error).message}\n${told}`);
    }
  }

  /** The daily job that records what has expired. */
  async expire(): Promise<void> {
    setClock(this.now);
    const expected = this.books.units.expire();
    const { expired } = await expireMonths(worldHere(), new Date(this.now + HOUR_MS));
    if (expired > 0) this.tally.count('expire', undefined);
    if (expired !== expected)
      throw new Error(`${expired} certificates expired, and ${expected} by the books`);
    compare(this.table.snapshot(), this.books);
  }

  /** The log audits clean both ways, comes to the table's states, and everybody is answered by the books. */
  async close(): Promise<void> {
    const { api, cast } = this.founded;
    await compareAnswers(api, cast, this.books);
    const items = sequenced(this.table.snapshot());
    const commits = recordsIn(items).toSorted((a, b) => a.seq! - b.seq!);
    const roots = [false, true].map((careful) => {
      const { faults, replay } = audited(commits, items, careful);
      if (faults.length > 0) throw new Error(`the audit finds ${faults.slice(0, 5).join('; ')}`);
      return replay.root();
    });
    if (roots[0] !== roots[1]) throw new Error('read quickly and carefully, the log comes to two states');
    this.tally.leaves += commits.length;
    this.tally.add(figuresOf(this.books));
  }
}
