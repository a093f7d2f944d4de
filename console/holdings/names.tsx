/** Units by their names: the instrument, the status, and the project or facility that they came from. */
import type { Batch, BlockStatus } from '../../events/client/operations.schemas.ts';
import { instruments } from '../../shared/units/instrument.ts';
import { useWordsLanguage } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { isInstrument } from './units.ts';
import { useOriginName } from './use-units.ts';

/** An instrument as people call it, with its code; the code alone where the console knows no other. */
export function useInstrumentName(): (code: string) => string {
  const language = useWordsLanguage();
  return (code) => (isInstrument(code) ? `${instruments[code].name[language]} ${code}` : code);
}

/** What can be used stands out; the word says which it is. */
export function StatusName({ status }: { status: BlockStatus }) {
  const term = useTerms();
  return <span className={status === 'held' ? 'live' : undefined}>{term('block', status)}</span>;
}

/** Leads to the public page of a project or facility. */
export function OriginLink(origin: Pick<Batch, 'project' | 'facility'>) {
  const { project, facility } = origin;
  const name = useOriginName(origin);
  if (project !== undefined) return <a href={`/p/projects/${project}`}>{name ?? project}</a>;
  if (facility !== undefined) return <a href={`/p/facilities/${facility}`}>{name ?? facility}</a>;
  return null;
}
