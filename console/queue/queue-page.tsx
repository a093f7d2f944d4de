/** What waits for verification bodies, for them and for who supervises them. */

import { ChoiceFilter } from '../parts/choice-filter.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { ProjectQueue } from './project-queue.tsx';
import { ReportQueue } from './report-queue.tsx';
import { StatementQueue } from './statement-queue.tsx';
import { queueWords } from './words.ts';

export function QueuePage() {
  const say = useWords(queueWords);
  const isVerifier = useIdentity()?.roles.includes('verifier') ?? false;
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <h2>{say('projects')}</h2>
      {isVerifier && (
        <ChoiceFilter
          name="validator"
          label={say('whose')}
          all={say('everybody')}
          options={[{ value: 'mine', label: say('mine') }]}
        />
      )}
      <ProjectQueue />
      <h2>{say('reports')}</h2>
      <ReportQueue />
      <h2>{say('statements')}</h2>
      <StatementQueue />
    </>
  );
}
