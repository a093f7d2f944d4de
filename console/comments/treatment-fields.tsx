/** How each comment of the public was treated, which a conclusion has to say. */
import { Form, Select } from 'antd';
import { Failure } from '../parts/failure.tsx';
import { useWords } from '../words/area.ts';
import { CommentText } from './comments.tsx';
import { TREATED_MAX } from './treatments.ts';
import { useAllComments } from './use-comments.ts';
import { commentWords } from './words.ts';

const TREATMENTS = ['adopted', 'partly-adopted', 'not-adopted'] as const;

interface TreatmentFieldsProps {
  /** Id of a project or a report. */
  subject: string;
  /** Comments of earlier publications. */
  after: number;
}

/** Fields of the form's `treatments`, by the comments' numbers. */
export function TreatmentFields({ subject, after }: TreatmentFieldsProps) {
  const say = useWords(commentWords);
  const { data, error, refetch } = useAllComments(subject, after);
  return (
    <fieldset className="treatments">
      <legend>{say('treatments')}</legend>
      <Failure error={error} onRetry={() => void refetch()} />
      {data?.length === 0 && <p className="soft">{say('noneToTreat')}</p>}
      {data && data.length > TREATED_MAX && <p className="soft">{say('many')}</p>}
      {data?.map((comment) => (
        <div key={comment.number}>
          <CommentText comment={comment} />
          <Form.Item
            name={['treatments', String(comment.number)]}
            label={say('treatmentOf', { number: comment.number })}
            rules={[{ required: true, message: say('treatmentMissing') }]}
          >
            <Select options={TREATMENTS.map((value) => ({ value, label: say(`treated.${value}`) }))} />
          </Form.Item>
        </div>
      ))}
    </fieldset>
  );
}
