/** Leads to the facility of a contract, by its name. */
import { Link } from 'react-router';
import { useFacility } from '../facilities/use-facilities.ts';

export function FacilityLink({ id }: { id: string }) {
  return <Link to={`/facilities/${id}`}>{useFacility(id).data?.name ?? id}</Link>;
}
