/** The plan of one calendar year of direct supply: what is generated, used, fed in and consumed, MWh. */
import { InputNumber, Space } from 'antd';
import { useWords } from '../words/area.ts';
import { contractFormWords } from './form-words.ts';

type Plan = Partial<Record<Name, number>>;
const NAMES = ['generation', 'selfUse', 'onGrid', 'consumption', 'curtailed'] as const;
type Name = (typeof NAMES)[number];

interface PlanFieldProps {
  value?: Plan;
  onChange?: (plan: Plan) => void;
  year: number;
  isPark: boolean;
}

export function PlanField({ value = {}, onChange, year, isPark }: PlanFieldProps) {
  const say = useWords(contractFormWords);
  return (
    <Space wrap>
      {NAMES.filter((name) => isPark || name !== 'curtailed').map((name) => (
        <InputNumber<number>
          key={name}
          aria-label={say('planField', { year, name: say(`planOf.${name}`) })}
          prefix={<span className="soft">{say(`planOf.${name}`)}</span>}
          value={value[name] ?? null}
          onChange={(amount) => {
            const { [name]: _, ...rest } = value;
            onChange?.(amount === null ? rest : { ...rest, [name]: amount });
          }}
          min={0}
          precision={0}
          controls={false}
          style={{ width: '12rem' }}
        />
      ))}
    </Space>
  );
}
