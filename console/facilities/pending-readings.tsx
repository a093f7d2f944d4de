/** Readings that wait for the grid company, which confirms them (and so issues) or refuses them. */
import { Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type { ConfirmedGeneration, Facility, Generation } from '../../events/client/operations.schemas.ts';
import {
  postV1FacilitiesIdGenerationConfirm,
  postV1FacilitiesIdGenerationRefuse,
} from '../../events/client/operations.ts';
import { useChange } from '../api/use-api.ts';
import { Receipt } from '../log/receipt.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useFieldFaults } from '../parts/use-field-faults.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { expectedIssue } from './month-rows.ts';
import { usePowerNames } from './names.ts';
import { useFacilityChanged, useGeneration } from './use-facilities.ts';
import { facilityWords } from './words.ts';

interface Done {
  commit: { id: string };
  title: string;
}

type Deed = 'confirm' | 'refuse';

export function PendingReadings({ facility }: { facility: Facility }) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const names = usePowerNames();
  const { data = [] } = useGeneration(facility.id);
  const [asked, ask] = useState<{ reading: Generation; deed: Deed }>();
  const [done, setDone] = useState<Done>();
  const waiting = data.filter(({ pending }) => pending);
  if (waiting.length === 0 && !done) return null;
  const onDone = (commit: Done['commit'] | undefined, title: string) => {
    if (commit) setDone({ commit, title });
    ask(undefined);
  };
  const Dialog = asked?.deed === 'refuse' ? RefuseDialog : ConfirmDialog;
  return (
    <section className="card">
      <h2>{say('confirm.title')}</h2>
      {done && <Receipt commit={done.commit} title={done.title} />}
      <ul>
        {waiting.map((reading) => {
          const { month, energy, pending } = reading;
          return (
            <li key={`${month} ${energy}`}>
              <Space wrap>
                <span>
                  {month} · {names.energy(energy)} ·{' '}
                  <b>{say('kilowattHours', { value: number(pending?.kilowattHours ?? 0) })}</b>
                  {pending?.reason !== undefined && ` · ${pending.reason}`}
                </span>
                {(['confirm', 'refuse'] as const).map((deed) => (
                  <Button
                    key={deed}
                    size="small"
                    type={deed === 'confirm' ? 'primary' : 'default'}
                    onClick={() => ask({ reading, deed })}
                  >
                    {say(deed === 'confirm' ? 'confirm.deed' : 'confirm.refuse')}…
                  </Button>
                ))}
              </Space>
            </li>
          );
        })}
      </ul>
      {asked && (
        <Dialog facility={facility} reading={asked.reading} onDone={onDone} onCancel={() => ask(undefined)} />
      )}
    </section>
  );
}

interface DialogProps {
  facility: Facility;
  reading: Generation;
  onDone: (commit: Done['commit'] | undefined, title: string) => void;
  onCancel: () => void;
}

const namedOf = ({ month, energy, pending }: Generation) => ({
  month,
  energy,
  revision: pending?.revision ?? 0,
});

const CODE_FIELDS = ['code'] as const;

function ConfirmDialog({ facility, reading, onDone, onCancel }: DialogProps) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const names = usePowerNames();
  const changed = useFacilityChanged();
  const [form] = Form.useForm<{ code?: string }>();
  const confirm = useChange(
    ({ code = '' }: { code?: string }) =>
      postV1FacilitiesIdGenerationConfirm(facility.id, {
        ...namedOf(reading),
        ...(code.trim() !== '' && { code: code.trim() }),
      }),
    async ({ commit, quantity }: ConfirmedGeneration) => {
      await changed();
      onDone(commit, say('confirm.done', { count: number(quantity) }));
    },
  );
  useFieldFaults(form, confirm.error, CODE_FIELDS);
  const account = facility.energy.find(({ energy }) => energy === reading.energy);
  const expected = expectedIssue(reading, account?.carriedKilowattHours ?? 0);
  return (
    <Irreversible
      open
      title={say('confirm.ask', {
        month: reading.month,
        energy: names.energy(reading.energy),
        amount: number(reading.pending?.kilowattHours ?? 0),
      })}
      deed={say('confirm.deed')}
      isPending={confirm.isPending}
      onConfirm={() => form.submit()}
      onCancel={onCancel}
    >
      <p>
        {say('confirm.what')}{' '}
        {expected !== undefined && <b>{say('confirm.expected', { count: number(expected) })}</b>}
      </p>
      <Form form={form} layout="vertical" onFinish={(values) => confirm.mutate(values)}>
        <Form.Item name="code" label={say('confirm.code')}>
          <Input autoComplete="off" maxLength={32} />
        </Form.Item>
      </Form>
      <Failure error={confirm.error} fields={CODE_FIELDS} />
    </Irreversible>
  );
}

const REASON_FIELDS = ['reason'] as const;
const REASON_MAX = 500;

function RefuseDialog({ facility, reading, onDone, onCancel }: DialogProps) {
  const say = useWords(facilityWords);
  const names = usePowerNames();
  const changed = useFacilityChanged();
  const [form] = Form.useForm<{ reason: string }>();
  const refuse = useChange(
    ({ reason }: { reason: string }) =>
      postV1FacilitiesIdGenerationRefuse(facility.id, { ...namedOf(reading), reason }),
    async ({ commit }) => {
      await changed();
      onDone(commit, say('confirm.doneRefused'));
    },
  );
  useFieldFaults(form, refuse.error, REASON_FIELDS);
  return (
    <Modal
      open
      title={say('confirm.askRefuse', { month: reading.month, energy: names.energy(reading.energy) })}
      okText={say('confirm.refuse')}
      cancelText={say('confirm.cancel')}
      okButtonProps={{ loading: refuse.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => refuse.mutate(values)}>
        <Form.Item
          name="reason"
          label={say('confirm.reason')}
          rules={[{ required: true, whitespace: true, message: say('confirm.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={REASON_MAX} showCount />
        </Form.Item>
      </Form>
      <Failure error={refuse.error} fields={REASON_FIELDS} />
    </Modal>
  );
}
