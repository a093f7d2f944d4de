/** A park's year: its statement from gross to open, and what its members still lack for it. */
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { EmissionStatement, Park } from '../../events/client/operations.schemas.ts';
import { chinaDate, yearOf } from '../../shared/base/day.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { statementWords } from '../statements/words.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type MemberStanding, membersIn, standingOf, yearsOf } from './park-years.ts';
import { useStatementsOf } from './use-parks.ts';
import { parkWords } from './words.ts';

const Waterfall = lazy(async () => ({ default: (await import('../statements/waterfall.tsx')).Waterfall }));

const KILOGRAMS = 1000;

interface RollUpProps {
  park: Park;
  wholes: readonly EmissionStatement[];
  isOperator: boolean;
}

export function RollUp({ park, wholes, isOperator }: RollUpProps) {
  const say = useWords(parkWords);
  const sayStatement = useWords(statementWords);
  const [chosen] = useChoice('year');
  const last = yearOf(chinaDate(new Date().toISOString()));
  const years = yearsOf(park, last);
  const newest = years.find((year) => park.statements.some((each) => each.year === year)) ?? last - 1;
  const year = chosen === undefined ? newest : Number(chosen);
  const whole = wholes.find((each) => each.year === year);
  const isStated = park.statements.some((each) => each.year === year);
  return (
    <section className="card">
      <h2>{say('roll.title', { year })}</h2>
      <p className="filters">
        <ChoiceFilter
          name="year"
          label={say('roll.year')}
          all={say('roll.newest')}
          options={years.map((each) => ({ value: String(each), label: String(each) }))}
        />
        {whole && <ButtonLink to={`/statements/${whole.id}`}>{say('roll.statement')}</ButtonLink>}
        {!isStated && isOperator && (
          <ButtonLink to={`/parks/${park.id}/statement?year=${year}`} primary>
            {say('roll.start', { year })}
          </ButtonLink>
        )}
      </p>
      {whole && (
        <>
          <Suspense fallback={<div className="chart" />}>
            <Waterfall amounts={whole.waterfall} />
          </Suspense>
          <p className="soft">{sayStatement('waterfall.hint')}</p>
        </>
      )}
      {!isStated && <EmptyState title={say('roll.none')} hint={say('roll.noneHint')} />}
      <Lacks park={park} year={year} whole={whole} />
    </section>
  );
}

function Lacks({ park, year, whole }: { park: Park; year: number; whole: EmissionStatement | undefined }) {
  const say = useWords(parkWords);
  const members = membersIn(park, year);
  const { stated, error, isPending } = useStatementsOf(members);
  if (members.length === 0) return null;
  return (
    <>
      <h3 id="lacks">{say('roll.lacks')}</h3>
      <Failure error={error} />
      {isPending && <p aria-live="polite">…</p>}
      <Wide label={say('roll.lacks')}>
        <table className="plain" aria-labelledby="lacks">
          <thead>
            <tr>
              <th scope="col">{say('members.organization')}</th>
              <th scope="col">{say('roll.state')}</th>
              <th scope="col" className="amount">
                {say('roll.gross')}
              </th>
              <th scope="col" className="amount">
                {say('roll.open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {members.map((organization) => {
              const own = stated.get(organization);
              return (
                own && <Row key={organization} {...standingOf(organization, own, year, whole)} year={year} />
              );
            })}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

function Row({ organization, lack, statement, year }: MemberStanding & { year: number }) {
  const say = useWords(parkWords);
  const { tonnes } = useFormats();
  const words = say(`roll.lack.${lack}`, { year });
  return (
    <tr>
      <th scope="row">
        <OrganizationName id={organization} />
      </th>
      <td>{statement ? <Link to={`/statements/${statement.id}`}>{words}</Link> : words}</td>
      <td className="amount">{statement && tonnes(statement.waterfall.grossKilograms / KILOGRAMS)}</td>
      <td className="amount">{statement && tonnes(statement.coverage.openTonnes)}</td>
    </tr>
  );
}
