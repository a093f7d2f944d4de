/** What a claim on a statement says publicly beside its own words. */
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { Facts } from '../../parts/facts.tsx';
import { OrganizationName } from '../../parts/organization-name.tsx';
import { useWords } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import { claimWords } from './words.ts';

const KILOGRAMS = 1000;
const VIEWS = ['location', 'market', 'park910', 'ets'] as const;

export function Preview({ statement }: { statement: EmissionStatement }) {
  const say = useWords(claimWords);
  const { number, tonnes } = useFormats();
  const { subject, boundary, year, views, coverage, verification, factors } = statement;
  const { greenMegawattHours: green, retired } = coverage;
  const counted = (amounts: object) =>
    Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, number(Number(value))]));
  return (
    <section className="card">
      <h2>{say('preview.title')}</h2>
      <Facts
        facts={[
          [say('preview.subject'), subject.name],
          [say('preview.boundary'), boundary],
          [say('preview.period'), `${year}-01-01 — ${year}-12-31`],
          ...VIEWS.map(
            (view) =>
              [
                say('preview.gross', { view: say(`views.${view}`) }),
                tonnes(views[view].grossKilograms / KILOGRAMS),
              ] as const,
          ),
          [say('preview.green'), say('preview.greenText', counted(green))],
          [say('preview.residual'), tonnes(coverage.residualKilograms / KILOGRAMS)],
          [say('preview.retired'), say('preview.retiredText', counted(retired))],
          [
            say('preview.verifier'),
            verification && <OrganizationName key="verifier" id={verification.verifier} />,
          ],
          [say('preview.factors'), factors.join('、')],
        ]}
      />
    </section>
  );
}
