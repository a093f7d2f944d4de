/** Errors as RFC 9457 problem details: a stable `type` per rule, in Chinese or English. */

import { rejectionRules } from '#rejections';
import { fill } from '../../shared/base/fill.ts';
import type { Language, Words } from '../../shared/base/words.ts';
import type { Rejection } from '../../shared/ledger/rejection.ts';
import type { RejectionKind, RejectionRule } from '../../shared/ledger/rejection-rule.ts';
import { certificateProblems } from './certificate-problems.ts';
import { confirmationProblems } from './confirmation-problems.ts';
import { jobProblems } from './job-problems.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { webhookProblems } from './webhook-problems.ts';

/** One fault of the input: its place, and the rule it breaks. */
export interface InputError {
  /** JSON pointer into the body (as a URI fragment), for body faults. */
  pointer?: string;
  /** Name of the path, query or header parameter, for other faults. */
  parameter?: string;
  detail: string;
}

export interface ProblemKind {
  status: number;
  title: Words;
  detail: Words;
  /** In place of the detail where the case has facts, which it quotes. */
  detailSeen?: Words;
}

/** Faults of the request as such; those of the domain's rules are in shared/ledger/rejection.ts. */
export const problems = {
  'invalid-input': {
    status: 400,
    title: { zh: '输入不合要求', en: 'The input breaks a rule' },
    detail: { zh: '请逐项更正所列各处', en: 'Mend each of what is listed' },
  },
  'invalid-json': {
    status: 400,
    title: { zh: '请求体不是有效 JSON', en: 'The body is not valid JSON' },
    detail: {
      zh: '请发送 UTF-8 编码的 JSON 对象，同一对象内成员不重名',
      en: 'Send a JSON object in UTF-8, with no member twice',
    },
  },
  'unreadable-text': {
    status: 400,
    title: { zh: '文本已损坏', en: 'A text was damaged on its way here' },
    detail: {
      zh: '含 U+FFFD 或残缺的代理对：某处曾以错误的编码读取原文；请自原文重新读取后提交',
      en: 'It holds U+FFFD or half a surrogate pair: somewhere the original was read in a wrong encoding; read it again and send that',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的媒体类型', en: 'Unsupported media type' },
    detail: { zh: '请使用 application/json', en: 'Use application/json' },
  },
  'body-too-large': {
    status: 413,
    title: { zh: '请求体过大', en: 'The body is too large' },
    detail: {
      zh: '本接口请求体上限 {kibibytes} KiB',
      en: 'A body may have {kibibytes} KiB at most here',
    },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
    detail: {
      zh: '每个提交请求须带 Idempotency-Key：1 至 128 个可见 ASCII 字符，重试时保持不变',
      en: 'Every committing request needs an Idempotency-Key: 1 to 128 visible ASCII characters, the same on a retry',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { zh: 'Idempotency-Key 已用于其他请求', en: 'The Idempotency-Key was used for another request' },
    detail: { zh: '新请求请用新的键', en: 'Use a new key for a new request' },
  },
  'signature-malformed': {
    status: 400,
    title: { zh: 'Lvzhang-Signature 格式不符', en: 'Lvzhang-Signature is malformed' },
    detail: {
      zh: '形式：Ed25519 kid=密钥标识,at=时刻,value=签名；时刻为 UTC 毫秒，其余为 base64url',
      en: 'Its form is Ed25519 kid=KEY ID,at=INSTANT,value=SIGNATURE: the instant in UTC with milliseconds, the rest base64url',
    },
  },
  'acts-for-malformed': {
    status: 400,
    title: { zh: 'Lvzhang-Acts-For 格式不符', en: 'Lvzhang-Acts-For is malformed' },
    detail: { zh: '须为一个机构标识', en: 'It is the id of one organization' },
  },
  'precondition-required': {
    status: 428,
    title: { zh: '缺少 If-Match', en: 'If-Match is missing' },
    detail: { zh: '请先读取并以其 ETag 作为 If-Match', en: 'Read it first and send its ETag as If-Match' },
  },
  'precondition-failed': {
    status: 412,
    title: { zh: '版本已变化', en: 'It has changed since you read it' },
    detail: { zh: '请重新读取后再提交', en: 'Read it again, then submit' },
  },
  unauthenticated: {
    status: 401,
    title: { zh: '令牌缺少机构或角色', en: 'The token lacks organization or roles' },
    detail: { zh: '令牌须含 org 与 roles 声明', en: 'The token must carry the claims org and roles' },
  },
  forbidden: {
    status: 403,
    title: { zh: '角色无此权限', en: 'Your role may not do this' },
    detail: {
      zh: '请以有权的角色与机构办理',
      en: 'Act in a role and for an organization that is granted it',
    },
    detailSeen: {
      zh: '有权办理的角色：{roles}；请以其中之一办理',
      en: 'The roles that may: {roles}. Act in one of them',
    },
  },
  'not-found': {
    status: 404,
    get title() {
      return rejectionRules()['not-found'].title;
    },
    get detail() {
      return rejectionRules()['not-found'].remedy;
    },
  },
  'document-not-public': {
    status: 403,
    title: { zh: '文件现不公开', en: 'The document is not public now' },
    detail: {
      zh: '公示期为 {from} 至 {to}；登记后再行公开（CCER 管理办法第十二、十五、十九、二十二条）',
      en: 'It was published from {from} to {to}, and is public again once it is registered (CCER measures, arts 12, 15, 19, 22)',
    },
  },
  'removed-by-order': {
    status: 410,
    title: { zh: '已依令移除', en: 'Removed by order' },
    detail: {
      zh: '该文本已由主管部门命令移除；账本中的摘要与移除依据仍在',
      en: 'The text was removed by order of the authority; the log still has its digest and names the order',
    },
  },
  'not-in-log-yet': {
    status: 404,
    title: { zh: '尚未进入日志', en: 'Not in the log yet' },
    detail: {
      zh: '提交在 60 秒内进入日志，请稍后再试',
      en: 'A commit is in the log within 60 s: try again shortly',
    },
  },
  ...certificateProblems,
  ...jobProblems,
  ...confirmationProblems,
  ...webhookProblems,
  contended: {
    status: 409,
    title: { zh: '并发冲突', en: 'Others were faster' },
    detail: { zh: '未写入任何内容，请以同一键重试', en: 'Nothing was written; try again with the same key' },
  },
  internal: {
    status: 500,
    title: { zh: '内部错误', en: 'Internal error' },
    detail: {
      zh: '请以同一键重试；重试不会重复办理',
      en: 'Try again with the same key; a retry never acts twice',
    },
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemName = keyof typeof problems;

/** Types are names, not addresses: they are the same wherever a registry is deployed. */
const TYPE_PREFIX = 'urn:lvzhang:problem:';
export const problemType = (name: string): string => `${TYPE_PREFIX}${name}`;

export class Problem extends Error {
  readonly kind: ProblemName;
  readonly errors: InputError[];
  readonly headers: Record<string, string>;
  /** Facts of this case, for the placeholders of the detail. */
  readonly seen: Record<string, string | number> | undefined;
  constructor(
    kind: ProblemName,
    errors: InputError[] = [],
    headers: Record<string, string> = {},
    seen?: Record<string, string | number>,
  ) {
    super(kind);
    this.kind = kind;
    this.errors = errors;
    this.headers = headers;
    this.seen = seen;
  }
}

export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}

/** The HTTP status of each kind of rejection. */
export const rejectionStatus: Record<RejectionKind, number> = {
  missing: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
};

/** The response for a fault of the request. */
export function problemResponse(problem: Problem, language: Language): HttpResponse {
  const { kind, errors, headers, seen } = problem;
  const { status, title, detail: plain, detailSeen }: ProblemKind = problems[kind];
  const detail = seen && detailSeen ? detailSeen : plain;
  return response(status, language, headers, {
    type: problemType(kind),
    title: title[language],
    status,
    detail: fill(detail[language], seen),
    ...(errors.length > 0 && { errors }),
    ...(seen && { seen }),
  });
}

/** The response for a command that a rule of the domain refused. */
export function rejectionResponse({ rejected, pointer, seen }: Rejection, language: Language): HttpResponse {
  const { kind, title: titles, remedy, source }: RejectionRule = rejectionRules()[rejected];
  const status = rejectionStatus[kind];
  const title = fill(titles[language], seen);
  return response(
    status,
    language,
    {},
    {
      type: problemType(rejected),
      title,
      status,
      detail: fill(remedy[language], seen),
      ...(pointer !== undefined && { errors: [{ pointer: fragmentOf(pointer), detail: title }] }),
      ...(seen && { seen }),
      ...(source && { source }),
    },
  );
}

/** A JSON pointer as a URI fragment (RFC 6901 §6). A stranger may have invented the names in it. */
function fragmentOf(pointer: string): string {
  return `#${pointer.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
}

function response(
  status: number,
  language: Language,
  headers: Record<string, string>,
  body: object,
): HttpResponse {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      'cache-control': 'no-store',
      ...SECURITY_HEADERS,
      ...headers,
    },
    body: JSON.stringify(body),
  };
}
