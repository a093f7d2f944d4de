/** An offer of units to another organization, with or without a sealed price. */
import { Link } from 'react-router';
import { postV1Transfers } from '../../events/client/operations.ts';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { OfferFields } from './offer-fields.tsx';
import { transferWords } from './words.ts';

export function NewTransferPage() {
  const say = useWords(transferWords);
  return (
    <>
      <PageHead
        title={say('offer.title')}
        lead={
          <>
            {say('offer.lead')} <Link to="/transfers">← {say('back')}</Link>
          </>
        }
      />
      <NeedsAccount>
        {(account) => (
          <OfferFields
            account={account}
            what="offer"
            send={({ money, ...offer }) => postV1Transfers({ ...offer, ...(money && { price: money }) })}
            shownAt={(id) => `/transfers/${id}`}
          />
        )}
      </NeedsAccount>
    </>
  );
}
