/** Why something failed: in the registry's words where it refused, in ours where it didn't answer. */
import { Alert, Button } from 'antd';
import { NoAnswer, Refusal } from '../api/refusal.ts';
import { useWords } from '../words/area.ts';
import { partWords } from './words.ts';

export interface FailureProps {
  error: Error | null | undefined;
  onRetry?: () => void;
  /** Members of the body that have a field of their own, where their faults stand. */
  fields?: readonly string[];
}

/** Nothing where there is no error. */
export function Failure({ error, onRetry, fields = [] }: FailureProps) {
  const say = useWords(partWords);
  if (!error) return null;
  const action = onRetry && (
    <Button size="small" onClick={onRetry}>
      {say('problem.retry')}
    </Button>
  );
  if (!(error instanceof Refusal)) {
    const isSilent = error instanceof NoAnswer;
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={say(isSilent ? 'problem.noAnswer' : 'problem.unknown')}
        description={isSilent ? say('problem.noAnswerHint') : <code>{error.message}</code>}
        action={action}
      />
    );
  }
  const isInput = error.kind === 'invalid-input';
  const others = error.faults.filter(({ member }) => member === undefined || !fields.includes(member));
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.title}
      description={
        <>
          <p>{isInput ? say(others.length === 0 ? 'problem.atFields' : 'problem.input') : error.detail}</p>
          {others.length > 0 && (
            <ul>
              {others.map(({ member, parameter, detail }) => (
                <li key={`${member ?? parameter} ${detail}`}>
                  {(member ?? parameter) && <code>{member ?? parameter}</code>} {detail}
                </li>
              ))}
            </ul>
          )}
          {error.source !== '' && (
            <p className="soft">
              {say('problem.source')}: {error.source}
            </p>
          )}
        </>
      }
      action={action}
    />
  );
}
