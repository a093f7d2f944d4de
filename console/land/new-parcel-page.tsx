/** A new parcel: its boundary from a survey's file or drawn, seen beside its neighbours, then submitted. */

import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Parcel, RegisterParcelBody } from '../../events/client/operations.schemas.ts';
import { postV1Parcels } from '../../events/client/operations.ts';
import { type BannerCode, banners } from '../../shared/land/banner.ts';
import { LAND_TYPES, type SurveyDatum } from '../../shared/land/facts.ts';
import { upload } from '../api/upload.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { OrganizationField } from '../parts/organization-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { BoundaryField } from './boundary-field.tsx';
import { landWords } from './words.ts';

interface ParcelForm {
  name?: string;
  type?: RegisterParcelBody['type'];
  banner?: BannerCode;
  holder?: string;
  title?: File[];
  boundary?: object;
  convertedFrom?: SurveyDatum;
}

/** Members of the body that have a field here. */
const FIELDS = ['name', 'type', 'banner', 'holder', 'title', 'boundary'] as const;

export function NewParcelPage() {
  const say = useWords(landWords);
  const [done, setDone] = useState<Parcel>();
  return (
    <>
      <PageHead title={say('new.title')} lead={<Link to="/land">← {say('title')}</Link>} />
      {done?.commit ? (
        <>
          <Receipt commit={done.commit} title={say('new.done', { name: done.name })} />
          <p>
            <Link to={`/land?banner=${done.banner}&parcel=${done.id}`}>{say('new.toParcel')}</Link>
          </p>
        </>
      ) : (
        <ParcelFormCard onDone={setDone} />
      )}
    </>
  );
}

function ParcelFormCard({ onDone }: { onDone: (parcel: Parcel) => void }) {
  const say = useWords(landWords);
  const api = useApi();
  const queries = useQueryClient();
  const [form] = Form.useForm<ParcelForm>();
  const draft = useDraft(form, 'parcel');
  const register = useChange(
    async ({ name = '', type, banner, holder = '', title, boundary, convertedFrom }: ParcelForm) => {
      const [file] = title ?? [];
      if (!file || !banner || !type) throw new Error(say('new.titleMissing'));
      const document = await upload(api, file, 'application/pdf');
      return postV1Parcels({
        name,
        type,
        banner,
        holder,
        title: document,
        boundary: { ...boundary },
        ...(convertedFrom && { convertedFrom }),
      });
    },
    async (parcel: Parcel) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ['land'] });
      onDone(parcel);
    },
  );
  useFieldFaults(form, register.error, FIELDS);
  return (
    <Form<ParcelForm>
      form={form}
      className="card"
      layout="vertical"
      requiredMark={false}
      onValuesChange={(_, values) => draft.keep(values)}
      onFinish={(values) => register.mutate(values)}
    >
      <TextFields />
      <Form.Item name="convertedFrom" hidden>
        <Input />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: ParcelForm, now: ParcelForm) => before.banner !== now.banner}>
        {({ getFieldValue }) => (
          <Form.Item
            name="boundary"
            label={say('new.boundary')}
            rules={[{ required: true, message: say('new.boundaryMissing') }]}
          >
            <BoundaryField
              banner={getFieldValue('banner')}
              onConverted={(datum) => form.setFieldValue('convertedFrom', datum)}
              onName={(name) => {
                if (!form.getFieldValue('name')) form.setFieldValue('name', name);
              }}
            />
          </Form.Item>
        )}
      </Form.Item>
      <Alert type="info" showIcon title={say('new.kept')} />
      <Failure error={register.error} fields={FIELDS} />
      <Space>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {say('new.submit')}
        </Button>
      </Space>
    </Form>
  );
}

function TextFields() {
  const say = useWords(landWords);
  const term = useTerms();
  const required = [{ required: true, message: say('new.missing') }];
  return (
    <div className="form">
      <Form.Item name="banner" label={say('banner')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(banners).map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        />
      </Form.Item>
      <Form.Item name="type" label={say('type')} rules={required}>
        <Select options={LAND_TYPES.map((value) => ({ value, label: term('category', value) }))} />
      </Form.Item>
      <Form.Item name="name" label={say('name')} rules={required}>
        <Input />
      </Form.Item>
      <Form.Item name="holder" label={say('holder')} extra={say('new.holderHelp')} rules={required}>
        <OrganizationField none={say('new.holderNone')} />
      </Form.Item>
      <Form.Item name="title" label={say('new.titleProof')} rules={required}>
        <FileField accept=".pdf" label={say('new.choosePdf')} />
      </Form.Item>
    </div>
  );
}
