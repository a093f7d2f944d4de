/** What the wizard knows: its form, the units that it may take, and the body that it would send. */
import { Form, type FormInstance } from 'antd';
import { useMemo } from 'react';
import { chinaDate } from '../../shared/base/day.ts';
import { purposeUnits } from '../../shared/units/purpose.ts';
import { chosenOf, type Lot, lotsOf, totalOf } from '../holdings/lots.ts';
import { useBatches, useBlocksOf } from '../holdings/use-units.ts';
import { openOf, type RetireForm, retirementInput, yearOf } from './retire-form.ts';
import { type Unfit, unfitOf } from './units-for.ts';
import { useOpenStatements } from './use-statements.ts';

export function useRetire(form: FormInstance<RetireForm>, account: string, organization: string) {
  const values: RetireForm = Form.useWatch([], { form, preserve: true }) ?? {};
  const held = useBlocksOf(account, 'held');
  const statements = useOpenStatements(organization);
  const batches = useBatches((held.data ?? []).map(({ batch }) => batch));
  const all = useMemo(() => lotsOf(held.data ?? [], batches), [held.data, batches]);
  const kind = values.kind ?? 'credit';
  const statement = statements.data?.find(({ id }) => id === values.statement);
  const unit = purposeUnits[kind];
  const use = {
    year: yearOf(values, statement),
    forStatement: statement !== undefined,
    today: chinaDate(new Date().toISOString()),
  };
  const lots: Lot[] = [];
  const unfit: { lot: Lot; why: Unfit }[] = [];
  for (const lot of all.filter(({ batch }) => batch.unit === unit)) {
    const why = unfitOf(lot.batch, use);
    if (why) unfit.push({ lot, why });
    else lots.push(lot);
  }
  return {
    values,
    kind,
    statement,
    statements,
    held,
    lots,
    unfit,
    unit,
    open: openOf({ ...values, kind }, statement),
    total: totalOf(chosenOf(values.quantities, lots)),
    input: retirementInput(account, { ...values, kind }, lots, statement),
  };
}
