/** Steps of histories: two identities of one organization. */
import { decideUniteOrganizations } from '../../../shared/parties/unite-organizations.ts';
import { madeUpUscc } from '../uscc.ts';
import { as, type By, type History, OPERATOR } from './history.ts';

/** Unites the second one into the first; the USCC is given where the first has none. */
export const unite = (h: History, organization: string, united: string, uscc?: number) =>
  h.commit<'organization.united'>(OPERATOR, () =>
    decideUniteOrganizations(h.entities, {
      organization,
      united,
      reason: '营业执照与境外登记资料',
      ...(uscc !== undefined && { uscc: madeUpUscc(uscc) }),
    }),
  );

/** The organization acting for another that was united into it. */
export const actingFor = (agent: string, party: string, role: By['role'] = 'enterprise'): By => ({
  ...as(party, role),
  agent,
});
