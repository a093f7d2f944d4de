/** A comment without a name: work instead of a token, and a receipt that only its author has. */
import { Button, Form } from 'antd';
import { useRef } from 'react';
import type { PublicCommentReceipt } from '../../events/client/operations.schemas.ts';
import {
  postV1MonitoringReportsIdPublicComments,
  postV1ProjectsIdPublicComments,
} from '../../events/client/operations.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { useTrustedKey } from '../log/trusted-key.ts';
import { saveFile } from '../parts/save-file.ts';
import { useDraft } from '../parts/use-draft.ts';
import { useWords } from '../words/area.ts';
import type { WorkDone } from './messages.ts';
import { type Text, TextForm } from './text-form.tsx';
import { isProject } from './use-comments.ts';
import { commentWords } from './words.ts';
import { giveWork } from './work.ts';

type Said = WorkDone & { text: string };

export function NamelessComment({ subject }: { subject: string }) {
  const say = useWords(commentWords);
  const api = useApi();
  const trusted = useTrustedKey();
  const [form] = Form.useForm<Text>();
  const draft = useDraft(form, `comment.${subject}`);
  // The same text keeps its salt until it is answered: sent again, it is the same comment.
  const said = useRef<Said>(undefined);
  const post = isProject(subject) ? postV1ProjectsIdPublicComments : postV1MonitoringReportsIdPublicComments;
  const change = useChange(
    async (text: string) => {
      if (said.current?.text !== text) {
        const day = chinaDate(new Date().toISOString());
        const log = parseVkey(trusted ?? (await api.text('/log/vkey')).trim()).name;
        said.current = { text, ...(await giveWork({ log, subject, text, day })) };
      }
      return post(subject, said.current);
    },
    (_: PublicCommentReceipt) => {
      draft.drop();
      form.resetFields();
    },
  );
  const { data: receipt } = change;
  return (
    <>
      {receipt && (
        <>
          <Receipt commit={receipt.commit} title={say('form.doneNameless', { number: receipt.number })} />
          <p>
            <Button onClick={() => saveReceipt(receipt, said.current)}>{say('form.keep')}</Button>{' '}
            <span className="soft">{say('form.keepHelp')}</span>
          </p>
        </>
      )}
      <TextForm
        form={form}
        draft={draft}
        error={change.error}
        isPending={change.isPending}
        help={say('form.namelessHelp')}
        onSay={change.mutate}
      />
      <p role="status">{change.isPending && say('form.working')}</p>
    </>
  );
}

/** The receipt as the command line prints it: with text and salt, by which its author proves what he said. */
function saveReceipt(receipt: PublicCommentReceipt, said: Said | undefined): void {
  const { text, salt } = said ?? {};
  const name = `comment-${receipt.subject}-${receipt.number}.json`;
  saveFile(name, `${JSON.stringify({ ...receipt, text, salt }, null, 2)}\n`, 'application/json');
}
