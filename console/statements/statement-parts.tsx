/** Parts of a statement's page: its views, its cover, its green power. */
import type { Coverage, Duty, EmissionStatement } from '../../events/client/operations.schemas.ts';
import { Facts } from '../parts/facts.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { statementWords } from './words.ts';

const KILOGRAMS = 1000;
const VIEWS = ['location', 'market', 'park910', 'ets'] as const;
const COVERS = ['removalLocal', 'removalOther', 'avoidanceLocal', 'avoidanceOther'] as const;

export function Views({ statement: { views } }: { statement: Pick<EmissionStatement, 'views'> }) {
  const say = useWords(statementWords);
  const { tonnes } = useFormats();
  return (
    <section className="card">
      <h2 id="views">{say('views.title')}</h2>
      <Wide label={say('views.title')}>
        <table className="plain" aria-labelledby="views">
          <thead>
            <tr>
              <th scope="col">{say('views.view')}</th>
              {(['gross', 'green', 'net'] as const).map((name) => (
                <th key={name} scope="col" className="amount">
                  {say(`views.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {VIEWS.map((name) => {
              const { grossKilograms, kilograms, green } = views[name];
              return (
                <tr key={name}>
                  <th scope="row">{say(`views.${name}`)}</th>
                  <td className="amount">{tonnes(grossKilograms / KILOGRAMS)}</td>
                  <td className="amount">
                    {green ? tonnes(Number(green.kilograms) / KILOGRAMS) : say('views.none')}
                  </td>
                  <td className="amount">
                    <b>{tonnes(kilograms / KILOGRAMS)}</b>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      <p className="soft">{say('views.hint')}</p>
    </section>
  );
}

export function Cover({ coverage }: { coverage: Coverage }) {
  const say = useWords(statementWords);
  const { tonnes } = useFormats();
  const { neededTonnes, retiredTonnes, openTonnes, retired } = coverage;
  return (
    <section className="card">
      <h2>{say('cover.title')}</h2>
      <Facts
        facts={[
          [say('cover.needed'), tonnes(neededTonnes)],
          [say('cover.retired'), tonnes(retiredTonnes)],
          ...COVERS.map(
            (name) => [say(`cover.${name}`), retired[name] > 0 ? tonnes(retired[name]) : undefined] as const,
          ),
          [say('cover.open'), <b key="open">{tonnes(openTonnes)}</b>],
        ]}
      />
    </section>
  );
}

export function GreenPower({ statement }: { statement: EmissionStatement }) {
  const say = useWords(statementWords);
  const { number, percent } = useFormats();
  const { purchasedKilowattHours, consumedKilowattHours, coverage, greenPower } = statement;
  const { physical, certificate, unused } = coverage.greenMegawattHours;
  const kwh = (amount: string) => say('power.kwh', { amount: number(Number(amount)) });
  const mwh = (amount: number) => say('power.mwh', { amount: number(amount) });
  const due = (duty: Duty) =>
    `${percent(duty.basisPoints)}${duty.met === undefined ? '' : ` · ${say(duty.met ? 'power.met' : 'power.notMet')}`}`;
  const { shareBasisPoints, duty, staged, producingSince } = greenPower;
  return (
    <section className="card">
      <h2>{say('power.title')}</h2>
      <Facts
        facts={[
          [say('power.purchased'), kwh(purchasedKilowattHours)],
          [say('power.consumed'), kwh(consumedKilowattHours)],
          [say('power.physical'), mwh(physical)],
          [say('power.certificate'), mwh(certificate)],
          [say('power.unused'), unused > 0 ? mwh(unused) : undefined],
          [say('power.share'), shareBasisPoints === undefined ? undefined : percent(shareBasisPoints)],
          [say('power.duty'), duty ? due(duty) : say('power.noDuty')],
          [say('power.since'), producingSince === undefined ? undefined : String(producingSince)],
          [say('power.staged'), staged && due(staged)],
        ]}
      />
    </section>
  );
}
