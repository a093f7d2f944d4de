/** What the caller may do with a project now, and the receipt of what was done. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Space } from 'antd';
import { useState } from 'react';
import type { CommitReceipt, Project } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { TreatmentFields } from '../comments/treatment-fields.tsx';
import { treatFirst } from '../comments/treatments.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { MoveField } from './move-field.tsx';
import { type MoveForm, requestOf } from './move-requests.ts';
import { moveWords } from './move-words.ts';
import { fieldsOf, finalityOf, type MoveName, movesFor } from './moves.ts';
import { windowOn } from './project-course.ts';

interface Done {
  move: MoveName;
  commit: CommitReceipt;
  /** Whether one commit didn't hold all certificates. */
  isPart: boolean;
}

export function ProjectMoves({ project }: { project: Project }) {
  const say = useWords(moveWords);
  const [move, setMove] = useState<MoveName>();
  const [done, setDone] = useState<Done>();
  const open = movesFor(project, useIdentity());
  if (open.length === 0 && !done) return null;
  const chosen = open.find((each) => each === move);
  return (
    <section className="card">
      <h2>{say('title')}</h2>
      {done && <Receipt commit={done.commit} title={say(`done.${done.move}`)} />}
      {done?.isPart && <Alert type="warning" showIcon title={say('part')} />}
      <Space wrap>
        {open.map((each) => (
          <Button key={each} aria-expanded={each === chosen} onClick={() => setMove(each)}>
            {say(`names.${each}`)}
          </Button>
        ))}
      </Space>
      {chosen && (
        <MoveFields
          key={chosen}
          move={chosen}
          project={project}
          onDone={(commit, isPart) => {
            setDone({ move: chosen, commit, isPart });
            setMove(undefined);
          }}
        />
      )}
    </section>
  );
}

interface MoveFieldsProps {
  move: MoveName;
  project: Project;
  onDone: (commit: CommitReceipt, isPart: boolean) => void;
}

function MoveFields({ move, project, onDone }: MoveFieldsProps) {
  const say = useWords(moveWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<MoveForm>();
  const draft = useDraft(form, `project.${project.id}.${move}`);
  const [asked, setAsked] = useState<MoveForm>();
  const change = useChange(
    async (values: MoveForm) => {
      const [file] = values.document ?? values.commitment ?? [];
      const document = file && (await upload(api, file, 'application/pdf'));
      const treatments = await treatFirst(api, project.id, values.treatments ?? {});
      return requestOf(move, project.id, values, { file: document, treatments });
    },
    async ({ commit, more = false, remaining = 0 }) => {
      draft.drop();
      if (commit) onDone(commit, more || remaining > 0);
      await queries.invalidateQueries({ queryKey: ['projects'] });
    },
  );
  useFieldFaults(form, change.error, fieldsOf[move]);
  const deed = say(`names.${move}`);
  const finality = finalityOf(move);
  return (
    <Form<MoveForm>
      form={form}
      className="form actions"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => (finality ? setAsked(values) : change.mutate(values))}
    >
      {move === 'validate' && <NotYet project={project} />}
      {fieldsOf[move].map((name) => (
        <MoveField key={name} name={name} move={move} project={project} />
      ))}
      {move === 'validate' && (
        <TreatmentFields subject={project.id} after={project.design?.commentsBefore ?? 0} />
      )}
      <Failure error={change.error} fields={fieldsOf[move]} />
      <Button type="primary" danger={finality !== undefined} htmlType="submit" loading={change.isPending}>
        {say('submit', { deed })}
      </Button>
      <Irreversible
        open={asked !== undefined}
        title={`${deed}：${project.name}`}
        deed={deed}
        isPending={change.isPending}
        onConfirm={() => {
          if (asked) change.mutate(asked);
          setAsked(undefined);
        }}
        onCancel={() => setAsked(undefined)}
      >
        {finality && <p>{say(finality)}</p>}
      </Irreversible>
    </Form>
  );
}

/** Why a validation isn't taken yet: days of publication, or comments that wait for the operator. */
function NotYet({ project: { design, publicComments } }: { project: Project }) {
  const say = useWords(moveWords);
  const window = design && windowOn(design.comments, chinaDate(new Date().toISOString()));
  const waiting = publicComments?.waiting ?? 0;
  return (
    <>
      {window && window.state !== 'over' && (
        <Alert type="warning" showIcon title={say('before.open', { to: window.to })} />
      )}
      {waiting > 0 && <Alert type="warning" showIcon title={say('before.waiting', { count: waiting })} />}
    </>
  );
}
