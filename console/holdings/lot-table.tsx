/** Lots in a table; beside each stands a field for the amount, or why it can't be used. */
import { Button, Form, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { monthOf } from '../../shared/base/month.ts';
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

/** Rows shown at first, and added each time. */
const AT_ONCE = 40;

/**
 * What is filled in stands beside the origin, so that it is seen on a narrow screen too. Of many batches the
 * first are shown; what a form holds of the others it keeps.
 */
export function LotTable({ caption, second, lots, children }: LotTableProps) {
  const say = useWords(holdingWords);
  const { number } = useFormats();
  const [shown, setShown] = useState(AT_ONCE);
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
          {lots.slice(0, shown).map((lot, index) => (
            <LotRow key={lot.batch.id} lot={lot}>
              {children(lot, index)}
            </LotRow>
          ))}
        </tbody>
      </table>
      {lots.length > shown && (
        <p className="list-tools">
          <Button onClick={() => setShown(shown + AT_ONCE)}>{say('lots.more')}</Button>
          <span className="soft">
            {say('lots.shown', { shown: number(shown), count: number(lots.length) })}
          </span>
        </p>
      )}
    </div>
  );
}

/** Certificates have a month, by which one batch of a facility is told from another; credits have a year. */
function useTimeOf() {
  const say = useWords(holdingWords);
  return ({ generated, vintage }: Lot['batch']) => {
    if (!generated || monthOf(generated.from) !== monthOf(generated.to))
      return say('lots.year', { year: vintage });
    return say('lots.month', { month: monthOf(generated.from) });
  };
}

function LotRow({ lot: { batch, quantity }, children }: { lot: Lot; children: ReactNode }) {
  const say = useWords(holdingWords);
  const timeOf = useTimeOf();
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  return (
    <tr>
      <th scope="row">
        <OriginLink {...batch} />
        <br />
        <span className="soft">
          {say('lots.kindAndTime', { kind: nameOf(batch.instrument), time: timeOf(batch) })}
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
  const timeOf = useTimeOf();
  const { number } = useFormats();
  const origin = useOriginName(batch) ?? batch.id;
  return (
    <Form.Item
      name={['quantities', batch.id]}
      extra={say('lots.most', { most: number(quantity) })}
      className="in-table"
    >
      <InputNumber
        aria-label={say('lots.amountOf', { label, origin, time: timeOf(batch) })}
        precision={0}
        min={0}
        max={quantity}
        controls={false}
      />
    </Form.Item>
  );
}
