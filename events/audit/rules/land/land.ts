/** DOMAIN §2: the land inventory and the agreements to develop it jointly. */
import { cityOf } from '../../../../shared/land/banner.ts';
import type { landFacts } from '../../../../shared/land/facts.ts';
import { organizationEntity, parcelEntity } from '../../../../shared/ledger/entity.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { agreementAccepted, agreementDeclined, agreementProposed } from './agreement.ts';

const parcelRegistered: Rules<'parcel.registered'> = (live, { id, by, facts }, violates) => {
  const { parcel, banner, holder, areaSquareMetres } = facts;
  checkBorn(live, 'l', parcel, id, parcelEntity(parcel), violates);
  const registrant = live.state(organizationEntity(by.org));
  if (!registrant) violates('organization-unknown', { organization: by.org });
  else if (!registrant.roles.includes('developer')) violates('developer-role', { developer: by.org });
  if (!live.entities.has(organizationEntity(holder)))
    violates('organization-unknown', { organization: holder });
  const { squareMetres: limit } = cityOf(banner);
  if (areaSquareMetres > limit) violates('parcel-too-large', { areaSquareMetres, limit });
};

const parcelWithdrawn: Rules<'parcel.withdrawn'> = (live, { by, facts: { parcel } }, violates) => {
  const found = live.state(parcelEntity(parcel));
  if (!found) return violates('parcel-unknown', { parcel });
  const { registrant, status } = found;
  if (registrant !== by.org) violates('parcel-not-registrants', { parcel, org: by.org, registrant });
  if (status === 'withdrawn') violates('parcel-withdrawn-twice', { parcel });
};

export const landRules: { [T in keyof typeof landFacts]: Rules<T> } = {
  'parcel.registered': parcelRegistered,
  'parcel.withdrawn': parcelWithdrawn,
  'agreement.proposed': agreementProposed,
  'agreement.accepted': agreementAccepted,
  'agreement.declined': agreementDeclined,
};
