/** Steps of histories about joint-development agreements. */

import type { Party } from '../../../shared/land/facts.ts';
import {
  decideAcceptVersion,
  decideDeclineVersion,
  decideProposeAgreement,
  decideProposeVersion,
  type ProposeVersion,
} from '../../../shared/land/propose-agreement.ts';
import { as, asRegistered, type History } from './history.ts';

/** Of a document that nobody needs to have: the log knows its digest only. */
export const someDocument = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;

/** Shares of 3000 for the first, the developer's, and 7000 for the second, the holder's. */
export const sharesOf = (developer: string, holder: string): Party[] => [
  { organization: developer, kind: 'municipal', basisPoints: 3000 },
  { organization: holder, kind: 'holder', basisPoints: 7000 },
];

type Terms = Partial<ProposeVersion> & Pick<ProposeVersion, 'parties'>;
const whole = (terms: Terms): ProposeVersion => ({
  effectiveFrom: '2026-11-21',
  document: someDocument,
  ...terms,
});

/** The developer proposes a new agreement; returns its id. */
export function proposeAgreement(h: History, developer: string, terms: Terms): string {
  return h.commit<'agreement.proposed'>(as(developer, 'developer'), (context) =>
    decideProposeAgreement(h.entities, whole(terms), context),
  ).facts.agreement;
}

/** The developer proposes the next version. */
export const proposeVersion = (h: History, developer: string, agreement: string, terms: Terms) =>
  h.commit<'agreement.proposed'>(as(developer, 'developer'), (context) =>
    decideProposeVersion(h.entities, { ...whole(terms), agreement }, context),
  );

export const acceptVersion = (h: History, party: string, agreement: string, version = 1) =>
  h.commit<'agreement.accepted'>(as(party), (context) =>
    decideAcceptVersion(h.entities, { agreement, version }, context),
  );

export const declineVersion = (h: History, party: string, agreement: string, version = 1) =>
  h.commit<'agreement.declined'>(asRegistered(h, party), (context) =>
    decideDeclineVersion(h.entities, { agreement, version, reason: '份额不妥' }, context),
  );

/** An agreement that both have accepted. */
export function agree(h: History, developer: string, holder: string): string {
  const agreement = proposeAgreement(h, developer, { parties: sharesOf(developer, holder) });
  acceptVersion(h, holder, agreement);
  return agreement;
}
