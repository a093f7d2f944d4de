/** What the statement comes to so far: four views, the waterfall, and what a browser can't know. */
import { InputNumber } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { asDecimal, fraction } from '../../../shared/base/rational.ts';
import { Facts } from '../../parts/facts.tsx';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import { Views } from '../statement-parts.tsx';
import { statementWords } from '../words.ts';
import type { Live, LiveFigures } from './live.ts';
import type { LineForm } from './statement-form.ts';
import { editorWords } from './words.ts';

const Waterfall = lazy(async () => ({ default: (await import('../waterfall.tsx')).Waterfall }));

const KILOGRAMS = 1000;
const ENERGY_DIGITS = 6;

interface LivePanelProps {
  live: Live;
  lines: readonly LineForm[];
  /** MWh of green power that is only thought of. */
  planned: number;
  plan: (megawattHours: number) => void;
  isPark: boolean;
}

export function LivePanel({ live, lines, planned, plan, isPark }: LivePanelProps) {
  const say = useWords(editorWords);
  const sayStatement = useWords(statementWords);
  const { figures } = live;
  return (
    <>
      <section className="card">
        <h2>{say('live.title')}</h2>
        <p className="soft">{say(isPark ? 'live.members' : 'live.lead')}</p>
        <Untold live={live} lines={lines} />
        <Planned planned={planned} plan={plan} />
        {figures ? <Known figures={figures} /> : <p>{say('live.none')}</p>}
      </section>
      {figures && (
        <>
          <Views statement={figures} />
          <section className="card">
            <h2>{sayStatement('waterfall.title')}</h2>
            <Suspense fallback={<div className="chart" />}>
              <Waterfall amounts={figures.waterfall} />
            </Suspense>
            <p className="soft">{sayStatement('waterfall.hint')}</p>
          </section>
        </>
      )}
    </>
  );
}

/** Lines that aren't counted, rules that are broken, and what the registry alone can check. */
function Untold({ live: { incomplete, fault }, lines }: Pick<LivePanelProps, 'live' | 'lines'>) {
  const say = useWords(editorWords);
  const language = useWordsLanguage();
  const metered = lines.filter(({ dataset }) => (dataset?.datasets ?? []).length > 0).length;
  return (
    <>
      {incomplete.length > 0 && (
        <p>
          {say('live.incomplete', {
            lines: incomplete.map((at) => at + 1).join(language === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
      {fault && (
        <p className="fault">
          {fault.line !== undefined && `${fault.line + 1}: `}
          {fault.words[language]}
        </p>
      )}
      {metered > 0 && <p>{say('live.meters', { count: metered })}</p>}
    </>
  );
}

function Planned({ planned, plan }: Pick<LivePanelProps, 'planned' | 'plan'>) {
  const say = useWords(editorWords);
  const id = useId();
  return (
    <div className="form">
      <label htmlFor={id}>{say('live.plan')}</label>{' '}
      <InputNumber
        id={id}
        value={planned}
        min={0}
        max={999_999_999}
        precision={0}
        controls={false}
        onChange={(value) => plan(value ?? 0)}
      />
      <p className="soft">{say('live.planHelp')}</p>
    </div>
  );
}

/** The year whose data the row has: `electricity/national/2023`. */
const dataYear = ({ id }: { id: string }): string => id.split('/').at(-1) ?? '';

function Known({ figures: { stated } }: { figures: LiveFigures }) {
  const say = useWords(editorWords);
  const sayStatement = useWords(statementWords);
  const { number, tonnes } = useFormats();
  const { grid, apart, purchasedKilowattHours } = stated;
  const bought = Number(asDecimal(fraction(purchasedKilowattHours), ENERGY_DIGITS));
  return (
    <>
      <Facts
        facts={[
          [say('live.bought'), sayStatement('power.kwh', { amount: number(bought) })],
          [say('live.apart'), apart.kilograms !== 0 && tonnes(apart.kilograms / KILOGRAMS)],
        ]}
      />
      <p className="soft">
        {say('live.factors', {
          national: grid.national.value,
          province: grid.province.value,
          residual: grid.residual.value,
          rows: [...new Set([grid.national, grid.province, grid.residual].map(dataYear))].join(' / '),
        })}
      </p>
    </>
  );
}

/** The figures in one line that stays in sight. */
export function LiveLine({ figures }: { figures: LiveFigures | undefined }) {
  const say = useWords(editorWords);
  const { number, tonnes } = useFormats();
  if (!figures) return null;
  const { waterfall, coverage } = figures;
  return (
    <p className="live-line" aria-live="polite">
      {say('live.sum', {
        gross: tonnes(waterfall.grossKilograms / KILOGRAMS),
        green: tonnes(waterfall.greenPowerKilograms / KILOGRAMS),
        residual: tonnes(waterfall.residualKilograms / KILOGRAMS),
        needed: number(coverage.neededTonnes),
      })}
    </p>
  );
}
