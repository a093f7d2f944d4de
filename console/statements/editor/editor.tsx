/** A statement as it is entered: head, lines, what they come to, and what submitting means. */
import { Button, Form, type FormInstance, Space } from 'antd';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { NO_MEGAWATT_HOURS, NO_TONNES } from '../../../shared/statements/coverage.ts';
import { Receipt } from '../../log/receipt.tsx';
import { Failure } from '../../parts/failure.tsx';
import { type Draft, useDraft } from '../../parts/use-draft.ts';
import { useWords } from '../../words/area.ts';
import { Confirm } from './confirm.tsx';
import { HeadFields } from './head-fields.tsx';
import { FORM_NAME, Lines } from './lines.tsx';
import { type Live, liveOf, type Retired } from './live.ts';
import { LiveLine, LivePanel } from './live-panel.tsx';
import { ParkFields } from './park-fields.tsx';
import { Paste } from './paste.tsx';
import {
  fitting,
  type LineForm,
  type Rolling,
  type StatementForm,
  statementInput,
} from './statement-form.ts';
import { useDatasets } from './use-datasets.ts';
import { useLineFaults } from './use-line-faults.ts';
import { type Submitted, useSubmission } from './use-submission.ts';
import { editorWords } from './words.ts';

interface EditorProps {
  initial: StatementForm;
  /** The statement that is revised; undefined of a new one. */
  revised?: EmissionStatement;
  /** Of the form's draft. */
  name: string;
  /** Of a park's statement: what it may roll up. */
  rolling?: Rolling;
}

const NO_MEMBERS: readonly EmissionStatement[] = [];

export function Editor({ initial, revised, name, rolling }: EditorProps) {
  const say = useWords(editorWords);
  const [form] = Form.useForm<StatementForm>();
  const draft = useDraft(form, name);
  const [values, follow] = useValues(form, initial, draft.keep);
  const [planned, plan] = useState(0);
  const [isAsking, ask] = useState(false);
  const [now] = useState(() => new Date().toISOString());
  const retired = useMemo(() => retiredOf(revised, planned), [revised, planned]);
  const live = useLive(values, retired, now, rolling?.candidates ?? NO_MEMBERS);
  const { send, done, again } = useSubmission(revised, draft.drop);
  const { fields, faulty } = useLineFaults(form, send.error, values.lines);
  const datasets = useDatasets(values.year);
  useEffect(() => {
    if (send.error) ask(false);
  }, [send.error]);
  const isEmpty = values.lines.length + (values.park?.members.length ?? 0) === 0;
  const clear = () => {
    form.resetFields();
    draft.drop();
    send.reset();
    follow();
  };
  const take = (more: readonly LineForm[]) => {
    form.setFieldsValue({ lines: [...values.lines, ...more] });
    follow();
  };
  if (done) return <Done done={done} onAgain={revised ? undefined : () => [clear(), again()]} />;
  return (
    <Form<StatementForm>
      form={form}
      name={FORM_NAME}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      initialValues={initial}
      onValuesChange={follow}
      onFinish={() => ask(!isEmpty)}
    >
      <HeadFields isFixed={revised !== undefined || rolling !== undefined} now={now} />
      {rolling && <ParkFields candidates={rolling.candidates} />}
      <section className="card">
        <h2>{say('lines')}</h2>
        <p className="soft">{say('linesHelp')}</p>
        <Lines lines={values.lines} counted={live.figures?.lines} datasets={datasets} faulty={faulty} />
        <Paste lines={values.lines} take={take} />
      </section>
      <LivePanel
        live={live}
        lines={values.lines}
        planned={planned}
        plan={plan}
        isPark={rolling !== undefined}
      />
      <LiveLine figures={live.figures} />
      <Failure error={send.error} fields={fields} />
      <Space wrap className="actions">
        <Button type="primary" htmlType="submit" disabled={isEmpty}>
          {say('submit')}
        </Button>
        <Button onClick={clear}>{say('clear')}</Button>
      </Space>
      <p className="soft">{say('kept')}</p>
      <Confirm
        form={values}
        gross={live.figures?.waterfall.grossKilograms}
        isOpen={isAsking}
        isPending={send.isPending}
        onConfirm={() =>
          send.mutate({
            body: statementInput(values, rolling),
            figures: rolling?.flows ? undefined : live.figures,
          })
        }
        onCancel={() => ask(false)}
      />
    </Form>
  );
}

/** What the form holds, and how it follows the form; each change goes into the draft. */
function useValues(
  form: FormInstance<StatementForm>,
  initial: StatementForm,
  keep: Draft['keep'],
): [StatementForm, () => void] {
  const [values, setValues] = useState(initial);
  // What the draft kept is in the form by then.
  useEffect(() => setValues(held(form, initial)), [form, initial]);
  const follow = () => {
    const typed = held(form, initial);
    const lines = fitting(typed.lines);
    if (lines.some((line, at) => line !== typed.lines[at])) form.setFieldsValue({ lines });
    const next = { ...typed, lines };
    setValues(next);
    keep(next);
  };
  return [values, follow];
}

function held(form: FormInstance<StatementForm>, initial: StatementForm): StatementForm {
  const all: Partial<StatementForm> = form.getFieldsValue(true);
  return { ...initial, ...all, lines: all.lines ?? [] };
}

/** It is worked out beside the typing, so a long statement doesn't hold it up. */
function useLive(
  values: StatementForm,
  retired: Retired,
  now: string,
  candidates: readonly EmissionStatement[],
): Live {
  const deferred = useDeferredValue(values);
  return useMemo(() => {
    const members = candidates.filter(({ id }) => deferred.park?.members.includes(id));
    return liveOf(deferred, retired, now, members);
  }, [deferred, retired, now, candidates]);
}

const retiredOf = (revised: EmissionStatement | undefined, planned: number): Retired => {
  const green = revised?.coverage.greenMegawattHours ?? NO_MEGAWATT_HOURS;
  return {
    green: { physical: green.physical, certificate: green.certificate + planned },
    retired: revised?.coverage.retired ?? NO_TONNES,
  };
};

function Done({ done, onAgain }: { done: Submitted; onAgain: (() => unknown) | undefined }) {
  const say = useWords(editorWords);
  const { id, commit, isEqual } = done;
  return (
    <>
      <Receipt commit={{ id: commit }} title={say('done.title')} />
      {isEqual !== undefined && <p>{say(isEqual ? 'done.equal' : 'done.differs')}</p>}
      <Space wrap>
        <Link to={`/statements/${id}`}>{say('done.show')}</Link>
        {onAgain && <Button onClick={() => onAgain()}>{say('done.another')}</Button>}
      </Space>
    </>
  );
}
