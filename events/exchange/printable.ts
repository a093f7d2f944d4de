/**
 * Text as the registry takes it (shared/base/field.ts `line`): trimmed, NFC. Invisible characters within a
 * text are reported, not removed: two names that differ only in them would become one.
 */
import type { Words } from '../../shared/base/words.ts';

/** Line breaks and tabs stand between words, so a space replaces them. */
const BREAKS = /[\t\n\v\f\r\p{Zl}\p{Zp}]+/gu;
/** UTF-8 that was read as Latin-1 and saved again is full of C1 controls, U+0085 among them. */
const CONTROL = /\p{Cc}/u;
const INVISIBLE = /[\p{Cs}\p{DI}\ufff9-\ufffb]/u;
/** Around a text these are like spaces: a byte order mark, remnants of web pages. */
const AROUND = /^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/gu;

const broken: Words = { zh: '换行或制表符已改为空格', en: 'line breaks or tabs made spaces' };
const composed: Words = { zh: '已转为 NFC', en: 'brought into NFC' };
const trimmed: Words = { zh: '已去除首尾空格', en: 'surrounding spaces removed' };
const unseen: Words = { zh: '已去除不可见字符', en: 'invisible characters removed' };

export interface Printable {
  text: string;
  /** The changes made to the text; nothing else is ever changed. */
  changes: Words[];
  /** The reason why it can't be taken as is. */
  hidden?: Words;
}

/** A text that identifies something: a name, a number, a code. */
export function printable(text: string): Printable {
  const visible = text.replace(BREAKS, ' ');
  const nfc = visible.normalize('NFC');
  const bare = nfc.replaceAll(AROUND, '');
  const changes = [
    ...(visible !== text ? [broken] : []),
    ...(nfc !== visible ? [composed] : []),
    ...(bare !== nfc ? [trimmed] : []),
  ];
  const hidden = hiddenIn(bare);
  return { text: bare, changes, ...(hidden && { hidden }) };
}

/** A text only for reading, such as a reason: without the invisible characters that it got on web pages. */
export function printableProse(text: string): Printable {
  const { changes, ...rest } = printable(text.replaceAll(new RegExp(INVISIBLE, 'gu'), ''));
  return { ...rest, changes: INVISIBLE.test(text.trim()) ? [unseen, ...changes] : changes };
}

function hiddenIn(text: string): Words | undefined {
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined)
    return {
      zh: `含控制字符 ${codePoint(control)}：文本多半曾以错误的编码读入再保存，请自原文重新导出`,
      en: `holds the control character ${codePoint(control)}: it was most likely read in a wrong encoding and saved again; export the original again`,
    };
  const invisible = INVISIBLE.exec(text)?.[0];
  return invisible === undefined
    ? undefined
    : {
        zh: `含不可见字符 ${codePoint(invisible)}，看上去相同的两个名称可能因此不同；请删去`,
        en: `holds the invisible character ${codePoint(invisible)}, by which two names that look the same may differ; remove it`,
      };
}

const codePoint = (char: string) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
