/** Names in place of ids; the id stands there until the name is known, and where there is none. */
import { useOrganization, useOwner } from './use-organization.ts';

/** @param id of an organization */
export function OrganizationName({ id }: { id: string }) {
  const { data } = useOrganization(id);
  return <span title={id}>{data?.name ?? id}</span>;
}

/** @param id of an account: its owner's name */
export function AccountName({ id }: { id: string }) {
  return <span title={id}>{useOwner(id)?.name ?? id}</span>;
}
