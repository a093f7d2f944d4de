import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { lambdaNames } from '../../infra/bundle.ts';
import { alarmRules } from './infra-alarm-rules.ts';
import { apiRules } from './infra-api-rules.ts';
import { consoleRules } from './infra-console-rules.ts';
import { documentRules } from './infra-document-rules.ts';
import { permissionRules } from './infra-permission-rules.ts';
import { resourceRules } from './infra-resource-rules.ts';
import { scheduleRules } from './infra-schedule-rules.ts';
import type { TemplateJson } from './infra-template.ts';

// The template doesn't depend on what the functions do, so bundles of one line stand in for them.
const work = mkdtempSync(join(tmpdir(), 'lvzhang-infra-'));
for (const name of lambdaNames) {
  mkdirSync(join(work, 'bundles', name), { recursive: true });
  writeFileSync(join(work, 'bundles', name, 'index.mjs'), `export const handler = () => '${name}';\n`);
}
afterAll(() => rmSync(work, { recursive: true }));

const app = (outdir: string) => buildApp(join(work, outdir), join(work, 'bundles'));

function synthesizedTemplate(): TemplateJson {
  const { directory } = app('assembly').synth();
  return JSON.parse(readFileSync(join(directory, 'Registry.template.json'), 'utf8'));
}

describe('the CloudFormation template', () => {
  const template = synthesizedTemplate();

  // Each rule holds for the template, and is seen to fail for each way of breaking it.
  for (const rule of [
    ...permissionRules,
    ...apiRules,
    ...resourceRules,
    ...scheduleRules,
    ...documentRules,
    ...alarmRules,
    ...consoleRules,
  ]) {
    it(rule.says, () => rule.holds(template));
    for (const [how, breakIt] of Object.entries(rule.broken)) {
      it(`${rule.says}: notices ${how}`, () => {
        const broken = structuredClone(template);
        breakIt(broken);
        expect(broken).not.toEqual(template);
        expect(() => rule.holds(broken)).toThrow(expect.objectContaining({ name: 'AssertionError' }));
      });
    }
  }

  it('is the same whenever it is synthesized', () => {
    const { directory } = app('again').synth();
    expect(JSON.parse(readFileSync(join(directory, 'Registry.template.json'), 'utf8'))).toEqual(template);
  });
});

describe('cdk-nag', () => {
  const failed = (outdir: string) =>
    (
      JSON.parse(readFileSync(join(work, outdir, 'validation-report.json'), 'utf8')).pluginReports as {
        violations: unknown[];
      }[]
    ).flatMap(({ violations }) => violations);

  it('has no finding', () => {
    app('clean').synth();
    expect(failed('clean')).toEqual([]);
  });

  it('would stop the synthesis', () => {
    const unclean = app('unclean');
    const stack = unclean.node.findChild('Registry');
    expect(stack).toBeInstanceOf(Stack);
    new Queue(stack, 'Open');
    expect(() => unclean.synth()).toThrow('AwsSolutions-SQS4');
    expect(JSON.stringify(failed('unclean'))).toContain('AwsSolutions-SQS4');
  });
});
