/** Who is signed in, and for which organization. */
import { useOrganization } from '../parts/use-organization.ts';
import type { Identity } from '../session/session.ts';
import { useWords } from '../words/area.ts';
import { appWords } from './words.ts';

export function Who({ identity: { name, org } }: { identity: Identity }) {
  const say = useWords(appWords);
  // A person without a name of its own has its organization's.
  const of = useOrganization(org).data?.name ?? org;
  return (
    <span className="frame-who" title={org}>
      {name === of ? of : say('actingAs', { name, org: of })}
    </span>
  );
}
