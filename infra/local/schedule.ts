import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { DailyRuns } from './daily-runs.ts';
import { findFunction, type LocalFunction } from './lambda/lambda.ts';
import { ACCOUNT, localArn, REGION } from './place.ts';
import { type LocalTemplate, unused } from './template/template.ts';

/** When a rule fires: at an interval, or once a day. */
export type Schedule = { everyMs: number } | { hour: number; minute: number };

/** The running schedules. */
export interface Schedules {
  /**
   * Fires all rules now, those with a rate first, and waits for them: a clock that was set forward has
   * skipped their time, and what the daily rules look at must be in the log.
   */
  fireDaily(): Promise<void>;
  stop(): void;
}

const MINUTE_MS = 60_000;
const unitMs: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
};

const ruleSchema = z.strictObject({
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.strictObject({ Arn: z.string(), Id: unused, Input: z.string().optional(), RetryPolicy: unused }),
  ),
  Name: unused,
  Description: unused,
  Tags: unused,
});

/**
 * Reads `rate(N minutes|hours|days)` and the daily `cron(M H * * ? *)` (UTC).
 * @throws on any other expression
 */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const every = Number(rate?.[1]) * (unitMs[rate?.[2] ?? ''] ?? 0);
  if (every > 0) return { everyMs: every };
  const daily = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(expression);
  const [minute, hour] = [Number(daily?.[1]), Number(daily?.[2])];
  if (minute <= 59 && hour <= 23) return { hour, minute };
  throw new Error(
    `schedule ${expression} is not emulated locally (rate() and the daily cron(M H * * ? *) are)`,
  );
}

/**
 * Whether a daily rule has missed its time: it never ran, or one of its times has passed since. A machine
 * that was off or asleep then catches up, before any new request.
 */
export function isMissed(schedule: Schedule, last: number | undefined, now: number): boolean {
  return last === undefined || last + nextIn(schedule, last) <= now;
}

/** ms from `now` (epoch ms) to the schedule's next time. */
export function nextIn(schedule: Schedule, now: number): number {
  if ('everyMs' in schedule) return schedule.everyMs;
  const next = new Date(now);
  next.setUTCHours(schedule.hour, schedule.minute, 0, 0);
  if (next.getTime() <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next.getTime() - now;
}

/** The event that a target without `Input` gets. */
function scheduledEvent(ruleArn: string): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region: REGION,
    resources: [ruleArn],
    detail: {},
  });
}

interface Rule {
  id: string;
  schedule: Schedule;
  /** Runs the rule's targets; false where one failed. */
  fire(): Promise<boolean>;
}

function readRules(
  template: LocalTemplate,
  functions: ReadonlyMap<string, LocalFunction>,
  onFailure: (line: string) => void,
): Rule[] {
  return template.list('AWS::Events::Rule', ruleSchema).flatMap(({ logicalId: id, properties }): Rule[] => {
    const schedule = parseSchedule(properties.ScheduleExpression);
    if (properties.State === 'DISABLED') return [];
    const ruleArn = localArn('events', `rule/${id}`);
    const targets = properties.Targets.map(({ Arn, Input }) => ({
      target: findFunction(functions, Arn),
      Input,
    }));
    const fire = async () => {
      const runs = targets.map(({ target, Input }) => target.invoke(Input ?? scheduledEvent(ruleArn)));
      const failed = (await Promise.allSettled(runs)).filter((run) => run.status === 'rejected');
      for (const { reason } of failed) onFailure(`${id} failed: ${String(reason)}`);
      return failed.length === 0;
    };
    return [{ id, schedule, fire }];
  });
}

/**
 * Starts the template's scheduled rules. Those with a rate fire once right away, and then the daily ones that
 * missed their time while the instance was off. This call waits for them: what they maintain, like the first
 * empty checkpoint and the daily state root, exists when the registry opens. A failed run is logged; the next
 * is its retry.
 * @throws on schedules that aren't emulated
 */
export async function startSchedules(
  template: LocalTemplate,
  functions: ReadonlyMap<string, LocalFunction>,
  onLog: (line: string) => void,
  runs: DailyRuns,
): Promise<Schedules> {
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const rules = readRules(template, functions, (line) => {
    if (!stopped) onLog(line);
  });
  const rated = rules.filter(({ schedule }) => 'everyMs' in schedule);
  const daily = rules.filter((rule) => !rated.includes(rule));
  const fireDaily = async ({ id, fire }: Rule) => {
    if (await fire()) runs.note(id, Date.now());
  };
  const fireAll = async (all: readonly Rule[], fire: (rule: Rule) => Promise<unknown>) => {
    await Promise.all(all.map(fire));
  };
  // A run that takes longer than its interval overlaps with the next, as in the cloud.
  const keepUp = (rule: Rule) => {
    const due = Date.now() + nextIn(rule.schedule, Date.now());
    const look = () => {
      // Timers stand still while a machine sleeps, so the time of day is checked again and again.
      const left = due - Date.now();
      if (left > 0) timers.set(rule.id, setTimeout(look, Math.min(left, MINUTE_MS)));
      else {
        keepUp(rule);
        void ('everyMs' in rule.schedule ? rule.fire() : fireDaily(rule));
      }
    };
    look();
  };
  for (const rule of rules) keepUp(rule);
  await fireAll(rated, (rule) => rule.fire());
  const missed = daily.filter(({ id, schedule }) => isMissed(schedule, runs.last(id), Date.now()));
  await fireAll(missed, fireDaily);
  return {
    async fireDaily() {
      await fireAll(rated, (rule) => rule.fire());
      await fireAll(daily, fireDaily);
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
