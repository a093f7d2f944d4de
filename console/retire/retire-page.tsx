/** Retiring units, step by step. Nothing happens before the last one is agreed to. */
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { Wizard } from './wizard.tsx';
import { retireWords } from './words.ts';

export function RetirePage() {
  const say = useWords(retireWords);
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <NeedsAccount>
        {(account, organization) => <Wizard account={account} organization={organization} />}
      </NeedsAccount>
    </>
  );
}
