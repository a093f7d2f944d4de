/** The second step: how many of which units. Those that can't be used are listed apart, with the reason. */
import { Button } from 'antd';
import { AmountField, LotTable } from '../holdings/lot-table.tsx';
import type { AmountFault, Lot } from '../holdings/lots.ts';
import { holdingWords } from '../holdings/words.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { Unfit } from './units-for.ts';
import { retireWords } from './words.ts';

interface UnitsStepProps {
  isLoading: boolean;
  lots: readonly Lot[];
  unfit: readonly { lot: Lot; why: Unfit }[];
  unit: string;
  total: number;
  /** Bound by the statement, where there is one. */
  open: number | undefined;
  fault: AmountFault | undefined;
  onFill: () => void;
}

export function UnitsStep({ isLoading, lots, unfit, unit, total, open, fault, onFill }: UnitsStepProps) {
  const say = useWords(retireWords);
  const sayHeld = useWords(holdingWords);
  const { number } = useFormats();
  if (isLoading) return <p aria-live="polite">…</p>;
  if (lots.length + unfit.length === 0)
    return <EmptyState title={say('units.none')} hint={say('units.noneHint')} />;
  return (
    <>
      {lots.length > 0 && (
        <LotTable caption={say('units.caption')} second={say('units.amount')} lots={lots}>
          {(lot) => <AmountField lot={lot} label={say('units.amount')} />}
        </LotTable>
      )}
      {unfit.length > 0 && (
        <LotTable
          caption={say('units.unfitTitle')}
          second={say('units.unfitReason')}
          lots={unfit.map(({ lot }) => lot)}
        >
          {(_, index) => say(`unfit.${unfit[index]!.why}`)}
        </LotTable>
      )}
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
          {sayHeld(`lots.fault.${fault}`)}
        </p>
      )}
    </>
  );
}
