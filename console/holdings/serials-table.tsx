/** Serials by batch, as a certificate lists them. */
import type { SerialRange } from '../../events/client/operations.schemas.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { OriginLink, useInstrumentName } from './names.tsx';
import { serialsText } from './units.ts';
import { useBatches } from './use-units.ts';
import { holdingWords } from './words.ts';

export function SerialsTable({ serials, caption }: { serials: readonly SerialRange[]; caption: string }) {
  const say = useWords(holdingWords);
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  const batches = useBatches(serials.map(({ batch }) => batch));
  return (
    <div className="wide">
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('origin')}</th>
            <th scope="col">{say('instrument')}</th>
            <th scope="col">{say('vintage')}</th>
            <th scope="col">{say('batch')}</th>
            <th scope="col">{say('serials')}</th>
            <th scope="col" className="amount">
              {say('quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {serials.map(({ batch, from, to }) => {
            const of = batches.get(batch);
            return (
              <tr key={`${batch} ${from}`}>
                <td>{of && <OriginLink {...of} />}</td>
                <td>{of && nameOf(of.instrument)}</td>
                <td>{of?.vintage}</td>
                <td>
                  <a href={`/p/batches/${batch}`}>{batch}</a>
                </td>
                <td>{serialsText({ from, to })}</td>
                <td className="amount">{number(to - from + 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
