/** DOMAIN §2: imported projects, under a methodology in force or marked as legacy; each registration once. */
import { organizationEntity, projectEntity, registrationEntity } from '../../../../shared/ledger/entity.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import { instrumentOf, instruments } from '../../../../shared/units/instrument.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

export const projectImported: Rules<'project.imported'> = (live, { id, facts }, violates) => {
  const { project, standard, methodology, category, developer, legacy, origin } = facts;
  checkBorn(live, 'p', project, id, projectEntity(project), violates);
  const owner = live.state(organizationEntity(developer));
  if (!owner) violates('organization-unknown', { organization: developer });
  else if (!owner.roles.includes('developer')) violates('developer-role', { developer });
  if (!legacy) {
    const known = methodologyOf(methodology);
    if (known?.standard !== standard || instruments[instrumentOf(standard)].importOnly)
      violates('methodology-not-in-force', { methodology, standard });
    else if (known.category !== category)
      violates('category-mismatch', { category, expected: known.category });
  }
  checkNameFree(live, registrationEntity(standard, origin.code), violates);
};
