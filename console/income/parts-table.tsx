/** The parts of an income by party, and their sum. */
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { incomeWords } from './words.ts';

export interface Part {
  organization: string;
  basisPoints: number;
  fen: number;
}

export function Parts({ parts, fen, caption }: { parts: readonly Part[]; fen: number; caption: string }) {
  const say = useWords(incomeWords);
  const { yuan, percent } = useFormats();
  return (
    <Wide label={caption}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('division.party')}</th>
            <th scope="col" className="amount">
              {say('share')}
            </th>
            <th scope="col" className="amount">
              {say('amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.organization}>
              <th scope="row">
                <OrganizationName id={part.organization} />
              </th>
              <td className="amount">{percent(part.basisPoints)}</td>
              <td className="amount">{yuan(part.fen)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={2}>
              {say('division.total')}
            </th>
            <td className="amount">
              <b>{yuan(fen)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </Wide>
  );
}
