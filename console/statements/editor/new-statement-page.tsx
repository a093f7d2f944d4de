/** A new emission statement of the organization. */
import { useMemo } from 'react';
import { Link } from 'react-router';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useOrganization } from '../../parts/use-organization.ts';
import { useIdentity } from '../../session/use-session.ts';
import { useWords } from '../../words/area.ts';
import { Editor } from './editor.tsx';
import { lastYear } from './head-fields.tsx';
import type { StatementForm } from './statement-form.ts';
import { editorWords } from './words.ts';

export function NewStatementPage() {
  const say = useWords(editorWords);
  const { data, error, refetch, isPending } = useOrganization(useIdentity()?.org);
  const initial = useMemo(
    (): StatementForm | undefined =>
      data && {
        subject: { kind: 'organization', name: data.name },
        year: lastYear(new Date().toISOString()),
        lines: [],
      },
    [data],
  );
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/statements">← {say('back')}</Link>
          </>
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {initial && <Editor initial={initial} name="statement" />}
    </>
  );
}
