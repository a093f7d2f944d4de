/** The second step: how many of which units. Those that can't be used are listed apart, with the reason. */
import { Button, Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { OriginLink, useInstrumentName } from '../holdings/names.tsx';
import { useOriginName } from '../holdings/use-units.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { AmountFault } from './retire-form.ts';
import type { Lot, Unfit } from './units-for.ts';
import { retireWords } from './words.ts';

interface UnitsStepProps {
  lots: readonly Lot[];
  unfit: readonly { lot: Lot; why: Unfit }[];
  unit: string;
  total: number;
  /** Bound by the statement, where there is one. */
  open: number | undefined;
  fault: AmountFault | undefined;
  onFill: () => void;
}

export function UnitsStep({ lots, unfit, unit, total, open, fault, onFill }: UnitsStepProps) {
  const say = useWords(retireWords);
  const { number } = useFormats();
  if (lots.length + unfit.length === 0)
    return <EmptyState title={say('units.none')} hint={say('units.noneHint')} />;
  return (
    <>
      {lots.length > 0 && <LotTable lots={lots} />}
      {unfit.length > 0 && <UnfitTable unfit={unfit} />}
      <p role="status">
        <b>
          {open === undefined
            ? say('units.total', { total: number(total), unit })
            : say('units.totalOf', { total: number(total), open: number(open), unit })}
        </b>
      </p>
      {open !== undefined && open > 0 && lots.length > 0 && (
        <p>
          <Button size="small" onClick={onFill}>
            {say('units.fill')}
          </Button>{' '}
          <span className="soft">{say('units.filled')}</span>
        </p>
      )}
      {fault && (
        <p role="alert" className="fault">
          {say(`fault.${fault}`)}
        </p>
      )}
    </>
  );
}

function LotTable({ lots }: { lots: readonly Lot[] }) {
  const say = useWords(retireWords);
  return (
    <div className="wide">
      <table className="plain">
        <caption>{say('units.caption')}</caption>
        <thead>
          <LotHead second={say('units.amount')} />
        </thead>
        <tbody>
          {lots.map((lot) => (
            <LotRow key={lot.batch.id} lot={lot}>
              <AmountField lot={lot} />
            </LotRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnfitTable({ unfit }: { unfit: readonly { lot: Lot; why: Unfit }[] }) {
  const say = useWords(retireWords);
  return (
    <div className="wide">
      <table className="plain">
        <caption>{say('units.unfitTitle')}</caption>
        <thead>
          <LotHead second={say('units.unfitReason')} />
        </thead>
        <tbody>
          {unfit.map(({ lot, why }) => (
            <LotRow key={lot.batch.id} lot={lot}>
              {say(`unfit.${why}`)}
            </LotRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LotHead({ second }: { second: string }) {
  const say = useWords(retireWords);
  return (
    <tr>
      <th scope="col">{say('units.origin')}</th>
      <th scope="col">{second}</th>
      <th scope="col">{say('units.validThrough')}</th>
      <th scope="col" className="amount">
        {say('units.held')}
      </th>
    </tr>
  );
}

/** What is filled in stands beside the origin, so that it is seen on a narrow screen too. */
function LotRow({ lot: { batch, quantity }, children }: { lot: Lot; children: ReactNode }) {
  const say = useWords(retireWords);
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  return (
    <tr>
      <th scope="row">
        <OriginLink {...batch} />
        <br />
        <span className="soft">
          {say('units.kindAndYear', { kind: nameOf(batch.instrument), vintage: batch.vintage })}
        </span>
      </th>
      <td>{children}</td>
      <td>{batch.validThrough ?? say('units.noEnd')}</td>
      <td className="amount">{number(quantity)}</td>
    </tr>
  );
}

function AmountField({ lot: { batch, quantity } }: { lot: Lot }) {
  const say = useWords(retireWords);
  const { number } = useFormats();
  const origin = useOriginName(batch) ?? batch.id;
  return (
    <Form.Item
      name={['quantities', batch.id]}
      extra={say('units.most', { most: number(quantity) })}
      className="in-table"
    >
      <InputNumber
        aria-label={say('units.amountOf', { origin, vintage: batch.vintage })}
        precision={0}
        min={0}
        max={quantity}
        controls={false}
      />
    </Form.Item>
  );
}
