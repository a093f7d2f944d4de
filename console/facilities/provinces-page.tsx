/** Provincial accounts: to them go the certificates of power under the mechanism price. */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { Link } from 'react-router';
import type { ProvincialAccount } from '../../events/client/operations.schemas.ts';
import { getV1ProvincialAccountsProvince, postV1ProvincialAccounts } from '../../events/client/operations.ts';
import { type ProvinceCode, provinces } from '../../shared/power/province.ts';
import { Refusal } from '../api/refusal.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { Wide } from '../parts/wide.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { facilityFormWords } from './form-words.ts';
import { facilityWords } from './words.ts';

const CODES = Object.keys(provinces).sort() as ProvinceCode[];
const FIELDS = ['province', 'organization'] as const;
const NOT_FOUND = 404;

/** By province, in their order; null where there is none. */
function useProvincialAccounts() {
  const api = useApi();
  return useQueries({
    queries: CODES.map((province) => ({
      queryKey: ['facilities', 'province', province],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ProvincialAccount | null> => {
        try {
          return await api.read(getV1ProvincialAccountsProvince(province), signal);
        } catch (error) {
          if (error instanceof Refusal && error.status === NOT_FOUND) return null;
          throw error;
        }
      },
    })),
  });
}

export function ProvincesPage() {
  const say = useWords(facilityFormWords);
  const sayOf = useWords(facilityWords);
  const accounts = useProvincialAccounts();
  const isOperator = useIdentity()?.roles.includes('operator') ?? false;
  const open = CODES.filter((_, at) => accounts[at]?.data === null);
  const failed = accounts.find(({ error }) => error);
  return (
    <>
      <PageHead
        title={say('provinces.title')}
        lead={
          <>
            {say('provinces.lead')} <Link to="/facilities">← {sayOf('back')}</Link>
          </>
        }
      />
      <Failure error={failed?.error} onRetry={() => void failed?.refetch()} />
      <section className="card">
        <Wide label={say('provinces.title')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('provinces.province')}</th>
                <th scope="col">{say('provinces.holder')}</th>
                <th scope="col">{say('provinces.account')}</th>
              </tr>
            </thead>
            <tbody>
              {CODES.map((code, at) => {
                const account = accounts[at]?.data;
                return (
                  <tr key={code}>
                    <th scope="row">{provinces[code]}</th>
                    <td>
                      {account && <OrganizationName id={account.organization} />}
                      {account === null && <span className="soft">{say('provinces.none')}</span>}
                    </td>
                    <td>{account && <code>{account.account}</code>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Wide>
      </section>
      {isOperator && <OpenForm provinces={open} />}
    </>
  );
}

interface OpenInput {
  province: ProvinceCode;
  organization: string;
}

function OpenForm({ provinces: open }: { provinces: readonly ProvinceCode[] }) {
  const say = useWords(facilityFormWords);
  const queries = useQueryClient();
  const [form] = Form.useForm<OpenInput>();
  const change = useChange(
    (asked: OpenInput) => postV1ProvincialAccounts(asked),
    async () => {
      form.resetFields();
      await queries.invalidateQueries({ queryKey: ['facilities', 'province'] });
    },
  );
  useFieldFaults(form, change.error, FIELDS);
  const chosen = [{ required: true, message: say('choose') }];
  return (
    <section className="card">
      <h2>{say('provinces.open')}</h2>
      {change.data?.commit && <Receipt commit={change.data.commit} title={say('provinces.done')} />}
      <Form<OpenInput>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        onFinish={(asked) => change.mutate(asked)}
      >
        <Form.Item name="province" label={say('provinces.province')} rules={chosen}>
          <Select options={open.map((value) => ({ value, label: provinces[value] }))} />
        </Form.Item>
        <Form.Item
          name="organization"
          label={say('provinces.organization')}
          extra={say('provinces.help')}
          rules={chosen}
        >
          <OrganizationField none={say('gridNone')} />
        </Form.Item>
        <Failure error={change.error} fields={FIELDS} />
        <Button htmlType="submit" loading={change.isPending}>
          {say('provinces.open')}
        </Button>
      </Form>
    </section>
  );
}
