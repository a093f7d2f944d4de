/** What the caller may do with a project now, and the receipt of what was done. */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Space } from 'antd';
import { useState } from 'react';
import type { CommitReceipt, Project } from '../../events/client/operations.schemas.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import {
  type FieldName,
  fieldsOf,
  isEnding,
  type MoveForm,
  type MoveName,
  movesFor,
  requestOf,
} from './moves.ts';
import { projectWords } from './words.ts';

interface Done {
  move: MoveName;
  commit: CommitReceipt;
}

export function ProjectMoves({ project }: { project: Project }) {
  const say = useWords(projectWords);
  const [move, setMove] = useState<MoveName>();
  const [done, setDone] = useState<Done>();
  const open = movesFor(project, useIdentity());
  if (open.length === 0 && !done) return null;
  const chosen = open.find((each) => each === move);
  return (
    <section className="card">
      <h2>{say('moves.title')}</h2>
      {done && <Receipt commit={done.commit} title={say(`moves.done.${done.move}`)} />}
      <Space wrap>
        {open.map((each) => (
          <Button key={each} aria-expanded={each === chosen} onClick={() => setMove(each)}>
            {say(`moves.${each}`)}
          </Button>
        ))}
      </Space>
      {chosen && (
        <MoveFields
          key={chosen}
          move={chosen}
          project={project}
          onDone={(commit) => {
            setDone({ move: chosen, commit });
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
  onDone: (commit: CommitReceipt) => void;
}

function MoveFields({ move, project, onDone }: MoveFieldsProps) {
  const say = useWords(projectWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<MoveForm>();
  const draft = useDraft(form, `project.${project.id}.${move}`);
  const [asked, setAsked] = useState<MoveForm>();
  const change = useChange(
    async (values: MoveForm) => {
      const [file] = values.document ?? values.commitment ?? [];
      return requestOf(move, project.id, values, file && (await upload(api, file, 'application/pdf')));
    },
    async ({ commit }) => {
      draft.drop();
      onDone(commit);
      await queries.invalidateQueries({ queryKey: ['projects'] });
    },
  );
  useFieldFaults(form, change.error, fieldsOf[move]);
  const deed = say(`moves.${move}`);
  return (
    <Form<MoveForm>
      form={form}
      className="form actions"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => (isEnding(move) ? setAsked(values) : change.mutate(values))}
    >
      {fieldsOf[move].map((name) => (
        <MoveField key={name} name={name} />
      ))}
      <Failure error={change.error} fields={fieldsOf[move]} />
      <Button type="primary" danger={isEnding(move)} htmlType="submit" loading={change.isPending}>
        {say('moves.submit', { deed })}
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
        <p>{say('moves.final')}</p>
      </Irreversible>
    </Form>
  );
}

function MoveField({ name }: { name: FieldName }) {
  const say = useWords(projectWords);
  const label = say(`moves.fields.${name}`);
  const required = [{ required: true, message: say('moves.missing') }];
  if (name === 'declared')
    return (
      <Form.Item name={name} valuePropName="checked" rules={[{ validator: agreed(say('moves.missing')) }]}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  return (
    <Form.Item name={name.split('/')} label={label} rules={required}>
      {name === 'document' || name === 'commitment' ? (
        <FileField accept=".pdf" label={say('moves.choosePdf')} />
      ) : (
        <Input type={/startedOn|crediting/.test(name) ? 'date' : 'text'} />
      )}
    </Form.Item>
  );
}

const agreed = (message: string) => async (_: unknown, value: unknown) => {
  if (value !== true) throw new Error(message);
};
