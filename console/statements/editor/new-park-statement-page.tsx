/** A park's statement of a year: its members' rolled up, with its own lines. */
import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EmissionStatement, Park } from '../../../events/client/operations.schemas.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useWords } from '../../words/area.ts';
import { Editor } from './editor.tsx';
import { lastYear } from './head-fields.tsx';
import type { StatementForm } from './statement-form.ts';
import { useRollable } from './use-rollable.ts';
import { editorWords } from './words.ts';

export function NewParkStatementPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const say = useWords(editorWords);
  const year = Number(search.get('year') ?? lastYear(new Date().toISOString()));
  const { park, candidates, error, isPending } = useRollable(id, year);
  return (
    <>
      <PageHead
        title={say('park.new')}
        lead={
          <>
            {say('park.lead')} <Link to={`/parks/${id}?year=${year}`}>← {say('park.back')}</Link>
          </>
        }
      />
      <Failure error={error} />
      {isPending && <p aria-live="polite">…</p>}
      {park && !isPending && <OfPark park={park} year={year} candidates={candidates} />}
    </>
  );
}

interface OfParkProps {
  park: Park;
  year: number;
  candidates: readonly EmissionStatement[];
}

function OfPark({ park, year, candidates }: OfParkProps) {
  const { id, name, province } = park;
  const initial = useMemo(
    (): StatementForm => ({
      subject: { kind: 'park', name },
      year,
      province,
      lines: [],
      park: { park: id, members: candidates.map((each) => each.id) },
    }),
    [id, name, province, year, candidates],
  );
  const rolling = useMemo(() => ({ candidates }), [candidates]);
  return <Editor initial={initial} name={`statement.${id}.${year}`} rolling={rolling} />;
}
