import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resolve, type Scope } from '../../infra/local/template/intrinsics.ts';
import { openTemplate, unused } from '../../infra/local/template/template.ts';

const scope: Scope = {
  parameters: { Origin: 'example.org/log' },
  ref: (id) => `ref-${id}`,
  attribute: (id, name) => `${id}!${name}`,
  holds: (name) => name === 'Yes',
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
  [{ 'Fn::If': ['Yes', { Ref: 'Table' }, 2] }, 'ref-Table'],
  [{ a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
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

  it('has a resource where its condition holds, and refuses it only there', () => {
    const conditions = {
      Named: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'P' }, ''] }] },
      There: { 'Fn::And': [{ Condition: 'Named' }, { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] }] },
      Never: { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Not': [{ Condition: 'There' }] }] },
    };
    const sweep = (Condition: string) => ({
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: { 'Fn::If': [Condition, 'a', 'b'] } },
      Condition,
    });
    const found = (P: string, Condition: string) =>
      openTemplate(
        { parameters: { P: undefined }, resources: { Sweep: sweep(Condition) }, conditions },
        { P },
      )
        .list('AWS::Events::Rule', rule)
        .map(({ properties }) => properties.ScheduleExpression);
    expect([found('x', 'There'), found('', 'There'), found('x', 'Never'), found('', 'Never')]).toEqual([
      ['a'],
      [],
      [],
      ['a'],
    ]);
    const edge = { Edge: { Type: 'AWS::CloudFront::Distribution', Properties: {}, Condition: 'Named' } };
    const at = (P: string) =>
      openTemplate({ parameters: { P: undefined }, resources: edge, conditions }, { P });
    expect(() => at('')).not.toThrow();
    expect(() => at('x')).toThrow('Edge (AWS::CloudFront::Distribution)');
    expect(() => found('x', 'Nowhere')).toThrow('Nowhere');
  });

  it('refuses what is no condition, and one that depends on a resource', () => {
    for (const condition of [
      { 'Fn::Contains': [['a'], 'a'] },
      { 'Fn::Equals': [{ Ref: 'Sweep' }, 'a'] },
      true,
    ]) {
      const sweep = { Type: 'AWS::Events::Rule', Properties: {}, Condition: 'C' };
      const template = { parameters: {}, resources: { Sweep: sweep }, conditions: { C: condition } };
      expect(() => openTemplate(template, {})).toThrow(/not emulated|depend/);
    }
  });

  it('refuses parameters that break a rule, in its words', () => {
    const is = (name: string, value: string) => ({ 'Fn::Equals': [{ Ref: name }, value] });
    const Assertions = [{ Assert: is('Q', ''), AssertDescription: 'Q is empty where P is a' }];
    const rules = { Both: { RuleCondition: is('P', 'a'), Assertions } };
    const given = (P: string, Q: string) => () =>
      openTemplate({ parameters: { P: '', Q: '' }, resources: {}, rules }, { P, Q });
    expect(given('a', '')).not.toThrow();
    expect(given('b', 'x')).not.toThrow();
    expect(given('a', 'x')).toThrow('rule Both: Q is empty where P is a');
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
