/** What an account holds, by instrument, year and status. */

import { Link } from 'react-router';
import { instruments } from '../../shared/units/instrument.ts';
import { isInstrument } from '../holdings/units.ts';
import { useHoldings } from '../holdings/use-units.ts';
import { Failure } from '../parts/failure.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { overviewWords } from './words.ts';

export function UnitsStanding({ account }: { account: string }) {
  const say = useWords(overviewWords);
  const term = useTerms();
  const language = useWordsLanguage();
  const { number } = useFormats();
  const { data, error, refetch } = useHoldings(account);
  return (
    <section className="card">
      <h2>
        <Link to="/holdings">{say('units.title')}</Link>
      </h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {data?.items.length === 0 && <p className="soft">{say('units.empty')}</p>}
      {data && data.items.length > 0 && (
        <Wide label={say('units.title')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('units.instrument')}</th>
                <th scope="col">{say('units.vintage')}</th>
                <th scope="col">{say('units.status')}</th>
                <th scope="col" className="amount">
                  {say('units.quantity')}
                </th>
              </tr>
            </thead>
            <tbody>
              {summed(data.items).map(({ instrument, vintage, status, quantity }) => (
                <tr key={`${instrument} ${vintage} ${status}`}>
                  <td>{isInstrument(instrument) ? instruments[instrument].name[language] : instrument}</td>
                  <td>{vintage}</td>
                  <td>{term('block', status)}</td>
                  <td className="amount">
                    {number(quantity)}{' '}
                    {isInstrument(instrument) &&
                      say(instruments[instrument].unit === 'MWh' ? 'unit.mwh' : 'unit.t')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

interface Sum {
  instrument: string;
  vintage: number;
  status: string;
  quantity: number;
}

/** Holdings differ by project too, which is left to their own page. */
function summed(holdings: readonly Sum[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { instrument, vintage, status, quantity } of holdings) {
    const key = `${instrument} ${vintage} ${status}`;
    const before = sums.get(key)?.quantity ?? 0;
    sums.set(key, { instrument, vintage, status, quantity: before + quantity });
  }
  return [...sums.values()].sort(
    (one, other) => one.instrument.localeCompare(other.instrument) || other.vintage - one.vintage,
  );
}
