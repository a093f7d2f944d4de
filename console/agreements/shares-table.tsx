/** Parties and shares of one version, and who has consented where that is open. */
import type { Party } from '../../events/client/operations.schemas.ts';
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { agreementWords } from './words.ts';

interface SharesTableProps {
  version: { version: number; effectiveFrom: string; parties: readonly Party[] };
  /** Of the pending version: who has accepted. */
  accepted?: readonly string[];
}

export function SharesTable({ version: { version, effectiveFrom, parties }, accepted }: SharesTableProps) {
  const say = useWords(agreementWords);
  const { percent } = useFormats();
  const caption = say('version', { version, day: effectiveFrom });
  return (
    <Wide label={caption}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('party')}</th>
            <th scope="col">{say('kind')}</th>
            {accepted && <th scope="col">{say('consent')}</th>}
            <th scope="col" className="amount">
              {say('share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parties.map(({ organization, kind, basisPoints }) => (
            <tr key={organization}>
              <th scope="row">
                <OrganizationName id={organization} />
              </th>
              <td>{say(`kinds.${kind}`)}</td>
              {accepted && <td>{say(accepted.includes(organization) ? 'accepted' : 'notYet')}</td>}
              <td className="amount">{percent(basisPoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
