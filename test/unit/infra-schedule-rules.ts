/** What runs at a time of day, and when. */
import { expect } from 'vitest';
import { ownerOf, type Properties, type Rule, resourcesOf, type TemplateJson } from './infra-template.ts';

export interface Target {
  Arn: unknown;
  Input?: string;
}
/** What is run, when, and with which input. */
export const schedules = (template: TemplateJson): unknown[] =>
  resourcesOf(template, 'AWS::Events::Rule').flatMap(([, { Properties }]) =>
    (Properties.Targets as Target[]).map(({ Arn, Input }) => [
      ownerOf(Arn),
      Properties.ScheduleExpression,
      Input,
    ]),
  );

const functions = (template: TemplateJson): Record<string, Properties> =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => [ownerOf(id), Properties]),
  );

export const scheduleRules: Rule[] = [
  {
    says: 'notes every minute whom the log names',
    holds: (template) => {
      expect(schedules(template)).toContainEqual(['indexer', 'rate(1 minute)', undefined]);
    },
    broken: {
      'every hour': (template) => {
        for (const [, { Properties }] of resourcesOf(template, 'AWS::Events::Rule'))
          if (Properties.Description === 'Indexes the log') Properties.ScheduleExpression = 'rate(1 hour)';
      },
    },
  },
  {
    says: 'puts new leaves on the event bus every minute, one run at a time and none piled up',
    holds: (template) => {
      expect(schedules(template)).toContainEqual(['publisher', 'rate(1 minute)', undefined]);
      expect(functions(template).publisher?.ReservedConcurrentExecutions).toBe(1);
    },
    broken: {
      'every hour': (template) => {
        for (const [, { Properties }] of resourcesOf(template, 'AWS::Events::Rule'))
          if (Properties.Description === 'Puts new leaves on the event bus')
            Properties.ScheduleExpression = 'rate(1 hour)';
      },
      'two at once': (template) => {
        delete functions(template).publisher!.ReservedConcurrentExecutions;
      },
    },
  },
  {
    says: 'sends to webhooks every minute, one run at a time, and to the public internet alone',
    holds: (template) => {
      expect(schedules(template)).toContainEqual(['deliverer', 'rate(1 minute)', undefined]);
      expect(functions(template).deliverer).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 60 });
      expect(functions(template).deliverer).not.toHaveProperty('VpcConfig');
      expect(JSON.stringify(template)).not.toContain('WEBHOOKS_TO_LOOPBACK');
    },
    broken: {
      'every hour': (template) => {
        for (const [, { Properties }] of resourcesOf(template, 'AWS::Events::Rule'))
          if (Properties.Description === 'Sends new leaves to webhooks')
            Properties.ScheduleExpression = 'rate(1 hour)';
      },
      'receivers on its own machine': (template) => {
        const { Variables } = functions(template).deliverer!.Environment as { Variables: Properties };
        Variables.WEBHOOKS_TO_LOOPBACK = 'yes';
      },
      'a network of the deployer’s': (template) => {
        functions(template).deliverer!.VpcConfig = { SubnetIds: [] };
      },
    },
  },
  {
    says: 'records what has expired every day, in the time that Lambda gives at most',
    holds: (template) => {
      expect(schedules(template)).toContainEqual(['expirer', 'cron(0 17 * * ? *)', undefined]);
      expect(functions(template).expirer).toMatchObject({ Timeout: 900 });
    },
    broken: {
      never: (template) => {
        for (const [id, rule] of resourcesOf(template, 'AWS::Events::Rule'))
          if (rule.Properties.Description === 'Records what has expired') delete template.Resources[id];
      },
      'a short run': (template) => {
        functions(template).expirer!.Timeout = 29;
      },
    },
  },
];
