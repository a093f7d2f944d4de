/** The entitlements of a party that were settled in a period; party and period stand in the address. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { Entitlement } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { useApi } from '../api/use-api.ts';
import { useOriginName } from '../holdings/use-units.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { saveFile } from '../parts/save-file.ts';
import type { Identity } from '../session/session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Asked, entitlementsCsv, useEntitlements } from './use-income.ts';
import { incomeWords } from './words.ts';

/** They see those of everybody. */
const SEES_ALL = ['verifier', 'regulator'];

export function Entitlements({ identity: { org, roles } }: { identity: Pick<Identity, 'org' | 'roles'> }) {
  const say = useWords(incomeWords);
  const [search, setSearch] = useSearchParams();
  const isSupervising = roles.some((role) => SEES_ALL.includes(role));
  const today = chinaDate(new Date().toISOString());
  const party = search.get('party') ?? (isSupervising ? '' : org);
  const asked = {
    party,
    from: search.get('from') ?? `${today.slice(0, 4)}-01-01`,
    to: search.get('to') ?? today,
  };
  return (
    <section>
      <h2>{say('entitlements')}</h2>
      <Form<Asked>
        layout="inline"
        className="filters"
        initialValues={asked}
        requiredMark={false}
        onFinish={(values) => setSearch(new URLSearchParams({ ...asked, ...values }))}
      >
        <PeriodFields />
        {isSupervising && (
          <Form.Item name="party" label={say('party')} rules={[{ required: true, message: say('missing') }]}>
            <OrganizationField none={say('noParty')} />
          </Form.Item>
        )}
        <Button htmlType="submit">{say('show')}</Button>
      </Form>
      {party === '' ? <p className="soft">{say('choose')}</p> : <EntitlementList asked={asked} />}
    </section>
  );
}

function PeriodFields() {
  const say = useWords(incomeWords);
  const form = Form.useFormInstance<Asked>();
  const required = { required: true, message: say('missing') };
  const ascending = async (_: unknown, to: string) => {
    if (to < form.getFieldValue('from')) throw new Error(say('order'));
  };
  return (
    <>
      <Form.Item name="from" label={say('from')} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={say('to')} rules={[required, { validator: ascending }]}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}

function EntitlementList({ asked }: { asked: Asked }) {
  const say = useWords(incomeWords);
  const api = useApi();
  const { yuan } = useFormats();
  const columns = useColumns();
  const list = useEntitlements(asked);
  const { items, more } = list;
  const sum = yuan(items.reduce((total, { fen }) => total + fen, 0));
  const save = useMutation({
    mutationFn: async () =>
      saveFile(
        `entitlements-${asked.from}-${asked.to}.csv`,
        await api.text(entitlementsCsv(asked)),
        'text/csv;charset=utf-8',
      ),
  });
  if (list.data && items.length === 0) return <EmptyState title={say('none')} hint={say('noneHint')} />;
  return (
    <>
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {items.length > 0 && (
        <p role="status">
          <b>{say(more ? 'sumSoFar' : 'sum', { sum })}</b>{' '}
          <Button size="small" onClick={() => save.mutate()} loading={save.isPending}>
            {say('export')}
          </Button>{' '}
          <span className="soft">{say('exportHelp')}</span>
        </p>
      )}
      <Failure error={save.error} />
      <ListTable
        name="entitlements"
        columns={columns}
        items={items}
        keyOf={({ transfer }) => transfer}
        isLoading={list.isPending}
        more={more}
      />
    </>
  );
}

/** @param project its id, which stands there until the name is known */
export function ProjectLink({ project }: { project: string }) {
  const name = useOriginName({ project });
  return <Link to={`/projects/${project}`}>{name ?? project}</Link>;
}

const FEN_PER_YUAN = 100;

function useColumns(): Column<Entitlement>[] {
  const say = useWords(incomeWords);
  const { yuan, percent } = useFormats();
  return [
    {
      key: 'settledOn',
      title: say('settledOn'),
      show: ({ settledOn }) => settledOn,
      text: ({ settledOn }) => settledOn,
    },
    {
      key: 'project',
      title: say('project'),
      show: ({ project }) => <ProjectLink project={project} />,
      text: ({ project }) => project,
    },
    {
      key: 'share',
      title: say('share'),
      align: 'right',
      show: ({ basisPoints }) => percent(basisPoints),
      text: ({ basisPoints }) => percent(basisPoints),
    },
    {
      key: 'amount',
      title: say('amount'),
      align: 'right',
      show: ({ fen }) => yuan(fen),
      text: ({ fen }) => (fen / FEN_PER_YUAN).toFixed(2),
    },
    {
      key: 'sale',
      title: say('sale'),
      show: ({ transfer }) => <Link to={`/transfers/${transfer}`}>{say('open')}</Link>,
      text: ({ transfer }) => transfer,
    },
    {
      key: 'commit',
      title: say('commit'),
      show: ({ commit }) => <Link to={`/log/${commit.id}`}>{commit.id.slice(0, 12)}…</Link>,
      text: ({ commit }) => commit.id,
      isShownFirst: false,
    },
  ];
}
