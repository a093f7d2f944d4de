/** The steps of a retirement, in one form that is kept as a draft. */

import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type {
  Organization,
  PostV1RetirementsBody,
  Retirement,
} from '../../events/client/operations.schemas.ts';
import { postV1Retirements } from '../../events/client/operations.ts';
import { Refusal } from '../api/refusal.ts';
import { useChange } from '../api/use-api.ts';
import { type AmountFault, amountFault, filled } from '../holdings/lots.ts';
import { useItemFaults } from '../holdings/use-item-faults.ts';
import { useChoice } from '../parts/choice-filter.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Draft, useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { CheckStep, Confirm } from './check-step.tsx';
import { NO_STATEMENT, type RetireForm, usualPurpose } from './retire-form.ts';
import { Actions, STEPS, type Step, StepList } from './steps.tsx';
import { UnitsStep } from './units-step.tsx';
import { useRetire } from './use-retire.ts';
import { WhatStep } from './what-step.tsx';
import { retireWords } from './words.ts';
import { WordsStep } from './words-step.tsx';

/** Members of the body that have a field, each in its step. */
const STEP_FIELDS = {
  what: ['kind', 'statement', 'consumptionYear'],
  units: [],
  words: ['beneficiary', 'purpose', 'reason'],
  check: [],
} as const satisfies Record<Step, readonly (keyof RetireForm)[]>;
const FIELDS = [...STEP_FIELDS.what, ...STEP_FIELDS.words];

interface WizardProps {
  account: string;
  organization: Organization;
}

export function Wizard({ account, organization }: WizardProps) {
  const say = useWords(retireWords);
  const { number } = useFormats();
  const [form] = Form.useForm<RetireForm>();
  const draft = useDraft(form, 'retire');
  const [step, go] = useStep();
  const [isTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const state = useRetire(form, account, organization.id, step === 'check');
  const { lots, unit, total, open, input, items, values } = state;
  const fault = amountFault(values.quantities, lots, open);
  const retire = useRetirement(account, draft.drop);
  useFieldFaults(form, retire.error, FIELDS);
  const itemFields = useItemFaults(form, retire.error, retire.variables?.items);
  useStart(form, organization.name, draft.keep);
  useEffect(() => {
    if (!retire.error) return;
    setAsking(false);
    go(stepOfFault(retire.error));
  }, [retire.error, go]);
  const next = async () => {
    setTried(step === 'units');
    if (step === 'units' && fault) return;
    if (step !== 'check' && !(await isValid(form, STEP_FIELDS[step]))) return;
    setTried(false);
    if (step === 'check') setAsking(true);
    else go(STEPS[STEPS.indexOf(step) + 1] ?? step);
  };
  const set = (changed: RetireForm) => {
    form.setFieldsValue(changed);
    draft.keep(form.getFieldsValue(true));
  };
  return (
    <Form<RetireForm>
      form={form}
      component={false}
      layout="vertical"
      requiredMark={false}
      onValuesChange={(changed: RetireForm) => set(followed(changed, form.getFieldsValue(true)))}
    >
      {/* Each step is submitted by itself: the fields of the next ones have nothing to say yet. */}
      <form
        className="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void next();
        }}
      >
        <StepList step={step} />
        <StepShown
          step={step}
          state={state}
          organization={organization}
          fault={isTried ? fault : undefined}
          onFill={() => set({ quantities: filled(lots, open ?? 0) })}
        />
        <Failure error={retire.error} fields={[...FIELDS, ...itemFields]} />
        <Actions
          step={step}
          deed={say('deedOf', { quantity: number(total), unit })}
          isReady={items.data !== undefined && !items.isFetching}
          go={go}
          onClear={() => {
            form.resetFields();
            draft.drop();
            retire.reset();
            form.setFieldsValue({ beneficiary: organization.name });
            go('what');
          }}
        />
        <p className="soft">{say('kept')}</p>
        <Confirm
          input={input}
          unit={unit}
          total={total}
          isOpen={isAsking}
          isPending={retire.isPending}
          onConfirm={() => retire.mutate(input)}
          onCancel={() => setAsking(false)}
        />
      </form>
    </Form>
  );
}

interface StepShownProps {
  step: Step;
  state: ReturnType<typeof useRetire>;
  organization: Organization;
  fault: AmountFault | undefined;
  onFill: () => void;
}

/** All steps are there, and one is seen: a field that isn't shown keeps what it holds. */
function StepShown({ step, state, organization, fault, onFill }: StepShownProps) {
  const { kind, values, statement, statements, held, lots, unfit, unit, open, total, input, items } = state;
  return (
    <>
      <Failure error={held.error ?? statements.error ?? items.error} />
      <section hidden={step !== 'what'} className="form">
        <WhatStep
          kind={values.kind}
          statement={statement}
          statements={statements.data ?? []}
          isLoading={statements.isPending}
        />
      </section>
      <section hidden={step !== 'units'}>
        <UnitsStep
          isLoading={held.isPending}
          lots={lots}
          unfit={unfit}
          unit={unit}
          total={total}
          open={open}
          fault={fault}
          onFill={onFill}
        />
      </section>
      <section hidden={step !== 'words'} className="form">
        <WordsStep kind={kind} forStatement={statement !== undefined} />
      </section>
      {step === 'check' && items.isPending && <p aria-live="polite">…</p>}
      {step === 'check' && items.data && (
        <CheckStep
          input={input}
          unit={unit}
          total={total}
          organization={organization}
          statement={statement}
          open={open}
        />
      )}
    </>
  );
}

/** Sends it once, and shows what came of it. */
function useRetirement(account: string, drop: () => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retirement = useChange(
    (input: PostV1RetirementsBody) => postV1Retirements(input),
    ({ id }: Retirement) => {
      drop();
      void queries.invalidateQueries({ queryKey: ['units'] });
      void queries.invalidateQueries({ queryKey: ['statements'] });
      return navigate(`/retirements/${id}`);
    },
  );
  // What was refused may have been chosen of blocks that are gone; what wasn't answered stays as it was sent.
  useEffect(() => {
    if (retirement.error instanceof Refusal) void queries.invalidateQueries({ queryKey: ['units', account] });
  }, [retirement.error, queries, account]);
  return retirement;
}

/** The usual purpose follows what is retired, and for what. */
function followed(changed: RetireForm, all: RetireForm): RetireForm {
  if (changed.kind === undefined && changed.statement === undefined) return {};
  const purpose = all.kind && usualPurpose(all.kind, (all.statement ?? NO_STATEMENT) !== NO_STATEMENT);
  return purpose ? { purpose } : {};
}

/**
 * What a link says beforehand, and the organization itself as the beneficiary. Once it is in the form it
 * leaves the address, so that it doesn't come again over what the person chose.
 */
function useStart(form: ReturnType<typeof Form.useForm<RetireForm>>[0], name: string, keep: Draft['keep']) {
  const [search, setSearch] = useSearchParams();
  useEffect(() => {
    const all: RetireForm = form.getFieldsValue(true);
    const [kind, statement] = [search.get('kind'), search.get('statement')];
    const told: RetireForm = {
      ...(statement !== null && { statement }),
      ...((kind === 'credit' || kind === 'certificate') && { kind }),
      ...(all.beneficiary === undefined && { beneficiary: name }),
    };
    form.setFieldsValue(told);
    form.setFieldsValue(followed(told, { ...all, ...told }));
    if (kind === null && statement === null) return;
    keep(form.getFieldsValue(true));
    const rest = new URLSearchParams(search);
    rest.delete('kind');
    rest.delete('statement');
    setSearch(rest, { replace: true });
  }, [form, search, setSearch, name, keep]);
}

/** The step in the address, so that the browser's own way back works. */
function useStep(): [Step, (step: Step) => void] {
  const [name] = useChoice('step');
  const navigate = useNavigate();
  const step = STEPS.find((each) => each === name) ?? 'what';
  const [go] = useState(() => (to: Step) => {
    const search = new URLSearchParams(window.location.search);
    search.set('step', to);
    void navigate({ search: String(search) });
  });
  return [step, go];
}

/** The step whose field the registry found fault with; the last one where none is named. */
function stepOfFault(error: Error): Step {
  const members = error instanceof Refusal ? error.faults.map(({ member }) => member ?? '') : [];
  if (members.some((member) => member.startsWith('items'))) return 'units';
  return STEPS.find((step) => STEP_FIELDS[step].some((field) => members.includes(field))) ?? 'check';
}

async function isValid(
  form: ReturnType<typeof Form.useForm<RetireForm>>[0],
  names: readonly (keyof RetireForm)[],
): Promise<boolean> {
  return form.validateFields([...names]).then(
    () => true,
    () => false,
  );
}
