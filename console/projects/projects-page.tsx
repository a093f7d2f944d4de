/** All projects, by status and category. */
import { Link } from 'react-router';
import type { Project } from '../../events/client/operations.schemas.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import { PROJECT_STATUSES } from '../../shared/sinks/lifecycle/status.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { useProjects } from './use-projects.ts';
import { projectWords } from './words.ts';

export function ProjectsPage() {
  const say = useWords(projectWords);
  const [chosenStatus] = useChoice('status');
  const [chosenCategory] = useChoice('category');
  const status = PROJECT_STATUSES.find((each) => each === chosenStatus);
  const category = CATEGORIES.find((each) => each === chosenCategory);
  const columns = useColumns();
  const projects = useProjects({ ...(status && { status }), ...(category && { category }) });
  const { items, more } = projects;
  const isFiltered = status !== undefined || category !== undefined;
  const reserve = useIdentity()?.roles.includes('developer') && (
    <ButtonLink to="/projects/new" primary>
      {say('reserve')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={reserve} />
      <Filters />
      <Failure error={projects.error} onRetry={() => void projects.refetch()} />
      {!projects.isPending && !projects.error && items.length === 0 ? (
        <EmptyState
          title={say(isFiltered ? 'noneSuch' : 'empty')}
          hint={say(isFiltered ? 'noneSuchHint' : 'emptyHint')}
        />
      ) : null}
      {(projects.isPending || items.length > 0) && (
        <ListTable
          name="projects"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={projects.isPending}
          more={more}
        />
      )}
    </>
  );
}

function Filters() {
  const say = useWords(projectWords);
  const term = useTerms();
  return (
    <div className="filters">
      <ChoiceFilter
        name="status"
        label={say('status')}
        all={say('all')}
        options={PROJECT_STATUSES.map((value) => ({ value, label: term('project', value) }))}
      />
      <ChoiceFilter
        name="category"
        label={say('category')}
        all={say('all')}
        options={CATEGORIES.map((value) => ({ value, label: term('category', value) }))}
      />
    </div>
  );
}

function useColumns(): Column<Project>[] {
  const say = useWords(projectWords);
  const term = useTerms();
  const { tonnes } = useFormats();
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => term('project', status),
      text: ({ status }) => term('project', status),
    },
    {
      key: 'category',
      title: say('category'),
      show: ({ category, type }) => (category ? term('category', category) : type),
      text: ({ category, type }) => (category ? term('category', category) : type),
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
      key: 'developer',
      title: say('developer'),
      show: ({ developer }) => <OrganizationName id={developer} />,
      text: ({ developer }) => developer,
    },
    {
      key: 'issued',
      title: say('issued'),
      align: 'right',
      show: ({ issued }) => tonnes(issued),
      text: ({ issued }) => issued,
    },
    {
      key: 'code',
      title: say('code'),
      show: ({ code, origin }) => code ?? origin?.code,
      text: ({ code, origin }) => code ?? origin?.code,
      isShownFirst: false,
    },
    {
      key: 'id',
      title: say('id'),
      show: ({ id }) => <code>{id}</code>,
      text: ({ id }) => id,
      isShownFirst: false,
    },
  ];
}
