/** Says beforehand that this organization signs what it does, where this device can't. */
import { Alert } from 'antd';
import { Link, useLocation } from 'react-router';
import { useWords } from '../words/area.ts';
import { useKeys } from './use-device-key.ts';
import { signingWords } from './words.ts';

export function KeyNotice({ org }: { org: string }) {
  const say = useWords(signingWords);
  const { pathname } = useLocation();
  const { keys, state } = useKeys(org);
  // The page itself says it at length.
  if (keys.length === 0 || state === undefined || state === 'in-force' || pathname === '/organization')
    return null;
  return (
    <Alert
      className="key-notice"
      type="warning"
      showIcon
      role="status"
      title={
        <>
          {say('notice')} <Link to="/organization">{say('noticeLink')}</Link>
        </>
      }
    />
  );
}
