/** The buyers of a contract in its form, in the order in which they sign. */
import { Button, Form, Input, Space } from 'antd';
import { BUYERS_MAX, type ContractKind } from '../../shared/power/facts-contract.ts';
import { OrganizationField } from '../parts/organization-field.tsx';
import { useWords } from '../words/area.ts';
import { contractFormWords } from './form-words.ts';

export function BuyerFields({ kind }: { kind: ContractKind | undefined }) {
  const say = useWords(contractFormWords);
  const isOne = kind !== 'direct-multi' && kind !== 'park-supply';
  return (
    <Form.List name="buyers">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, at) => (
            <div key={key}>
              <Form.Item
                name={[name, 'organization']}
                label={say('buyer', { n: at + 1 })}
                extra={say('buyerHelp')}
                rules={[{ required: true, message: say('choose') }]}
              >
                <OrganizationField none={say('none')} />
              </Form.Item>
              <Space align="start" wrap>
                <Form.Item
                  name={[name, 'meterPoint']}
                  label={say('meterPoint', { n: at + 1 })}
                  rules={[{ required: true, whitespace: true, message: say('missing') }]}
                >
                  <Input maxLength={64} autoComplete="off" />
                </Form.Item>
                {fields.length > 1 && (
                  <Form.Item label=" ">
                    <Button onClick={() => remove(name)}>{say('removeBuyer', { n: at + 1 })}</Button>
                  </Form.Item>
                )}
              </Space>
            </div>
          ))}
          {!isOne && fields.length < BUYERS_MAX && (
            <p>
              <Button onClick={() => add({})}>{say('addBuyer')}</Button>
            </p>
          )}
        </>
      )}
    </Form.List>
  );
}
