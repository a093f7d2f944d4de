/** Projects that wait for validation. */
import { Link } from 'react-router';
import type { Project } from '../../events/client/operations.schemas.ts';
import { useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { commentText, windowText } from './comment-texts.ts';
import { useToValidate } from './use-queue.ts';
import { queueWords } from './words.ts';

export function ProjectQueue() {
  const say = useWords(queueWords);
  const org = useIdentity()?.org;
  const [whose] = useChoice('validator');
  const columns = useColumns();
  // CCER's status of what is published, and that of VCS.
  const lists = [useToValidate('published'), useToValidate('under-validation')];
  const items = lists
    .flatMap(({ data = [] }) => data)
    .filter(({ design }) => whose !== 'mine' || design?.validator === org);
  const failed = lists.find(({ error }) => error);
  const unfinished = lists.find(({ hasNextPage }) => hasNextPage);
  const isPending = lists.some((list) => list.isPending);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!isPending && items.length === 0 && !unfinished)
    return <EmptyState title={say('noProjects')} hint={say('noProjectsHint')} />;
  return (
    <ListTable
      name="projects-to-validate"
      columnsIn="project-columns"
      columns={columns}
      items={items}
      keyOf={({ id }) => id}
      isLoading={isPending}
      more={
        unfinished && {
          load: () => void unfinished.fetchNextPage(),
          isLoading: unfinished.isFetchingNextPage,
        }
      }
    />
  );
}

function useColumns(): Column<Project>[] {
  const say = useWords(queueWords);
  const { number } = useFormats();
  const comments = ({ comments: named = 0, publicComments }: Project) =>
    commentText(say, number, named, publicComments);
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'standard',
      title: say('standard'),
      show: ({ standard }) => standard,
      text: ({ standard }) => standard,
    },
    {
      key: 'methodology',
      title: say('methodology'),
      show: ({ methodology }) => methodology,
      text: ({ methodology }) => methodology,
    },
    {
      key: 'validator',
      title: say('validator'),
      show: ({ design }) => design && <OrganizationName id={design.validator} />,
      text: ({ design }) => design?.validator,
    },
    {
      key: 'window',
      title: say('window'),
      show: ({ design }) => windowText(say, design?.comments),
      text: ({ design }) => windowText(say, design?.comments),
    },
    { key: 'comments', title: say('comments'), show: comments, text: comments },
  ];
}
