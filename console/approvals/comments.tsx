/** Comments of the public on one thing, which the operator publishes or doesn't. */
import { Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { WaitingComment } from '../../events/client/operations.schemas.ts';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Commented, useJudge, useWaitingComments } from './use-approvals.ts';
import { approvalWords } from './words.ts';

type Deed = 'admit' | 'refuse';
/** What was judged last. */
export interface Done {
  deed: Deed;
  commit: { id: string };
}
interface Asked {
  deed: Deed;
  comment: WaitingComment;
}

interface CommentsProps {
  of: Commented;
  onDone: (done: Done) => void;
}

export function Comments({ of, onDone }: CommentsProps) {
  const say = useWords(approvalWords);
  const { instant } = useFormats();
  const { data, error, refetch } = useWaitingComments(of);
  const [asked, ask] = useState<Asked>();
  return (
    <section className="card" aria-label={of.name}>
      <h3>
        {of.kind === 'project' ? <Link to={`/projects/${of.id}`}>{of.name}</Link> : of.name}{' '}
        <span className="soft">{say('waiting', { count: data?.length ?? of.waiting })}</span>
      </h3>
      <Failure error={error} onRetry={() => void refetch()} />
      {(data ?? []).map((comment) => {
        const title = say('number', { number: comment.number, at: instant(comment.at) });
        return (
          <section key={comment.number} aria-label={title}>
            <h4>{title}</h4>
            <p className="said">{comment.text}</p>
            <Space wrap>
              <Button onClick={() => ask({ deed: 'admit', comment })}>{say('admit')}</Button>
              <Button danger onClick={() => ask({ deed: 'refuse', comment })}>
                {say('refuse')}
              </Button>
            </Space>
          </section>
        );
      })}
      {asked && (
        <Judge
          key={`${asked.deed} ${asked.comment.number}`}
          of={of}
          asked={asked}
          onDone={(commit) => {
            onDone({ deed: asked.deed, commit });
            ask(undefined);
          }}
          onCancel={() => ask(undefined)}
        />
      )}
    </section>
  );
}

const FIELDS = ['reason'] as const;
const REASON_MAX = 200;

interface JudgeProps {
  of: Commented;
  asked: Asked;
  onDone: (commit: { id: string }) => void;
  onCancel: () => void;
}

function Judge({ of, asked: { deed, comment }, onDone, onCancel }: JudgeProps) {
  const say = useWords(approvalWords);
  const [form] = Form.useForm<{ reason?: string }>();
  const judge = useJudge(of, onDone);
  useFieldFaults(form, judge.error, FIELDS);
  const isRefusal = deed === 'refuse';
  return (
    <Irreversible
      open
      title={say(isRefusal ? 'refuseDeed' : 'admit')}
      deed={say(isRefusal ? 'refuseDeed' : 'admit')}
      isPending={judge.isPending}
      onConfirm={() => form.submit()}
      onCancel={onCancel}
    >
      <blockquote className="said">{comment.text}</blockquote>
      <p>{say(isRefusal ? 'refuseFinal' : 'admitFinal')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) =>
          judge.mutate({ number: comment.number, ...(isRefusal && { reason: reason ?? '' }) })
        }
      >
        {isRefusal && (
          <Form.Item
            name="reason"
            label={say('reason')}
            rules={[{ required: true, whitespace: true, message: say('reasonMissing') }]}
          >
            <Input.TextArea rows={2} maxLength={REASON_MAX} showCount />
          </Form.Item>
        )}
      </Form>
      <Failure error={judge.error} fields={FIELDS} />
    </Irreversible>
  );
}
