/** Types of events as people call them. */
import { catalogueRows } from '../../events/audit/catalogue-rows.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import { useLanguage } from '../words/area.ts';

export function useTypeNames() {
  const isEnglish = useLanguage() === 'en';
  const nameOf = (type: string): string => {
    if (!Object.hasOwn(catalogueRows, type)) return type;
    const [, , zh, en] = catalogueRows[type as EventType];
    return isEnglish ? en : zh;
  };
  return { types: Object.keys(catalogueRows), nameOf };
}
