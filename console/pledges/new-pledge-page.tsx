/** Units offered to a financier in pledge for a loan. */
import { Link } from 'react-router';
import { postV1Pledges } from '../../events/client/operations.ts';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { OfferFields } from '../transfers/offer-fields.tsx';
import { transferWords } from '../transfers/words.ts';
import { useWords } from '../words/area.ts';
import { pledgeWords } from './words.ts';

export function NewPledgePage() {
  const say = useWords(pledgeWords);
  const sayOffer = useWords(transferWords);
  return (
    <>
      <PageHead
        title={sayOffer('pledge.title')}
        lead={
          <>
            {sayOffer('pledge.lead')} <Link to="/pledges">← {say('back')}</Link>
          </>
        }
      />
      <NeedsAccount>
        {(account) => (
          <OfferFields
            account={account}
            what="pledge"
            send={({ money, ...pledge }) => postV1Pledges({ ...pledge, ...(money && { loan: money }) })}
            shownAt={(id) => `/pledges/${id}`}
          />
        )}
      </NeedsAccount>
    </>
  );
}
