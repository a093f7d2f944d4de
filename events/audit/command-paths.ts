/**
 * Which request makes which event: what a signature over a path consents to. A route of its own in functions/ is the
 * writer's; test/unit/command-paths.test.ts holds the two tables against each other.
 */
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';

/** Templates after `/v1/`; `*` is an id, which the event must name. Empty: nobody asks for it. */
export const commandPaths: Readonly<Record<EventType, readonly string[]>> = {
  'organization.registered': ['organizations'],
  'organization.identified': ['organizations/*/identify'],
  'organization.united': ['organizations/*/unite'],
  'organization.key-registered': ['organizations/*/keys'],
  'organization.key-revoked': ['organizations/*/keys/*/revoke'],
  'project.imported': ['projects/imports'],
  'units.issued': ['projects/*/issuances', 'monitoring-reports/*/issue'],
  'block.subdivided': ['batches/*/subdivide'],
  'units.offered': ['transfers'],
  'transfer.accepted': ['transfers/*/accept'],
  'transfer.rejected': ['transfers/*/reject'],
  'transfer.withdrawn': ['transfers/*/withdraw'],
  'units.retired': ['retirements'],
  'units.cancelled': ['cancellations'],
  'pledge.proposed': ['pledges'],
  'pledge.accepted': ['pledges/*/accept'],
  'pledge.rejected': ['pledges/*/reject'],
  'pledge.withdrawn': ['pledges/*/withdraw'],
  'pledge.released': ['pledges/*/release'],
  'pledge.enforced': ['pledges/*/enforce'],
  'parcel.registered': ['parcels'],
  'parcel.withdrawn': ['parcels/*/withdraw'],
  'agreement.proposed': ['agreements', 'agreements/*/versions'],
  'agreement.accepted': ['agreements/*/accept'],
  'agreement.declined': ['agreements/*/decline'],
  'project.reserved': ['projects'],
  'development.begun': ['projects/*/develop'],
  'project.approved': ['projects/*/approve'],
  'design.published': ['projects/*/publish'],
  'comment.received': ['projects/*/comments', 'monitoring-reports/*/comments'],
  'comment.removed': ['projects/*/comments/*/remove', 'monitoring-reports/*/comments/*/remove'],
  'comments.treated': ['projects/*/treatments', 'monitoring-reports/*/treatments'],
  'project.validated': ['projects/*/validate'],
  'registration.requested': ['projects/*/request-registration'],
  'project.registered': ['projects/*/register'],
  'project.refused': ['projects/*/refuse'],
  'project.withdrawn': ['projects/*/withdraw'],
  'project.held': ['projects/*/hold'],
  'project.resumed': ['projects/*/resume'],
  'project.deactivated': ['projects/*/deactivate'],
  'project.deregistered': ['projects/*/deregister'],
  'report.submitted': ['projects/*/monitoring-reports'],
  'report.verified': ['monitoring-reports/*/verify'],
  'report.refused': ['monitoring-reports/*/refuse'],
  'report.corrected': ['monitoring-reports/*/correct'],
  'issuance.requested': ['monitoring-reports/*/request-issuance'],
  'reversal.recorded': ['projects/*/reversals'],
  'income.divided': ['transfers/*/settle'],
  'account.opened': ['provincial-accounts'],
  'facility.registered': ['facilities'],
  'facility.imported': ['facilities/imports'],
  'generation.recorded': ['facilities/*/generation'],
  'generation.confirmed': ['facilities/*/generation/confirm'],
  'generation.refused': ['facilities/*/generation/refuse'],
  'generation.imported': ['supply-contracts/*/generation'],
  'certificates.frozen': ['projects/*/freeze-certificates'],
  'certificates.released': ['projects/*/release-certificates'],
  'certificates.cancelled': ['facilities/*/cancellations', 'monitoring-reports/*/cancel-certificates'],
  'units.expired': [],
  'month.expired': [],
  'contract.proposed': ['power-purchase-agreements', 'power-purchase-agreements/*/versions'],
  'contract.signed': ['power-purchase-agreements/*/sign'],
  'contract.declined': ['power-purchase-agreements/*/decline'],
  'consumption.recorded': ['power-purchase-agreements/*/consumption'],
  'consumption.confirmed': ['power-purchase-agreements/*/consumption/confirm'],
  'consumption.refused': ['power-purchase-agreements/*/consumption/refuse'],
  'contract.settled': ['power-purchase-agreements/*/settlements'],
  'supply.imported': ['supply-contracts/imports'],
  'supply.delivered': ['supply-contracts/*/deliveries'],
  'state.recorded': [],
};

/** Whether a request to that path asks for this event: of its type, and of what the path names. */
export function asksFor(path: string, { type, facts, advances }: RegistryEvent): boolean {
  const parts = path.split('/').slice(2);
  const template = commandPaths[type].find((each) => fits(each.split('/'), parts));
  if (template === undefined) return false;
  const named = JSON.stringify(facts);
  const wanted = template.split('/');
  return parts.every(
    (part, i) =>
      wanted[i] !== '*' ||
      named.includes(`"${part}"`) ||
      advances.some(({ entity }) => entity.includes(`:${part}`) || entity.endsWith(`/${part}`)),
  );
}

const fits = (template: readonly string[], parts: readonly string[]): boolean =>
  template.length === parts.length && template.every((word, i) => word === '*' || word === parts[i]);
