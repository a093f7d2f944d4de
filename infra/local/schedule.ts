import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { findFunction, type LocalFunction } from './lambda/lambda.ts';
import { ACCOUNT, localArn, REGION } from './place.ts';
import { type LocalTemplate, unused } from './template/template.ts';

/** When a rule fires: every so often, or once a day. */
export type Schedule = { everyMs: number } | { hour: number; minute: number };

/** The running schedules. */
export interface Schedules {
  /** Fires the daily rules now, and waits for them: a clock that was set forward has jumped over their hour. */
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

/** ms from `now` (epoch ms) until the schedule's next time. */
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

/**
 * Starts the template's scheduled rules. Those with a rate fire once right away, and this waits for them: what they
 * keep up, like the first empty checkpoint, is there when the registry opens. A run that fails is logged; the next is
 * its retry.
 * @throws on schedules that aren't emulated
 */
export async function startSchedules(
  template: LocalTemplate,
  functions: ReadonlyMap<string, LocalFunction>,
  onLog: (line: string) => void,
): Promise<Schedules> {
  const timers = new Map<string, NodeJS.Timeout>();
  const first: Promise<unknown>[] = [];
  const daily: (() => Promise<void>)[] = [];
  let stopped = false;
  for (const { logicalId, properties } of template.list('AWS::Events::Rule', ruleSchema)) {
    const schedule = parseSchedule(properties.ScheduleExpression);
    if (properties.State === 'DISABLED') continue;
    const ruleArn = localArn('events', `rule/${logicalId}`);
    const targets = properties.Targets.map(({ Arn, Input }) => ({
      target: findFunction(functions, Arn),
      Input,
    }));
    const fire = async () => {
      const runs = targets.map(({ target, Input }) => target.invoke(Input ?? scheduledEvent(ruleArn)));
      for (const run of await Promise.allSettled(runs)) {
        if (run.status === 'rejected' && !stopped) onLog(`${logicalId} failed: ${String(run.reason)}`);
      }
    };
    // A run that takes longer than its interval meets the next one, as in the cloud.
    const wait = () => {
      const run = () => {
        wait();
        void fire();
      };
      timers.set(logicalId, setTimeout(run, nextIn(schedule, Date.now())));
    };
    wait();
    if ('everyMs' in schedule) first.push(fire());
    else daily.push(fire);
  }
  await Promise.all(first);
  return {
    async fireDaily() {
      await Promise.all(daily.map((fire) => fire()));
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
