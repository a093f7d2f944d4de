/** A park's indicator against its limit and its path: a chart, all targets, and a form that sets one. */
import { Button, Form, Input, InputNumber, Select, Space } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { Link } from 'react-router';
import type { EmissionStatement, Park, ParkTargetsItem } from '../../events/client/operations.schemas.ts';
import { postV1ParksIdTargets } from '../../events/client/operations.ts';
import { TARGET_INDICATORS, type TargetIndicator, targetIndicators } from '../../shared/statements/target.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import type { ParkDeed } from './deed.ts';
import { pathOf } from './park-years.ts';
import { useParkChange } from './use-parks.ts';
import { parkWords } from './words.ts';

const PathChart = lazy(async () => ({ default: (await import('./path-chart.tsx')).PathChart }));

interface PathProps {
  park: Park;
  wholes: readonly EmissionStatement[];
  isOperator: boolean;
  onDone: (deed: ParkDeed) => void;
}

export function Path({ park, wholes, isOperator, onDone }: PathProps) {
  const say = useWords(parkWords);
  const points = useMemo(() => pathOf(park, wholes), [park, wholes]);
  const columns = useColumns();
  return (
    <section>
      <h2>{say('path.title')}</h2>
      {points.length > 0 && (
        <div className="card">
          <Suspense fallback={<div className="chart" />}>
            <PathChart points={points} />
          </Suspense>
        </div>
      )}
      {points.length === 0 && park.targets.length === 0 && (
        <EmptyState title={say('path.none')} hint={say('path.noneHint')} />
      )}
      {park.targets.length > 0 && (
        <ListTable
          name="park-targets"
          columns={columns}
          items={park.targets}
          keyOf={({ indicator, year }) => `${indicator} ${year}`}
          isLoading={false}
          columnsIn="targets"
        />
      )}
      {isOperator && <SetTarget park={park.id} onDone={onDone} />}
    </section>
  );
}

function useColumns(): Column<ParkTargetsItem>[] {
  const say = useWords(parkWords);
  const became = ({ actual, because }: ParkTargetsItem) => {
    if (actual) return `${actual.value} · ${say(actual.met ? 'path.met' : 'path.notMet')}`;
    return because && say(`path.because.${because}`);
  };
  return [
    {
      key: 'indicator',
      title: say('path.indicator'),
      show: ({ indicator }) => say(`indicators.${indicator}`),
      text: ({ indicator }) => say(`indicators.${indicator}`),
    },
    { key: 'year', title: say('roll.year'), show: ({ year }) => year, text: ({ year }) => year },
    {
      key: 'value',
      title: say('path.value'),
      align: 'right',
      show: ({ value, unit }) => `${value} ${unit}`,
      text: ({ value, unit }) => `${value} ${unit}`,
    },
    {
      key: 'actual',
      title: say('path.actual'),
      show: (target) =>
        target.actual ? (
          <Link to={`/statements/${target.actual.statement}`}>{became(target)}</Link>
        ) : (
          became(target)
        ),
      text: became,
    },
    { key: 'source', title: say('path.source'), show: ({ source }) => source, text: ({ source }) => source },
  ];
}

const FIELDS = ['indicator', 'year', 'value', 'source'] as const;

interface TargetForm {
  indicator: TargetIndicator;
  year: number;
  value: string;
  source: string;
}

function SetTarget({ park, onDone }: { park: string; onDone: (deed: ParkDeed) => void }) {
  const say = useWords(parkWords);
  const [form] = Form.useForm<TargetForm>();
  const indicator = Form.useWatch('indicator', form);
  const set = useParkChange(
    ({ value, source, ...target }: TargetForm) =>
      postV1ParksIdTargets(park, {
        ...target,
        value: value.trim(),
        source: source.trim(),
        unit: targetIndicators[target.indicator].unit,
      }),
    (commit) => {
      form.resetFields();
      onDone({ commit, title: say('path.done') });
    },
  );
  useFieldFaults(form, set.error, FIELDS);
  const must = [{ required: true, message: say('form.missing') }];
  return (
    <section className="card">
      <h3>{say('path.set')}</h3>
      <p className="soft">{say('path.setHint')}</p>
      <Form<TargetForm>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        onFinish={(asked) => set.mutate(asked)}
      >
        <Form.Item name="indicator" label={say('path.indicator')} rules={must}>
          <Select
            options={TARGET_INDICATORS.map((value) => ({ value, label: say(`indicators.${value}`) }))}
          />
        </Form.Item>
        <Space wrap>
          <Form.Item name="year" label={say('roll.year')} rules={must}>
            <InputNumber precision={0} min={2000} max={2100} controls={false} />
          </Form.Item>
          <Form.Item name="value" label={say('path.value')} rules={must}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              suffix={indicator && targetIndicators[indicator].unit}
            />
          </Form.Item>
        </Space>
        <Form.Item name="source" label={say('path.source')} rules={must}>
          <Input autoComplete="off" maxLength={300} />
        </Form.Item>
        <Failure error={set.error} fields={FIELDS} />
        <Button htmlType="submit" loading={set.isPending}>
          {say('path.submit')}
        </Button>
      </Form>
    </section>
  );
}
