/** First sales of the developer whose income isn't divided yet. */
import { Link } from 'react-router';
import { Failure } from '../parts/failure.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { ProjectLink } from './entitlements.tsx';
import { useSales } from './use-income.ts';
import { incomeWords } from './words.ts';

export function SalesToDivide({ org }: { org: string }) {
  const { data } = useOrganization(org);
  return data?.account === undefined ? null : <Sales account={data.account} />;
}

function Sales({ account }: { account: string }) {
  const say = useWords(incomeWords);
  const { number, yuan } = useFormats();
  const sales = useSales(account);
  const open = sales.items.filter(({ primary, divided }) => primary !== undefined && !divided);
  return (
    <section className="card">
      <h2>{say('toDivide')}</h2>
      <Failure error={sales.error} onRetry={() => void sales.refetch()} />
      {sales.data && open.length === 0 && <p className="soft">{say('noneToDivide')}</p>}
      {open.length > 0 && (
        <Wide label={say('toDivide')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('project')}</th>
                <th scope="col">{say('buyer')}</th>
                <th scope="col">{say('acceptedOn')}</th>
                <th scope="col" className="amount">
                  {say('quantity')}
                </th>
                <th scope="col" className="amount">
                  {say('price')}
                </th>
                <th scope="col">{say('sale')}</th>
              </tr>
            </thead>
            <tbody>
              {open.map(({ id, primary = '', to, acceptedOn, quantity, price }) => (
                <tr key={id}>
                  <th scope="row">
                    <ProjectLink project={primary} />
                  </th>
                  <td>
                    <AccountName id={to} />
                  </td>
                  <td>{acceptedOn}</td>
                  <td className="amount">{number(quantity)} tCO2e</td>
                  <td className="amount">{price && yuan(price.fen)}</td>
                  <td>
                    <Link to={`/transfers/${id}`}>{say('divide')}</Link>
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
