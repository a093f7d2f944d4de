/** Text as the registry takes it (shared/field.ts `line`): trimmed, NFC, nothing invisible. Mojibake stays as it is. */
import type { Words } from '../words.ts';

/** Line breaks and tabs stand between words, so a space takes their place. */
const BREAKS = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu;
const INVISIBLE = /[\p{Cc}\p{Cs}\p{DI}\ufff9-\ufffb]/gu;

const removed: Words = { zh: '已去除控制字符', en: 'control characters removed' };
const composed: Words = { zh: '已转为 NFC', en: 'brought into NFC' };
const trimmed: Words = { zh: '已去除首尾空格', en: 'surrounding spaces removed' };

/** The text, and what was changed about it; nothing else is ever changed. */
export function printable(text: string): { text: string; changes: Words[] } {
  const visible = text.replace(BREAKS, ' ').replace(INVISIBLE, '');
  const nfc = visible.normalize('NFC');
  const bare = nfc.trim();
  const changes = [
    ...(visible !== text ? [removed] : []),
    ...(nfc !== visible ? [composed] : []),
    ...(bare !== nfc ? [trimmed] : []),
  ];
  return { text: bare, changes };
}
