/** The standing of direct supply in a year: its plan and its settled months against the rules. */
import { useQuery } from '@tanstack/react-query';
import type { StandingRatiosItem } from '../../events/client/operations.schemas.ts';
import { getV1PowerPurchaseAgreementsIdStanding } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { readingWords } from './reading-words.ts';

export function Standing({ contract }: { contract: string }) {
  const say = useWords(readingWords);
  const api = useApi();
  const { number } = useFormats();
  const { data, error, refetch } = useQuery({
    queryKey: ['contracts', 'standing', contract],
    queryFn: ({ signal }) => api.read(getV1PowerPurchaseAgreementsIdStanding(contract), signal),
  });
  const storage = data?.storage;
  const holds = (each: { holds: boolean }) => say(each.holds ? 'standing.holds' : 'standing.fails');
  return (
    <section className="card">
      <h2>{say('standing.title')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
        <Facts
          facts={[
            [say('standing.year'), data.year],
            [
              say('standing.storage'),
              storage &&
                `${say('standing.storageOf', {
                  kilowatts: number(storage.kilowatts),
                  kilowattHours: number(storage.kilowattHours),
                  kilowattsMin: number(storage.kilowattsMin),
                  kilowattHoursMin: number(storage.kilowattHoursMin),
                })}（${holds(storage)}）`,
            ],
          ]}
        />
      )}
      {data?.plan && <Ratios caption={say('standing.plan')} ratios={data.plan.ratios} />}
      {data?.actual && <Ratios caption={say('standing.actual')} ratios={data.actual.ratios} />}
    </section>
  );
}

function Ratios({ caption, ratios }: { caption: string; ratios: readonly StandingRatiosItem[] }) {
  const say = useWords(readingWords);
  const { percent } = useFormats();
  return (
    <Wide label={caption}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('standing.ratio')}</th>
            <th scope="col" className="amount">
              {caption}
            </th>
            <th scope="col">{say('standing.bound')}</th>
            <th scope="col">{say('standing.source')}</th>
          </tr>
        </thead>
        <tbody>
          {ratios.map(({ name, bound, boundBasisPoints, basisPoints, holds, source }) => (
            <tr key={name}>
              <th scope="row">{say(`standing.ratios.${name}`)}</th>
              <td className="amount">{basisPoints === undefined ? '—' : percent(basisPoints)}</td>
              <td>
                {say(`standing.${bound}`, { bound: percent(boundBasisPoints) })}，
                <span className={holds ? 'live' : 'fault'}>
                  {say(holds ? 'standing.holds' : 'standing.fails')}
                </span>
              </td>
              <td className="words">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
