/** The steps of a retirement: where the person is, and how to go on. */
import { Button, Space } from 'antd';
import { useWords } from '../words/area.ts';
import { retireWords } from './words.ts';

export const STEPS = ['what', 'units', 'words', 'check'] as const;
export type Step = (typeof STEPS)[number];

export function StepList({ step }: { step: Step }) {
  const say = useWords(retireWords);
  return (
    <ol className="steps" aria-label={say('progress')}>
      {STEPS.map((each) => (
        <li key={each} aria-current={each === step ? 'step' : undefined}>
          {say(`step.${each}`)}
        </li>
      ))}
    </ol>
  );
}

interface ActionsProps {
  step: Step;
  deed: string;
  /** Whether it is known what would be retired. */
  isReady: boolean;
  go: (step: Step) => void;
  onClear: () => void;
}

export function Actions({ step, deed, isReady, go, onClear }: ActionsProps) {
  const say = useWords(retireWords);
  const isLast = step === 'check';
  return (
    <Space wrap className="actions">
      {step !== 'what' && (
        <Button onClick={() => go(STEPS[STEPS.indexOf(step) - 1] ?? step)}>{say('back')}</Button>
      )}
      <Button type="primary" danger={isLast} disabled={isLast && !isReady} htmlType="submit">
        {isLast ? deed : say('next')}
      </Button>
      <Button type="text" onClick={onClear}>
        {say('clear')}
      </Button>
    </Space>
  );
}
