/** What a registry would hold of lists of credits after their import, without a registry. */
import type { HeldProject, HeldRetirement, HeldUnits } from '../../events/exchange/credits/held.ts';
import { isDeveloperNotStated } from '../../events/exchange/credits/project-cells.ts';
import type { RetirementRow } from '../../events/exchange/issuance-row.ts';
import type { SinkFiles, SinkProject, SinkVintage } from '../../events/exchange/sink-rows.ts';
import { partOfSerial } from '../../shared/units/foreign-serial.ts';

const retirementOf = (id: string, { beneficiary, reason, foreign }: RetirementRow = {}): HeldRetirement => ({
  id,
  retiredOn: foreign?.retiredOn ?? '',
  beneficiary: beneficiary ?? '',
  reason: reason ?? '',
  details: foreign?.details ?? '',
  account: foreign?.account ?? '',
  written: foreign?.written ?? {},
});

/** The blocks of each batch: what is live, then what is retired, retirement by retirement. */
function unitsOf(project: SinkProject, vintage: SinkVintage, batch: string): HeldUnits[] {
  const { amounts, foreign = {} } = vintage;
  const drawn = (project.drawn ?? []).flatMap(({ shares, retirement }, index) =>
    shares
      .filter(({ of }) => of === vintage)
      .map(({ quantity }) => ({ quantity, retired: retirementOf(`drawn ${index}`, retirement) })),
  );
  const whole =
    drawn.length === 0 && amounts.retired > 0
      ? [{ quantity: amounts.retired, retired: retirementOf(batch, vintage.retirement) }]
      : [];
  const live = amounts.remaining > 0 ? [{ quantity: amounts.remaining }] : [];
  const ofVintage = project.vintages.filter((each) => each.vintage === vintage.vintage);
  const total = ofVintage.reduce((sum, each) => sum + each.amounts.issued, 0);
  let from = 1;
  return [...live, ...drawn, ...whole].map((block) => {
    const to = from + block.quantity - 1;
    const serial = foreign.serial
      ? partOfSerial(foreign.serial, amounts.issued, from, to)
      : `${batch}-${from}-${to}`;
    from = to + 1;
    const { issuedOn = '', vintageTotal = total } = foreign;
    return { batch, vintage: vintage.vintage, serial, issuedOn, vintageTotal, foreign, ...block };
  });
}

export const heldOf = ({ projects }: SinkFiles): HeldProject[] =>
  projects.map((project) => ({
    code: project.code,
    name: project.name,
    standard: project.standard,
    type: project.type,
    methodology: project.methodology,
    country: project.country ?? '',
    developer: isDeveloperNotStated(project.developer) ? '' : project.developer,
    status: project.status,
    written: project.written ?? {},
    units: project.vintages.flatMap((vintage, index) => unitsOf(project, vintage, `b-${index}`)),
  }));
