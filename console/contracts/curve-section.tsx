/** The contracted curve against delivery: a chart, and every month in the table beside it. */
import { lazy, Suspense, useMemo } from 'react';
import { Link } from 'react-router';
import type { MonthSettlement, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type CurveMonth, curveOf, settledSums, shownTerms } from './curve.ts';
import { useSettlements } from './use-contracts.ts';
import { contractWords } from './words.ts';

const CurveChart = lazy(async () => ({ default: (await import('./curve-chart.tsx')).CurveChart }));
const BASIS_POINTS = 10_000;

export function CurveSection({ contract }: { contract: PowerPurchaseAgreement }) {
  const say = useWords(contractWords);
  const { number, percent } = useFormats();
  const { data, error, refetch } = useSettlements(contract.id);
  const settlements = useMemo(() => data ?? [], [data]);
  const curve = useMemo(() => curveOf(shownTerms(contract), settlements), [contract, settlements]);
  const columns = useColumns(
    contract.id,
    settlements.some(({ amounts }) => amounts),
  );
  const sums = settledSums(settlements);
  const values = {
    months: sums.months,
    contracted: number(sums.contracted),
    delivered: number(sums.delivered),
    from: curve[0]?.month ?? '',
    to: curve.at(-1)?.month ?? '',
    share: sums.contracted > 0 ? percent(Math.floor((sums.delivered * BASIS_POINTS) / sums.contracted)) : '—',
  };
  return (
    <section className="card">
      <h2>{say('curve.title')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      <p>{sums.months === 0 ? say('curve.none') : say('curve.summary', values)}</p>
      <Suspense fallback={<div className="chart" />}>
        <CurveChart curve={curve} label={say('curve.chart', values)} />
      </Suspense>
      <ListTable
        name={`curve-${contract.id}`}
        columns={columns}
        items={curve}
        keyOf={({ month }) => month}
        isLoading={false}
      />
    </section>
  );
}

type Amount = 'energyFen' | 'environmentalFen';

/** Of all buyers together; undefined where it isn't shown. */
const sumOf = (settlement: MonthSettlement | undefined, of: Amount): number | undefined =>
  settlement?.amounts?.parts.reduce((sum, part) => sum + part[of], 0);

const FEN_PER_YUAN = 100;

function useColumns(id: string, hasAmounts: boolean): Column<CurveMonth>[] {
  const say = useWords(contractWords);
  const { number, yuan } = useFormats();
  const figure = (
    key: 'contractedMwh' | 'deliveredMwh' | 'shortfall' | 'generated',
    of: (each: CurveMonth) => number | undefined,
  ): Column<CurveMonth> => ({
    key,
    title: say(`curve.${key}`),
    align: 'right',
    show: (each) => {
      const value = of(each);
      return value !== undefined && number(value);
    },
    text: of,
  });
  const amount = (key: Amount | 'deviationFen', of: (each: CurveMonth) => number | undefined) => ({
    key,
    title: say(`curve.${key}`),
    align: 'right' as const,
    show: (each: CurveMonth) => {
      const fen = of(each);
      return fen !== undefined && yuan(fen);
    },
    text: (each: CurveMonth) => {
      const fen = of(each);
      return fen === undefined ? undefined : fen / FEN_PER_YUAN;
    },
  });
  const side = ({ settlement }: CurveMonth) =>
    settlement?.shortfall && say(`curve.sides.${settlement.shortfall.side}`);
  return [
    { key: 'month', title: say('curve.month'), show: ({ month }) => month, text: ({ month }) => month },
    figure('contractedMwh', ({ contracted }) => contracted),
    figure('deliveredMwh', ({ settlement }) => settlement?.deliveredMegawattHours),
    figure('shortfall', ({ settlement }) => settlement && (settlement.shortfall?.megawattHours ?? 0)),
    { key: 'side', title: say('curve.side'), show: side, text: side },
    figure('generated', ({ settlement }) => settlement?.generatedKilowattHours),
    ...(hasAmounts
      ? [
          amount('energyFen', ({ settlement }) => sumOf(settlement, 'energyFen')),
          amount('environmentalFen', ({ settlement }) => sumOf(settlement, 'environmentalFen')),
          amount('deviationFen', ({ settlement }) => settlement?.amounts?.deviation?.fen),
        ]
      : []),
    {
      key: 'settlement',
      title: say('curve.settlement'),
      show: ({ month, settlement }) =>
        settlement && <Link to={`/contracts/${id}/settlements/${month}`}>{say('curve.open')}</Link>,
    },
  ];
}
