/** The inventory's totals: land by banner and type, and what could be developed under which standard. */
import type { Inventory } from '../../events/client/operations.schemas.ts';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { useHectares } from './hectares.ts';
import { landWords } from './words.ts';

export function InventoryTable({ inventory }: { inventory: Inventory }) {
  const say = useWords(landWords);
  const term = useTerms();
  const hectares = useHectares();
  const { number } = useFormats();
  const { items, standards, parcels, areaSquareMetres } = inventory;
  return (
    <section className="card">
      <h2>{say('inventory.title')}</h2>
      <Wide label={say('inventory.title')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('banner')}</th>
              <th scope="col">{say('type')}</th>
              <th scope="col">{say('inventory.standards')}</th>
              <th scope="col" className="amount">
                {say('inventory.count')}
              </th>
              <th scope="col" className="amount">
                {say('area')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={`${item.banner} ${item.type}`}>
                <th scope="row">{item.bannerName}</th>
                <td>{term('category', item.type)}</td>
                <td>{item.standards.join(' · ') || say('inventory.none')}</td>
                <td className="amount">{number(item.parcels)}</td>
                <td className="amount">{hectares(item.areaSquareMetres)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" colSpan={3}>
                {say('inventory.total')}
              </th>
              <td className="amount">{number(parcels)}</td>
              <td className="amount">{hectares(areaSquareMetres)}</td>
            </tr>
          </tbody>
        </table>
      </Wide>
      <ul className="soft">
        {standards.map(({ standard, parcels: count, areaSquareMetres: area }) => (
          <li key={standard}>
            {say('inventory.eligible', { standard, parcels: number(count), area: hectares(area) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
