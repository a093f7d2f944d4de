/** What a party is entitled to in a period, and the first sales that are still to be divided. */

import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { Entitlements } from './entitlements.tsx';
import { SalesToDivide } from './sales-to-divide.tsx';
import { incomeWords } from './words.ts';

export function IncomePage() {
  const say = useWords(incomeWords);
  const identity = useIdentity();
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      {identity?.roles.includes('developer') && <SalesToDivide org={identity.org} />}
      {identity && <Entitlements identity={identity} />}
    </>
  );
}
