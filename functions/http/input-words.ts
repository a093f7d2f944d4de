/** What is wrong with an input, in the language asked for: frequent faults in our own words. */
import zhCN from 'zod/v4/locales/zh-CN.js';
import type { Language } from '../../shared/base/words.ts';

const chinese = zhCN().localeError;
type RawIssue = Parameters<typeof chinese>[0];

const MISSING = { zh: '必填', en: 'Required' } as const;
const NOT_WHOLE = { zh: '须为整数，不得有小数', en: 'Must be a whole number, without decimals' } as const;

/** Types of JSON in Chinese. */
const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '布尔值（true 或 false）',
  array: '数组',
  object: '对象',
  record: '对象',
  null: '空值（null）',
};

const SIZES: Readonly<Record<string, string>> = { string: '个字符', array: '项' };

/** The words of an issue, for zod's `error`; undefined leaves them to zod. */
export function wordsIn(language: Language) {
  return (issue: RawIssue): string | undefined => {
    if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
      return MISSING[language];
    if (issue.code === 'invalid_type' && issue.expected === 'int') return NOT_WHOLE[language];
    if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
      return unknownKind(issue, language);
    return language === 'zh' ? (ownChinese(issue) ?? spoken(chinese(issue))) : undefined;
  };
}

/** A member tells which form the rest takes, and this form is none. */
function unknownKind({ options, discriminator, input }: RawIssue, language: Language): string {
  const member = String(discriminator);
  const known = (options as unknown[] | undefined)?.map((each) => JSON.stringify(each)) ?? [];
  const given = (input as Record<string, unknown> | null)?.[member];
  const missing = given === undefined ? MISSING[language] : undefined;
  return language === 'zh'
    ? `${missing ?? `没有这一种 ${member}`}；${member} 请填写下列之一：${known.join('、')}`
    : `${missing ?? `No such ${member}`}: give ${member} as one of ${known.join(', ')}`;
}

function ownChinese(issue: RawIssue): string | undefined {
  const size = SIZES[String(issue.origin)];
  switch (issue.code) {
    case 'invalid_type': {
      const given = TYPES[typeOf(issue.input)];
      const wanted = TYPES[issue.expected];
      return given && wanted && `须为${wanted}，而不是${given}`;
    }
    case 'too_big':
      return size === undefined
        ? `须${issue.inclusive ? '不大于' : '小于'} ${issue.maximum}`
        : `至多 ${issue.maximum} ${size}`;
    case 'too_small':
      return size === undefined
        ? `须${issue.inclusive ? '不小于' : '大于'} ${issue.minimum}`
        : `至少 ${issue.minimum} ${size}`;
    default:
      return undefined;
  }
}

const typeOf = (input: unknown): string =>
  input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;

const spoken = (told: ReturnType<typeof chinese>): string | undefined =>
  typeof told === 'string' ? told : told?.message;
