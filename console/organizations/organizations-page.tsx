/** The register of organizations. */
import { Button, Input, Tag } from 'antd';
import { Link } from 'react-router';
import type { Organization } from '../../events/client/operations.schemas.ts';
import { Role } from '../../shared/ledger/role.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { useFound, useOrganizations } from './use-organizations.ts';
import { organizationWords } from './words.ts';

export function OrganizationsPage() {
  const say = useWords(organizationWords);
  const term = useTerms();
  const isOperator = useIdentity()?.roles.includes('operator') ?? false;
  const [begin] = useChoice('begin');
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={
          isOperator && (
            <ButtonLink to="/organizations/new" primary>
              {say('register')}
            </ButtonLink>
          )
        }
      />
      <div className="card filters">
        <Search />
        <ChoiceFilter
          name="role"
          label={say('role')}
          all={say('anyRole')}
          options={Role.options.map((value) => ({ value, label: term('role', value) }))}
        />
      </div>
      {begin === undefined ? <All /> : <Found begin={begin} />}
    </>
  );
}

/** By the beginning of a name, code or id; it stands in the address. */
function Search() {
  const say = useWords(organizationWords);
  const [begin, seek] = useChoice('begin');
  return (
    <search>
      <form
        key={begin}
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = String(new FormData(event.currentTarget).get('begin')).trim();
          seek(wanted === '' ? undefined : wanted);
        }}
      >
        <Input
          name="begin"
          type="search"
          aria-label={say('search')}
          placeholder={say('search')}
          defaultValue={begin ?? ''}
          maxLength={200}
        />
        <Button type="primary" htmlType="submit">
          {say('find')}
        </Button>
      </form>
    </search>
  );
}

function useRole(): Role | undefined {
  const [role] = useChoice('role');
  return Role.options.find((each) => each === role);
}

function All() {
  const say = useWords(organizationWords);
  const { items, more, error, isPending, refetch } = useOrganizations(useRole());
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isPending && items.length === 0 && !more)
    return <EmptyState title={say('none')} hint={say('noneHint')} />;
  return <Table items={items} isPending={isPending} more={more} />;
}

function Found({ begin }: { begin: string }) {
  const say = useWords(organizationWords);
  const { items, error, isPending, refetch } = useFound(begin, useRole());
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isPending && items.length === 0)
    return <EmptyState title={say('notFound', { begin })} hint={say('notFoundHint')} />;
  return <Table items={items} isPending={isPending} />;
}

interface TableProps {
  items: readonly Organization[];
  isPending: boolean;
  more?: { load: () => void; isLoading: boolean } | undefined;
}

function Table({ items, isPending, more }: TableProps) {
  return (
    <ListTable
      name="organizations"
      columns={useColumns()}
      items={items}
      keyOf={({ id }) => id}
      isLoading={isPending}
      more={more}
    />
  );
}

function useColumns(): Column<Organization>[] {
  const say = useWords(organizationWords);
  const term = useTerms();
  const { number } = useFormats();
  const rolesOf = ({ roles }: Organization) => roles.map((role) => term('role', role)).join('、');
  const demandsOf = ({ confirmation = [] }: Organization) =>
    confirmation.map(({ command }) => say(`commands.${command}`)).join('、');
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name, unitedInto }) => (
        <>
          <Link to={`/organizations/${id}`}>{name}</Link> {unitedInto && <Tag>{say('unitedInto')}</Tag>}
        </>
      ),
      text: ({ name }) => name,
    },
    { key: 'roles', title: say('roles'), show: rolesOf, text: rolesOf },
    {
      key: 'uscc',
      title: say('uscc'),
      show: ({ uscc, foreign }) =>
        uscc ? (
          <code>{uscc}</code>
        ) : (
          foreign && <span className="soft">{say('foreignOf', { ...foreign })}</span>
        ),
      text: ({ uscc }) => uscc,
    },
    {
      key: 'keys',
      title: say('keys'),
      align: 'right',
      show: ({ keys }) => (keys.length === 0 ? say('noKeys') : number(keys.length)),
      text: ({ keys }) => keys.length,
    },
    { key: 'demands', title: say('demands'), show: demandsOf, text: demandsOf },
    {
      key: 'account',
      title: say('account'),
      show: ({ account }) => account && <code>{account}</code>,
      text: ({ account }) => account,
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
