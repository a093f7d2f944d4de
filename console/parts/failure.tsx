/** Why something failed: in the registry's words where it refused, in ours where it didn't answer. */
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { NoAnswer, OtherLog, Refusal } from '../api/refusal.ts';
import { type Say, useWords } from '../words/area.ts';
import { partWords } from './words.ts';

export interface FailureProps {
  error: Error | null | undefined;
  onRetry?: () => void;
  /** Members of the body that have a field of their own, where their faults stand. */
  fields?: readonly string[];
}

/** Refusals for want of a signature; what the registry advises there is for whoever writes programs. */
const UNSIGNED: ReadonlySet<string> = new Set(['signature-missing', 'signature-key-unknown']);

/** Nothing where there is no error. */
export function Failure({ error, onRetry, fields = [] }: FailureProps) {
  const say = useWords(partWords);
  if (!error) return null;
  const isRefused = error instanceof Refusal;
  const unsent = isRefused ? undefined : unsentWords(error, say);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={unsent?.title ?? error.message}
      description={isRefused ? <Refused refusal={error} fields={fields} /> : unsent?.description}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {say('problem.retry')}
          </Button>
        )
      }
    />
  );
}

/** What is said where the registry didn't refuse. */
function unsentWords(
  error: Error,
  say: Say<(typeof partWords)['tree']>,
): { title: string; description: ReactNode } {
  if (error instanceof NoAnswer)
    return { title: say('problem.noAnswer'), description: say('problem.noAnswerHint') };
  if (error instanceof OtherLog) {
    const { shown, expected } = error;
    return {
      title: say('problem.otherLog'),
      description: say('problem.otherLogHint', { shown, expected }),
    };
  }
  return { title: say('problem.unknown'), description: <code>{error.message}</code> };
}

function Refused({ refusal, fields }: { refusal: Refusal; fields: readonly string[] }) {
  const say = useWords(partWords);
  const { kind, detail, faults, source } = refusal;
  if (UNSIGNED.has(kind))
    return (
      <>
        <p>{say('problem.unsigned')}</p>
        <Link to="/organization">{say('problem.toKeys')}</Link>
      </>
    );
  const isInput = kind === 'invalid-input';
  const others = faults.filter(({ member }) => member === undefined || !fields.includes(member));
  return (
    <>
      <p>{isInput ? say(others.length === 0 ? 'problem.atFields' : 'problem.input') : detail}</p>
      {others.length > 0 && (
        <ul>
          {others.map((fault) => (
            <li key={`${fault.member ?? fault.parameter} ${fault.detail}`}>
              {(fault.member ?? fault.parameter) && <code>{fault.member ?? fault.parameter}</code>}{' '}
              {fault.detail}
            </li>
          ))}
        </ul>
      )}
      {source !== '' && (
        <p className="soft">
          {say('problem.source')}: {source}
        </p>
      )}
    </>
  );
}
