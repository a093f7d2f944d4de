/** What a park's statement has besides: its members, and the indicator against its limit. */
import { Link } from 'react-router';
import type { Indicator as Indicated, RolledUp } from '../../events/client/operations.schemas.ts';
import { type Fact, Facts } from '../parts/facts.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { statementWords } from './words.ts';

export function Members({ park }: { park: RolledUp }) {
  const say = useWords(statementWords);
  return (
    <section className="card">
      <h2 id="members">{say('park.title')}</h2>
      <table className="plain" aria-labelledby="members">
        <thead>
          <tr>
            <th scope="col">{say('park.statement')}</th>
            <th scope="col">{say('park.version')}</th>
          </tr>
        </thead>
        <tbody>
          {park.members.map(({ statement, version }) => (
            <tr key={statement}>
              <td>
                <Link to={`/statements/${statement}`}>{statement}</Link>
              </td>
              <td>{version}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Indicator({ indicator }: { indicator: Indicated }) {
  const say = useWords(statementWords);
  const language = useWordsLanguage();
  const { computable, because, intensity, limit, meets, energy, source, shares } = indicator;
  const facts: Fact[] = [
    [say('park.because'), computable ? undefined : because?.[language]],
    [say('park.intensity'), intensity && `${intensity} tCO2/tce`],
    [
      say('park.limit'),
      limit &&
        `${limit} tCO2/tce${meets === undefined ? '' : ` · ${say(meets ? 'park.meets' : 'park.notMeets')}`}`,
    ],
    [say('park.energy'), energy && `${energy.tce} tce`],
    [say('park.source'), source],
  ];
  return (
    <section className="card">
      <h2>{say('park.indicator')}</h2>
      <Facts facts={facts} />
      <ul>
        {shares.map(({ name, words, stated, least, reached }) => (
          <li key={name}>
            {say('park.share', { name: words[language], stated, least })} ·{' '}
            {say(reached ? 'park.reached' : 'park.notReached')}
          </li>
        ))}
      </ul>
    </section>
  );
}
