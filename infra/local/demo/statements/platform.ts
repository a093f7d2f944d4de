/**
 * 能碳监测平台: measures the data centre month by month and signs; the data centre delivers, and can change
 * no figure on the way. A reading corrected later is a revision.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { signMonths } from '../../../../events/cli/import/activity-signature.ts';
import { createSigningKey, possessionProof, type SigningKey } from '../../../../events/cli/signing-key.ts';
import { asDecimal, rational } from '../../../../shared/base/rational.ts';
import { commitId } from '../../../../shared/ledger/decision.ts';
import type { Demo } from '../registry.ts';
import { YEAR } from './lines.ts';
import type { People } from './people.ts';

const PLATFORM = '赤峰市能碳监测平台（示例）';
const PATH = '/v1/activity-datasets';
/** kWh of each feeder, January to December. */
const FEEDERS = [
  [
    'DC-10kV-A',
    [
      812_440, 798_120, 826_305, 819_770, 841_250, 868_910, 902_336, 911_084, 853_660, 838_415, 829_902,
      845_117,
    ],
  ],
  [
    'DC-10kV-B',
    [
      806_215, 791_480, 818_004, 811_336, 836_922, 860_475, 897_018, 903_551, 846_209, 830_764, 822_190,
      838_873,
    ],
  ],
] as const;
/** The emergency generator is tried once a quarter, kg of diesel. */
export const GENERATOR = 'DC-GEN';
const DIESEL = { 3: 864, 6: 912, 9: 1_105, 12: 879 } as const;
/** The A feeder's transformer ratio had been set too low. */
const CORRECTED = { month: 9, feeder: 0, kilowattHours: 892_060 };

/** What the lines of a statement draw on. */
export interface Metered {
  feeders: { meterPoint: string; kilowattHours: number; datasets: string[] }[];
  diesel: { tonnes: string; datasets: string[] };
}

export interface Platform {
  key: SigningKey;
  /** Origin of the log that signatures are for. */
  log: string;
  /** By month, January first. */
  datasets: string[];
}

type Row = { meterPoint: string; carrier: string; quantity: string; unit: string };
const Delivered = z.object({ id: z.string(), revision: z.number(), rows: z.number() });

const readingOf = (feeder: number, month: number, corrected: boolean): number =>
  corrected && month === CORRECTED.month && feeder === CORRECTED.feeder
    ? CORRECTED.kilowattHours
    : FEEDERS[feeder]![1][month - 1]!;

function rowsOf(month: number, corrected = false): Row[] {
  const burnt = Object.entries(DIESEL).find(([each]) => Number(each) === month)?.[1];
  return [
    ...FEEDERS.map(([meterPoint], feeder) => ({
      meterPoint,
      carrier: 'electricity',
      unit: 'kWh',
      quantity: String(readingOf(feeder, month, corrected)),
    })),
    ...(burnt === undefined
      ? []
      : [{ meterPoint: GENERATOR, carrier: 'diesel', quantity: String(burnt), unit: 'kg' }]),
  ];
}

export async function measure(demo: Demo, people: People): Promise<Platform> {
  demo.chapter('能碳监测平台：活动数据 · Activity data of an energy-carbon platform');
  demo.day('2026-01-20');
  const { centre, platform } = people;
  const key = await registerKey(demo, people);
  demo.say('规划中的智算中心一期（储能 83 MW/4 h）2027 年 10 月建成；此处的数据中心是另一个，全为示例');
  demo.say(`${platform.name}登记签名公钥；${centre.name}提交，不能改动任何数字`);
  const measured: Platform = { key, log: await platform.client.logOrigin(), datasets: [] };
  const first = signed(demo, people, measured, 1);
  const touched = [{ ...first.rows[0]!, quantity: '412440' }, ...first.rows.slice(1)];
  await demo.refused('提交时把 1 月 A 路电量改小', 'platform-signature-invalid', () =>
    demo.post(centre, PATH, { ...first, rows: touched }),
  );
  let rows = 0;
  for (let month = 1; month <= 12; month++) {
    const delivery = month === 1 ? first : signed(demo, people, measured, month);
    const delivered = await demo.postFor(centre, PATH, delivery, Delivered);
    measured.datasets.push(delivered.id);
    rows += delivered.rows;
  }
  demo.say(`${YEAR} 年 12 个月共 ${rows} 行入账：账本只有封存的摘要与平台签名，各行不公开`);
  await demo.refused('再交一次相同的 1 月', 'dataset-unchanged', () => demo.post(centre, PATH, first));
  return measured;
}

/** The platform measures anew: the month gets a second revision, and no dataset more. */
export async function correct(demo: Demo, people: People, platform: Platform): Promise<void> {
  const { month, feeder, kilowattHours } = CORRECTED;
  const delivery = signed(demo, people, platform, month, true);
  const { revision } = await demo.postFor(people.centre, PATH, delivery, Delivered);
  const before = readingOf(feeder, month, false);
  demo.say(
    `平台更正 9 月 A 路读数 ${before.toLocaleString('en-US')} → ${kilowattHours.toLocaleString('en-US')} kWh：第 ${revision} 次修订，不另成一份`,
  );
}

/** The sums of the year's rows, as the platform shows them to its user. */
export const sumsOf = ({ datasets }: Platform, corrected = false): Metered => ({
  feeders: FEEDERS.map(([meterPoint, months], feeder) => ({
    meterPoint,
    kilowattHours: months.reduce((sum, _, at) => sum + readingOf(feeder, at + 1, corrected), 0),
    datasets,
  })),
  diesel: {
    tonnes: asDecimal(
      rational(BigInt(Object.values(DIESEL).reduce((sum, kilograms) => sum + kilograms, 0)), 1000n),
      3,
    ),
    datasets: Object.keys(DIESEL).map((month) => datasets[Number(month) - 1]!),
  },
});

/** A delivery of the month, under the platform's signature. */
function signed(
  demo: Demo,
  { centre, platform }: People,
  { key, log }: Platform,
  at: number,
  corrected = false,
) {
  const month = `${YEAR}-${String(at).padStart(2, '0')}`;
  const rows = rowsOf(at, corrected);
  const signing = { key, log, by: platform.id, organization: centre.id, platform: PLATFORM };
  const [made] = signMonths(new Map([[month, rows]]), signing, demo.now());
  if (!made) throw new Error(`${month} was not signed`);
  return { platform: PLATFORM, month, rows, signature: made.signature };
}

/** The platform proves that it holds the key; from then on every command of its own would be signed. */
async function registerKey(demo: Demo, { platform: { id, client } }: People): Promise<SigningKey> {
  const key = await createSigningKey(join(demo.registry.folder, 'platform.key'));
  if (!key) throw new Error('the platform has a key already');
  const request = 'demo:platform-key';
  const commit = { log: await client.logOrigin(), id: commitId(id, request) };
  const body = { publicKey: key.publicKey, proof: possessionProof(key, id, commit) };
  await client.post(`/v1/organizations/${id}/keys`, request, body, z.object({}));
  return key;
}
