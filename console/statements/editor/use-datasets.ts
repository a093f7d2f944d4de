/** What energy-carbon platforms delivered of the organization for a year, to draw lines from. */
import { useQuery } from '@tanstack/react-query';
import type { ActivityDataset } from '../../../events/client/operations.schemas.ts';
import { getV1ActivityDatasets } from '../../../events/client/operations.ts';
import { pagesOf } from '../../api/pages-of.ts';
import { useApi } from '../../api/use-api.ts';
import { useIdentity } from '../../session/use-session.ts';

const NONE: { value: string; label: string }[] = [];

/** By month, as options of a field. */
export function useDatasets(year: number | undefined) {
  const api = useApi();
  const organization = useIdentity()?.org;
  const { data = NONE } = useQuery({
    queryKey: ['datasets', organization, year],
    queryFn: async ({ signal }) => {
      const all = await pagesOf<ActivityDataset>(api, (query) => getV1ActivityDatasets(query), signal);
      return all
        .filter((each) => each.organization === organization && each.month.startsWith(`${year}-`))
        .map(({ id, month, platform }) => ({ value: id, label: `${month} ${platform}` }));
    },
    enabled: year !== undefined,
  });
  return data;
}
