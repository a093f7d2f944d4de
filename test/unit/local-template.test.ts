import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resolve, type Scope } from '../../infra/local/template/intrinsics.ts';
import { openTemplate, unused } from '../../infra/local/template/template.ts';

const scope: Scope = {
  parameters: { Origin: 'example.org/log' },
  ref: (id) => `ref-${id}`,
  attribute: (id, name) => `${id}!${name}`,
};

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Fn::Sub's own syntax
const resolved: [unknown, unknown][] = [
  ['plain', 'plain'],
  [{ Ref: 'Table' }, 'ref-Table'],
  [{ Ref: 'Origin' }, 'example.org/log'],
  [{ Ref: 'AWS::AccountId' }, '000000000000'],
  [{ 'Fn::GetAtt': ['Fn', 'Arn'] }, 'Fn!Arn'],
  [{ 'Fn::GetAtt': 'Fn.Arn' }, 'Fn!Arn'],
  [{ 'Fn::Join': ['', ['integrations/', { Ref: 'I' }]] }, 'integrations/ref-I'],
  [{ 'Fn::Join': ['-', { 'Fn::Split': ['/', 'a/b'] }] }, 'a-b'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Origin' }] }] }, 'log'],
  [{ 'Fn::Sub': 'x-${AWS::Region}-${Fn.Arn}-${!Kept}' }, 'x-local-Fn!Arn-${Kept}'],
  [{ 'Fn::Sub': ['${A}${Origin}', { A: { Ref: 'T' } }] }, 'ref-Texample.org/log'],
  [
    [1, { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }] }],
    [1, { b: [] }],
  ],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: Fn::Sub's own syntax

describe('intrinsic functions', () => {
  for (const [given, expected] of resolved) {
    it(JSON.stringify(given), () => expect(resolve(given, scope)).toEqual(expected));
  }
  for (const refused of [
    { 'Fn::ImportValue': 'x' },
    { 'Fn::If': ['c', 1, 2] },
    { 'Fn::Select': [5, ['a']] },
    { 'Fn::Join': ['', [{ a: 1, b: 2 }]] },
  ]) {
    it(`refuses ${JSON.stringify(refused)}`, () => expect(() => resolve(refused, scope)).toThrow());
  }
});

describe('a template', () => {
  const open = (resources: Record<string, { Type: string; Properties: Record<string, unknown> }>) =>
    openTemplate({ parameters: { P: undefined }, resources }, { P: 'given' });
  const rule = z.strictObject({ ScheduleExpression: z.string(), Description: unused });

  it('refuses resource types that nothing here emulates, naming them all', () => {
    const files = { Type: 'AWS::EFS::FileSystem', Properties: {} };
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: {} };
    expect(() =>
      open({ Files: files, Role: { Type: 'AWS::IAM::Role', Properties: {} }, Inner: nested }),
    ).toThrow('Files (AWS::EFS::FileSystem), Inner (AWS::CloudFormation::Stack)');
  });

  it('refuses properties that nothing here emulates, and resolves only those that are used', () => {
    const resource = (Properties: Record<string, unknown>) =>
      open({ Sweep: { Type: 'AWS::Events::Rule', Properties } }).list('AWS::Events::Rule', rule);
    expect(resource({ ScheduleExpression: { Ref: 'P' }, Description: { Ref: 'Nowhere' } })).toEqual([
      { logicalId: 'Sweep', properties: { ScheduleExpression: 'given' } },
    ]);
    expect(() => resource({ ScheduleExpression: 'rate(1 minute)', EventPattern: {} })).toThrow(
      /Sweep \(AWS::Events::Rule\)[\s\S]*EventPattern/,
    );
  });

  it('refuses parameters without a value', () => {
    expect(() => openTemplate({ parameters: { P: undefined }, resources: {} }, {})).toThrow('P');
  });

  it('gives resources without local effect a name', () => {
    const template = open({
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Sweep: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: { Ref: 'Topic' } } },
    });
    expect(template.list('AWS::Events::Rule', rule)[0]?.properties.ScheduleExpression).toBe(
      'arn:aws:sns:local:000000000000:Topic',
    );
  });
});
