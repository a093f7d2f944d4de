/** Lots in a table; beside each stands a field for the amount, or why it can't be used. */
import { Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { Lot } from './lots.ts';
import { OriginLink, useInstrumentName } from './names.tsx';
import { useOriginName } from './use-units.ts';
import { holdingWords } from './words.ts';

interface LotTableProps {
  caption: string;
  /** Of the column beside the origin. */
  second: string;
  lots: readonly Lot[];
  /** What stands in that column. */
  children: (lot: Lot, index: number) => ReactNode;
}

/** What is filled in stands beside the origin, so that it is seen on a narrow screen too. */
export function LotTable({ caption, second, lots, children }: LotTableProps) {
  const say = useWords(holdingWords);
  return (
    <div className="wide">
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('origin')}</th>
            <th scope="col">{second}</th>
            <th scope="col">{say('validThrough')}</th>
            <th scope="col" className="amount">
              {say('lots.held')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot, index) => (
            <LotRow key={lot.batch.id} lot={lot}>
              {children(lot, index)}
            </LotRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LotRow({ lot: { batch, quantity }, children }: { lot: Lot; children: ReactNode }) {
  const say = useWords(holdingWords);
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  return (
    <tr>
      <th scope="row">
        <OriginLink {...batch} />
        <br />
        <span className="soft">
          {say('lots.kindAndYear', { kind: nameOf(batch.instrument), vintage: batch.vintage })}
        </span>
      </th>
      <td>{children}</td>
      <td>{batch.validThrough ?? say('noEnd')}</td>
      <td className="amount">{number(quantity)}</td>
    </tr>
  );
}

/** A field of the form's `quantities`. @param label what happens to the amount */
export function AmountField({ lot: { batch, quantity }, label }: { lot: Lot; label: string }) {
  const say = useWords(holdingWords);
  const { number } = useFormats();
  const origin = useOriginName(batch) ?? batch.id;
  return (
    <Form.Item
      name={['quantities', batch.id]}
      extra={say('lots.most', { most: number(quantity) })}
      className="in-table"
    >
      <InputNumber
        aria-label={say('lots.amountOf', { label, origin, vintage: batch.vintage })}
        precision={0}
        min={0}
        max={quantity}
        controls={false}
      />
    </Form.Item>
  );
}
