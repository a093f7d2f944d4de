/**
 * Certificates of another registry, each known by that registry and its number. Over all contracts and files,
 * imports take no more of one than its quantity, so none is issued twice here, whoever brings it in again.
 */
import { certificateEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { Draw } from './facts.ts';
import type { CertificateState } from './states.ts';

export const drawnKilowattHours = (draws: readonly Draw[]): number =>
  draws.reduce((sum, { drawn }) => sum + drawn, 0);

/**
 * Refuses draws that can't be. Rejections in order: certificates-not-the-volume; then certificate by
 * certificate certificate-named-twice, certificate-quantity-differs, certificate-drawn-out.
 */
export function refuseDraws(
  entities: Entities,
  source: string,
  draws: readonly Draw[],
  kilowattHours: number,
): Rejection | undefined {
  const sum = drawnKilowattHours(draws);
  if (sum !== kilowattHours)
    return reject('certificates-not-the-volume', '/certificates', { kilowattHours, sum });
  const named = new Set<string>();
  for (const [index, draw] of draws.entries()) {
    const { number } = draw;
    const known = certificateEntity(source, number);
    if (named.has(known))
      return reject('certificate-named-twice', `/certificates/${index}/number`, { number });
    named.add(known);
    const refused = refuseDraw(read(entities, known)?.state, draw, index);
    if (refused) return refused;
  }
  return undefined;
}

function refuseDraw(
  known: CertificateState | undefined,
  { number, kilowattHours, drawn }: Draw,
  index: number,
): Rejection | undefined {
  if (known && known.kilowattHours !== kilowattHours)
    return reject('certificate-quantity-differs', `/certificates/${index}/kilowattHours`, {
      number,
      known: known.kilowattHours,
      stated: kilowattHours,
    });
  const before = known?.drawn ?? 0;
  if (before + drawn > kilowattHours)
    return reject('certificate-drawn-out', `/certificates/${index}/drawn`, {
      number,
      kilowattHours,
      before,
      wanted: drawn,
    });
  return undefined;
}

/** The certificates after the draws. */
export const withDrawn = (entities: Entities, source: string, draws: readonly Draw[]): NextStates =>
  draws.map(({ number, kilowattHours, drawn }) => {
    const id = certificateEntity(source, number);
    const before = read(entities, id)?.state.drawn ?? 0;
    return [id, { kilowattHours, drawn: before + drawn }];
  });
