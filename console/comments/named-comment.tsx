/** A comment by the person's organization, public at once. */
import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import type { Comment } from '../../events/client/operations.schemas.ts';
import {
  postV1MonitoringReportsIdComments,
  postV1ProjectsIdComments,
} from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useWords } from '../words/area.ts';
import { type Text, TextForm } from './text-form.tsx';
import { isProject } from './use-comments.ts';
import { commentWords } from './words.ts';

export function NamedComment({ subject }: { subject: string }) {
  const say = useWords(commentWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<Text>();
  const draft = useDraft(form, `comment.${subject}`);
  const post = isProject(subject) ? postV1ProjectsIdComments : postV1MonitoringReportsIdComments;
  const change = useChange(
    (text: string) => post(subject, { text }),
    async (_: Comment) => {
      draft.drop();
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ['comments', subject] });
    },
  );
  return (
    <>
      {change.data?.commit && <Receipt commit={change.data.commit} title={say('form.done')} />}
      <TextForm
        form={form}
        draft={draft}
        error={change.error}
        isPending={change.isPending}
        help={say('form.namedHelp')}
        onSay={change.mutate}
      />
    </>
  );
}
