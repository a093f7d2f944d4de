/** The first step: tonnes or megawatt-hours, and for which statement. */
import { Form, InputNumber, Radio, Select } from 'antd';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { Facts } from '../parts/facts.tsx';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Kind, lastDayFor, NO_STATEMENT } from './retire-form.ts';
import { retireWords } from './words.ts';

const KINDS = ['credit', 'certificate'] as const satisfies readonly Kind[];

interface WhatStepProps {
  kind: Kind | undefined;
  statement: EmissionStatement | undefined;
  statements: readonly EmissionStatement[];
  isLoading: boolean;
}

export function WhatStep({ kind, statement, statements, isLoading }: WhatStepProps) {
  const say = useWords(retireWords);
  const term = useTerms();
  const options = statements.map(({ id, year, subject, status }) => ({
    value: id,
    label: say('statement.option', { year, name: subject.name, status: term('statement', status) }),
  }));
  return (
    <>
      <Form.Item
        name="kind"
        label={say('kind.label')}
        rules={[{ required: true, message: say('kind.missing') }]}
      >
        <Radio.Group options={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="statement"
        label={say('statement.label')}
        extra={say('statement.help')}
        rules={[{ required: true, message: say('statement.missing') }]}
      >
        <Select
          loading={isLoading}
          options={[{ value: NO_STATEMENT, label: say('statement.none') }, ...options]}
        />
      </Form.Item>
      {statement && kind && <StatementFacts kind={kind} statement={statement} />}
      {kind === 'certificate' && !statement && (
        <Form.Item
          name="consumptionYear"
          label={say('year.label')}
          extra={say('year.help')}
          rules={[{ required: true, message: say('year.missing') }]}
        >
          <InputNumber precision={0} min={2000} max={2100} controls={false} />
        </Form.Item>
      )}
    </>
  );
}

function StatementFacts({ kind, statement }: { kind: Kind; statement: EmissionStatement }) {
  const say = useWords(retireWords);
  const { number } = useFormats();
  const { coverage, purchasedKilowattHours, year } = statement;
  const { greenMegawattHours: green } = coverage;
  return (
    <div role="status">
      {kind === 'credit' ? (
        <>
          <Facts
            facts={[
              [say('statement.needed'), `${number(coverage.neededTonnes)} tCO2e`],
              [say('statement.retired'), `${number(coverage.retiredTonnes)} tCO2e`],
              [say('statement.open'), <b key="open">{number(coverage.openTonnes)} tCO2e</b>],
              [say('statement.last'), lastDayFor(year)],
            ]}
          />
          {coverage.openTonnes === 0 && <p>{say('statement.covered')}</p>}
        </>
      ) : (
        <>
          <Facts
            facts={[
              [say('statement.purchased'), number(Number(purchasedKilowattHours))],
              [say('statement.green'), `${number(green.physical + green.certificate)} MWh`],
              [say('statement.unused'), green.unused > 0 && `${number(green.unused)} MWh`],
            ]}
          />
          <p className="soft">{say('statement.unusedHint')}</p>
        </>
      )}
    </div>
  );
}
