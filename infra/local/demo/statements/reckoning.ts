/**
 * The figures of the statements, worked out from what the demo put in and compared with what the registry
 * says: residual = gross − green power, rounded once; needed = retired + open; the park = its members and its
 * own lines less what flowed between them. What was retired is counted in the blocks of the accounts, not in
 * the statements. A difference ends the demo with exit 1.
 */
import {
  decimal,
  greater,
  lesser,
  minus,
  type Rational,
  rational,
  roundedHalfUp,
  roundedUp,
  sum,
  times,
  whole,
  ZERO,
} from '../../../../shared/base/rational.ts';
import { Block, type Demo, exactTonnes, tonnes } from '../registry.ts';
import type { Units } from './land.ts';
import { RESIDUAL_MIX } from './lines.ts';
import { type Statement, show } from './statement.ts';
import { FLOWS } from './works.ts';

/** Worked out beside the registry. */
interface Worked {
  /** kg in the market view. */
  gross: Rational;
  /** kg that green power takes off. */
  green: Rational;
  /** Credits, t. */
  retired: number;
}

export async function reckon(
  demo: Demo,
  members: readonly Statement[],
  park: Statement,
  units: Units,
): Promise<boolean> {
  const works: Worked[] = [];
  const sound: boolean[] = [];
  for (const member of members) {
    const worked = await workOut(member, units);
    works.push(worked);
    sound.push(await compare(demo, member, worked));
  }
  const own = await workOut(park, units);
  const flowed = times(whole(FLOWS.kilowattHours), decimal(RESIDUAL_MIX));
  const all = [...works, own];
  const rolled: Worked = {
    gross: minus(sum(all.map(({ gross }) => gross)), flowed),
    green: sum(all.map(({ green }) => green)),
    retired: all.reduce((total, { retired }) => total + retired, 0),
  };
  console.log(
    `  园区 = ${members.length} 个成员 + 自身 ${kilograms(own.gross)} − 园内流转 ${kilograms(flowed)}`,
  );
  sound.push(await compare(demo, park, rolled));
  return sound.every(Boolean);
}

async function workOut({ site: { by, lines } }: Statement, { forest, avoidance }: Units): Promise<Worked> {
  const credits = new Set([...forest.map(({ batch }) => batch), avoidance]);
  let [retired, megawattHours] = [0, 0];
  for await (const { batch, quantity, status } of by.client.list(
    `/v1/accounts/${by.account}/blocks`,
    Block,
  )) {
    if (status !== 'retired') continue;
    if (credits.has(batch)) retired += quantity;
    else megawattHours += quantity;
  }
  const bought = lines.reduce((total, line) => total + line.bought, 0);
  const covered = lesser(whole(megawattHours * 1000), whole(bought));
  return {
    gross: sum(lines.map((line) => line.kilograms)),
    green: times(covered, decimal(RESIDUAL_MIX)),
    retired,
  };
}

/** Whether the registry's figures of a statement are those worked out; prints them. */
async function compare(
  demo: Demo,
  statement: Statement,
  { gross, green, retired }: Worked,
): Promise<boolean> {
  const { coverage, views } = await show(demo, statement.site.by, statement);
  const { residualKilograms, neededTonnes, openTonnes } = coverage;
  const left = roundedHalfUp(greater(minus(gross, green), ZERO));
  const isSame =
    BigInt(views.market.grossKilograms) === roundedHalfUp(gross) && BigInt(residualKilograms) === left;
  const needed = Number(roundedUp(rational(left, 1000n)));
  const isCovered = needed === neededTonnes && needed === retired + openTonnes;
  console.log(
    `  ${statement.site.short}：排放 ${kilograms(gross)} − 绿电 ${kilograms(green)} ${isSame ? '=' : '≠'} 残余 ${exactTonnes(residualKilograms)}`,
  );
  console.log(
    `    须 ${tonnes(needed)} ${isCovered ? '=' : '≠'} 注销 ${tonnes(retired)} + 未抵销 ${tonnes(openTonnes)}`,
  );
  return isSame && isCovered;
}

const kilograms = (value: Rational): string => exactTonnes(Number(roundedHalfUp(value)));
