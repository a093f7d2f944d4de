/** Rules of organizations, projects and issuances (DOMAIN §1, §2). One line per fault. */
import { organizationEntity, usccEntity } from '../../shared/ledger/entity.ts';
import { OPERATOR } from '../support/history/history.ts';
import {
  edit,
  facts,
  faultsAreFound,
  issuedBut,
  nobody,
  organizationBut,
  projectBut,
} from '../support/history/small-history.ts';
import { madeUpUscc } from '../support/uscc.ts';

const legacy = { legacy: true, methodology: 'AMS-I.D.', origin: { source: 'VROD', code: 'VCS1' } };

faultsAreFound([
  ['organization-identity', 'no identity', organizationBut(facts({ uscc: undefined }))],
  ['organization-identity', 'two', organizationBut(facts({ foreign: { source: 'VROD', name: 'x' } }))],
  [
    'organization-roles',
    'a verifier that trades',
    organizationBut(facts({ roles: ['enterprise', 'verifier'] })),
  ],
  ['organization-roles', 'a role twice', organizationBut(facts({ roles: ['enterprise', 'enterprise'] }))],
  ['organization-account', 'a verifier with an account', organizationBut(facts({ roles: ['verifier'] }))],
  ['organization-account', 'an enterprise without', organizationBut(facts({ account: undefined }))],
  ['identity-taken', 'a USCC of another', organizationBut(facts({ uscc: madeUpUscc(0) }))],
  [
    'identity-taken',
    'a foreign identity of another',
    (s) => {
      const foreign = { source: 'VROD', name: 'Dev' };
      s.h.organization({ name: 'a', foreign });
      s.h.organization({ name: 'b', foreign: { source: 'VROD', name: 'Other' } });
      edit(s, facts({ foreign }));
    },
  ],
  [
    'identity-taken',
    "another project's registration code",
    (s) => {
      s.h.project({ developer: s.developer.id, ...legacy });
      s.h.project({ developer: s.developer.id, ...legacy, origin: { source: 'VROD', code: 'VCS2' } });
      edit(s, facts({ origin: legacy.origin }));
    },
  ],
  [
    'organization-alike',
    'one of a like name not shown',
    (s) => {
      s.h.organization({ name: '铜 业' });
      edit(s, facts({ alike: undefined }));
    },
  ],
  ['organization-alike', 'one shown that has another name', organizationBut(facts({ alike: [nobody('o')] }))],
  [
    'organization-unknown',
    'identifies nobody',
    (s) => {
      s.h.identify(s.h.organization({ name: 'a', foreign: { source: 'VROD', name: 'A' } }).id);
      edit(s, facts({ organization: nobody('o') }));
    },
  ],
  [
    'already-identified',
    'a second USCC',
    ({ h, copper }) => {
      const uscc = madeUpUscc(99);
      h.forge(OPERATOR, {
        type: 'organization.identified',
        facts: { organization: copper.id, uscc },
        advances: [organizationEntity(copper.id), usccEntity(uscc)],
      });
    },
  ],
  ['organization-unknown', 'a developer that is nobody', projectBut(facts({ developer: nobody('o') }))],
  [
    'developer-role',
    'a developer without the role',
    projectBut((e, s) => facts({ developer: s.copper.id })(e, s)),
  ],
  ['methodology-not-in-force', 'an unknown one', projectBut(facts({ methodology: 'CCER-99-001-V01' }))],
  ['methodology-not-in-force', "another standard's", projectBut(facts({ standard: 'GS' }))],
  ['category-mismatch', 'grassland as forest', projectBut(facts({ category: 'grassland' }))],
  ['project-unknown', 'issued for no project', issuedBut(facts({ project: nobody('p') }))],
  ['instrument-mismatch', 'VCU of a CCER project', issuedBut(facts({ instrument: 'VCU' }))],
  ['account-unknown', 'issued to no account', issuedBut(facts({ account: nobody('a') }))],
  ['lanes-not-a-partition', 'not from 1', issuedBut(facts({ lanes: [2, 6] }))],
  ['lanes-not-a-partition', 'a lane twice', issuedBut(facts({ lanes: [1, 1] }))],
  ['lanes-not-a-partition', 'a lane beyond the batch', issuedBut(facts({ lanes: [1, 11] }))],
  ['legacy-flag', 'unlike its project', issuedBut(facts({ legacy: true }))],
  ['imported-flag', 'unlike its project', issuedBut(facts({ imported: false }))],
]);
