/**
 * A park's statement with its members', from what the registry shows of these. Flows between members take the
 * members' sealed lines, and the parks' indicator their fuels: both are the registry's to work out.
 */
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { asFraction, decimal, fraction } from '../../../shared/base/rational.ts';
import { megawattHoursOf, tonnesOf } from '../../../shared/statements/coverage.ts';
import type { Stated } from '../../../shared/statements/facts.ts';
import type { RolledMember } from '../../../shared/statements/rolled-up.ts';
import { addSums, asFractions, type SumsExact, statedSums, sumsOf } from '../../../shared/statements/sums.ts';

/** @param own what the park's own lines state */
export function wholeHere(own: Stated, park: string, members: readonly EmissionStatement[]): Stated {
  const sums = members.reduce((all, member) => addSums(all, sumsShown(member)), sumsOf(own));
  return {
    ...own,
    ...statedSums(sums),
    park: { park, members: members.map(rolledHere), own: asFractions(sumsOf(own)) },
  };
}

function sumsShown(member: EmissionStatement): SumsExact {
  const { views, apart, purchasedKilowattHours, consumedKilowattHours } = member;
  return {
    location: fraction(views.location.exact),
    market: fraction(views.market.exact),
    park910: fraction(views.park910.exact),
    ets: fraction(views.ets.exact),
    apart: fraction(apart.exact),
    purchased: decimal(purchasedKilowattHours),
    consumed: decimal(consumedKilowattHours),
  };
}

function rolledHere({ id, version, coverage, views }: EmissionStatement): RolledMember {
  const { unused: _unused, ...green } = coverage.greenMegawattHours;
  const used = asFraction(decimal(views.market.green?.kilowattHours ?? '0'));
  return {
    statement: id,
    version,
    ...(megawattHoursOf(green) > 0 && { green: { ...green, used } }),
    ...(tonnesOf(coverage.retired) > 0 && { retired: coverage.retired }),
  };
}
