/** The newest emission statement: residual against what covers it, green power against the duty. */
import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { Link } from 'react-router';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { useApi } from '../api/use-api.ts';
import { type Fact, Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { firstStatements } from './first-statements.ts';
import { overviewWords } from './words.ts';

export function StatementStanding() {
  const say = useWords(overviewWords);
  const api = useApi();
  const { org = '' } = useIdentity() ?? {};
  const { data, error, refetch } = useQuery(firstStatements(api, org));
  const [newest] = (data?.items ?? []).toSorted((one, other) => other.year - one.year);
  return (
    <section className="card">
      <Failure error={error} onRetry={() => void refetch()} />
      {data && !newest && <p className="soft">{say('statement.empty')}</p>}
      {newest && <Shown statement={newest} />}
    </section>
  );
}

const KILOGRAMS = 1000;

function Shown({ statement }: { statement: EmissionStatement }) {
  const say = useWords(overviewWords);
  const term = useTerms();
  const { number, percent, tonnes } = useFormats();
  const { id, year, subject, status, coverage, waterfall, greenPower } = statement;
  const { shareBasisPoints, duty } = greenPower;
  const covered = coverage.neededTonnes === 0 ? 100 : (100 * coverage.retiredTonnes) / coverage.neededTonnes;
  const dutyText =
    duty &&
    [
      percent(duty.basisPoints),
      duty.met === undefined ? '' : say(duty.met ? 'statement.met' : 'statement.notMet'),
    ]
      .filter(Boolean)
      .join('，');
  const facts: Fact[] = [
    [say('statement.status'), term('statement', status)],
    [say('statement.gross'), tonnes(waterfall.grossKilograms / KILOGRAMS)],
    [say('statement.green'), tonnes((0 - waterfall.greenPowerKilograms) / KILOGRAMS)],
    [say('statement.residual'), tonnes(waterfall.residualKilograms / KILOGRAMS)],
    [say('statement.share'), shareBasisPoints === undefined ? undefined : percent(shareBasisPoints)],
    [say('statement.duty'), dutyText ?? say('statement.noDuty')],
  ];
  return (
    <>
      <h2>
        <Link to={`/statements/${id}`}>{say('statement.title', { year, name: subject.name })}</Link>
      </h2>
      <Progress percent={Math.floor(covered)} aria-label={say('statement.chart')} />
      <p>
        {say('statement.coverage', {
          residual: number(coverage.neededTonnes),
          retired: number(coverage.retiredTonnes),
          open: number(coverage.openTonnes),
        })}
      </p>
      <Facts facts={facts} />
    </>
  );
}
