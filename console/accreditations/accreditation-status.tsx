import { Tag } from 'antd';
import type { Accreditation } from '../../events/client/operations.schemas.ts';
import { useWords } from '../words/area.ts';
import { accreditationWords } from './words.ts';

const COLORS: Record<Accreditation['status'], string> = {
  valid: 'success',
  'not-yet-valid': 'default',
  expired: 'default',
  suspended: 'warning',
  withdrawn: 'error',
};

/** Where an accreditation stands today, in a word. */
export function AccreditationStatus({ status }: Pick<Accreditation, 'status'>) {
  const say = useWords(accreditationWords);
  return <Tag color={COLORS[status]}>{say(`statuses.${status}`)}</Tag>;
}
