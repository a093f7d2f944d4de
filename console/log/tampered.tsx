/** Says that what was served is not what the log has. */
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/area.ts';
import { logWords } from './words.ts';

interface TamperedProps {
  error: Error | null | undefined;
  onRetry: () => void;
  /** What else one can do. */
  more?: ReactNode;
}

export function Tampered({ error, onRetry, more }: TamperedProps) {
  const say = useWords(logWords);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say('tampered')}
      description={
        <>
          {say('tamperedHint')} <code>{error?.message}</code>
          {more}
        </>
      }
      action={<Button onClick={onRetry}>{say('again')}</Button>}
    />
  );
}
