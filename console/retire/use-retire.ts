/** What the wizard knows: its form, the units that it may take, and the body that it would send. */
import { Form, type FormInstance } from 'antd';
import { chinaDate } from '../../shared/base/day.ts';
import { purposeUnits } from '../../shared/units/purpose.ts';
import { chosenOf, type Lot, totalOf } from '../holdings/lots.ts';
import { useItems } from '../holdings/use-items.ts';
import { useLots } from '../holdings/use-units.ts';
import { openOf, type RetireForm, retirementInput, yearOf } from './retire-form.ts';
import { type Unfit, unfitOf } from './units-for.ts';
import { useOpenStatements } from './use-statements.ts';

/** @param isChecking whether the serials are to be seen, and so must be chosen */
export function useRetire(
  form: FormInstance<RetireForm>,
  account: string,
  organization: string,
  isChecking: boolean,
) {
  const values: RetireForm = Form.useWatch([], { form, preserve: true }) ?? {};
  const held = useLots(account);
  const statements = useOpenStatements(organization);
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
  for (const lot of (held.data ?? []).filter(({ batch }) => batch.unit === unit)) {
    const why = unfitOf(lot.batch, use);
    if (why) unfit.push({ lot, why });
    else lots.push(lot);
  }
  const chosen = chosenOf(values.quantities, lots);
  const items = useItems(account, chosen, isChecking);
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
    total: totalOf(chosen),
    items,
    input: retirementInput(account, { ...values, kind }, chosen, items.data ?? [], statement),
  };
}
