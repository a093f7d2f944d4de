/** Rules of activity datasets, and of lines that draw on them, in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { datasetEntity, organizationEntity } from '../../../shared/ledger/entity.ts';
import { isRejection, reject } from '../../../shared/ledger/rejection.ts';
import { datasetIdOf } from '../../../shared/statements/activity-dataset.ts';
import type { ActivityRow } from '../../../shared/statements/activity-row.ts';
import { contentOf } from '../../../shared/statements/activity-rows.ts';
import { type DeliverDataset, decideDeliverDataset } from '../../../shared/statements/deliver-dataset.ts';
import { type DrawnRows, drawnFrom, drawnRowName, drawsOf } from '../../../shared/statements/draw.ts';
import { type Line, readLines } from '../../../shared/statements/line.ts';
import type { DatasetState } from '../../../shared/statements/states.ts';
import { holdLadder, type Situation } from '../../support/ladder.ts';
import { TestSigner } from '../../support/signing.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const works = idNamed('o', 'works');
const platform = idNamed('o', 'platform');
const context = contextOf(works, 'enterprise', 'own');
const PLATFORM = '能碳平台（示例）';
const dataset = datasetIdOf(works, PLATFORM, '2025-03');
const sealed = `sha256:${'0'.repeat(64)}`;
const rows: ActivityRow[] = [{ meterPoint: 'M1', carrier: 'electricity', quantity: '1', unit: 'kWh' }];
const content = contentOf(rows);
if (isRejection(content)) throw new Error('refused');
const signer = new TestSigner(3);
const at = Date.parse(context.at);
const instant = (ms: number) => new Date(ms).toISOString();

const present = (more: Partial<DatasetState> = {}) =>
  entity<DatasetState>({
    organization: works,
    platform: PLATFORM,
    month: '2025-03',
    revision: 1,
    rows: 1,
    meterPoints: 1,
    delivery: context.id,
    sealed,
    signedAt: instant(at - 1_000_000),
    signedBy: { organization: platform, kid: signer.kid },
    ...more,
  });

const delivering = (): Situation<DeliverDataset> => ({
  entities: new Map<string, ReturnType<typeof entity>>([
    [datasetEntity(dataset), present()],
    [
      organizationEntity(platform),
      entity({ name: '平台', roles: ['enterprise'], keys: [{ ...signer.key, from: instant(at - 1e9) }] }),
    ],
  ]),
  candidates: [],
  command: {
    organization: works,
    platform: PLATFORM,
    month: '2025-03',
    content,
    sealed,
    signature: signer.dataset(
      { organization: works, platform: PLATFORM, month: '2025-03', sealed },
      { organization: platform, at: instant(at - 1000) },
    ),
  },
  context,
});
const deliver = ({ entities, command, context: by }: Situation<DeliverDataset>) =>
  decideDeliverDataset(entities, command, by);
const change = (more: Partial<DeliverDataset>) => (s: Situation<DeliverDataset>) =>
  Object.assign(s.command, more);
const move = (more: Partial<DatasetState>) => (s: Situation<DeliverDataset>) => {
  for (const [id, found] of s.entities)
    if (id.startsWith('dataset:'))
      s.entities.set(id, { ...found, state: { ...found.state, ...more } as DatasetState });
};
const sign = (more: Partial<NonNullable<DeliverDataset['signature']>>) => (s: Situation<DeliverDataset>) => {
  s.command.signature = { ...s.command.signature!, ...more };
};

holdLadder('deliver a dataset', delivering, deliver, [
  ['dataset-not-yours', '/organization', change({ organization: idNamed('o', 'other') })],
  ['dataset-month-in-future', '/month', change({ month: '2026-09' })],
  ['dataset-empty', undefined, change({ content: reject('dataset-empty') })],
  ['id-taken', undefined, move({ month: '2024-03' })],
  ['dataset-unchanged', undefined, change({ presentDigest: content.sha256 })],
  ['too-many-revisions', undefined, move({ revision: 9_999 })],
  ['platform-unknown', '/signature/organization', sign({ organization: idNamed('o', 'nobody') })],
  ['platform-key-unknown', '/signature/kid', sign({ kid: new TestSigner(4).kid })],
  ['platform-signature-early', '/signature/at', sign({ at: instant(at + 61_000) })],
  ['platform-signature-old', '/signature/at', (s) => move({ signedAt: s.command.signature!.at })(s)],
]);

describe('a resend', () => {
  it('is the next revision, of a platform whose name is written otherwise too', () => {
    const s = delivering();
    s.command.platform = '能碳平台 (示例)';
    expect(deliver(s)).toMatchObject({ facts: { dataset, revision: 2 } });
  });

  it('of the same rows adds the first signature, and nothing else', () => {
    const s = delivering();
    s.command.presentDigest = content.sha256;
    move({ signedBy: undefined as never })(s);
    expect(deliver(s)).toMatchObject({ facts: { revision: 2 } });
    s.command.signature = undefined;
    expect(deliver(s)).toMatchObject({ rejected: 'dataset-unchanged', seen: { revision: 1 } });
  });

  it('has no revision beyond the last', () => {
    const s = delivering();
    s.command.month = '2025-04';
    expect(deliver(s)).toMatchObject({ facts: { revision: 1 } });
  });
});

type Reference = { datasets: string[]; meterPoint: string; carrier?: string };
const april = datasetIdOf(works, PLATFORM, '2025-04');
const power = (kWh: string, more: Partial<Reference> = {}, id = 'power'): Line => ({
  id,
  category: 2,
  kind: 'electricity',
  kWh,
  supply: 'grid',
  direction: 'received',
  dataset: { datasets: [dataset, april], meterPoint: 'M1', ...more },
});
const coal: Line = {
  id: 'coal',
  category: 1,
  kind: 'fuel',
  fuel: 'anthracite',
  quantity: '1.5',
  unit: 't',
  dataset: { datasets: [dataset], meterPoint: 'M1' },
};
const drawnRows: DrawnRows = new Map(
  (
    [
      [dataset, { meterPoint: 'M1', carrier: 'electricity', quantity: '0.1', unit: 'kWh' }],
      [april, { meterPoint: 'M1', carrier: 'electricity', quantity: '0.2', unit: 'kWh' }],
      [dataset, { meterPoint: 'M1', carrier: 'anthracite', quantity: '1500', unit: 'kg' }],
    ] as const
  ).map(([of, row]) => [drawnRowName(of, row), row]),
);

describe('lines that draw', () => {
  const held = (more: Partial<DatasetState> = {}) =>
    new Map([
      [datasetEntity(dataset), present({ revision: 3, ...more })],
      [datasetEntity(april), present({ month: '2025-04' })],
    ]);
  const draw = (lines: Line[], entities = held(), year = 2025) => {
    const read = readLines(lines);
    if (isRejection(read)) throw new Error(read.rejected);
    return drawnFrom(entities, drawnRows, { lines: read, organization: works, year });
  };

  it('come to the exact sum, in the units of their own', () => {
    expect(draw([power('0.3'), coal])).toEqual(
      [
        { dataset, revision: 3 },
        { dataset: april, revision: 1 },
      ].sort((a, b) => (a.dataset < b.dataset ? -1 : 1)),
    );
    expect(draw([{ ...power('7'), dataset: undefined } as Line])).toEqual([]);
  });

  it('draw the carrier that they name in Chinese', () => {
    const named = { ...coal, fuel: '无烟煤', dataset: { datasets: [dataset], meterPoint: 'M1' } };
    for (const carrier of [undefined, '无烟煤', 'anthracite'])
      expect(draw([{ ...named, dataset: { ...named.dataset, carrier } } as Line])).toEqual([
        { dataset, revision: 3 },
      ]);
  });

  it.each<[string, () => unknown, object]>([
    ['draw-sum', () => draw([power('0.30')]), []],
    [
      'draw-sum',
      () => draw([power('0.31')]),
      { seen: { stated: '0.31', sum: '0.3', unit: 'kWh', line: 'power' } },
    ],
    [
      'draw-sum',
      () => draw([{ ...coal, unit: 'kg' } as Line]),
      { seen: { stated: '0.0015', sum: '1.5', unit: 't' } },
    ],
    [
      'draw-carrier',
      () => drawsOf([power('0.3', { carrier: 'heat' })]),
      { pointer: '/lines/0/dataset/carrier' },
    ],
    [
      'draw-repeated',
      () => drawsOf([power('0.3'), power('0.1', { datasets: [dataset] }, 'again')]),
      { seen: { line: 'again', other: 'power' } },
    ],
    ['draw-repeated', () => drawsOf([power('0.2', { datasets: [dataset, dataset] })]), {}],
    ['draw-dataset-unknown', () => draw([power('0.1')], new Map()), { pointer: '/lines/0/dataset' }],
    ['draw-dataset-of-another', () => draw([power('0.3')], held({ organization: platform })), {}],
    ['draw-month', () => draw([power('0.3')], held(), 2024), { seen: { month: '2025-03', year: 2024 } }],
    ['draw-row-missing', () => draw([power('0.3', { meterPoint: 'M2' })]), { seen: { meterPoint: 'M2' } }],
  ])('%s', (rejected, outcome, expected) => {
    if (Array.isArray(expected)) expect(outcome()).toHaveLength(2);
    else expect(outcome()).toMatchObject({ rejected, ...expected });
  });

  it('are not too many', () => {
    const ids = Array.from({ length: 61 }, (_, index) => `d-${String(index).padStart(20, '0')}`);
    const split = [ids.slice(0, 60), ids.slice(60)];
    const lines = split.map((datasets, index) => power('1', { datasets }, `p${index}`));
    expect(drawsOf(lines)).toMatchObject({ rejected: 'draws-too-many', seen: { datasets: 61 } });
    const many = Array.from({ length: 21 }, (_, index) =>
      power('1', { datasets: split[0]!, meterPoint: `M${index}` }, `p${index}`),
    );
    expect(drawsOf(many)).toMatchObject({ rejected: 'draws-too-many', seen: { draws: 1260 } });
    expect(drawsOf(many.slice(1))).toHaveLength(20);
  });
});
