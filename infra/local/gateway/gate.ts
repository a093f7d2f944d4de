import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { preferredLanguage } from '../../../functions/http/preferred-language.ts';
import { problemType } from '../../../functions/http/problem.ts';
import type { Language } from '../../../shared/base/words.ts';
import type { Health, Trouble } from '../health.ts';
import type { HttpAnswer } from './http-response.ts';

/** Checks requests and answers against what the instance knows of its disk and its store. */
export interface Gate {
  /**
   * Lets a request through to `answer`, or refuses it. An answer given while the store failed doesn't count:
   * it becomes a 503, after which a retry with the same key finds out what happened.
   */
  pass(request: GateRequest, answer: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
}

export interface GateRequest {
  method: string | undefined;
  acceptLanguage: string | undefined;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const RETRY_AFTER_SECONDS = 5;
/** Time within which a store must take a connection before it counts as gone, ms. */
const PROBE_TIMEOUT_MS = 1000;

const troubles: Record<
  Trouble,
  { status: number; title: Record<Language, string>; detail: Record<Language, string> }
> = {
  failed: {
    status: 503,
    title: { zh: '本实例正在停止', en: 'This instance is ending' },
    detail: {
      zh: '存储出错，本次请求未获确认；实例重新启动后请以同一键重试',
      en: 'Its storage failed and this request is not acknowledged: try again with the same key once it is started again',
    },
  },
  'store-down': {
    status: 503,
    title: { zh: '数据库暂不可用', en: 'The store is not available' },
    detail: {
      zh: 'DynamoDB Local 正在重新启动，请稍后以同一键重试；重试不会重复办理',
      en: 'DynamoDB Local is being started again: try again shortly with the same key; a retry never acts twice',
    },
  },
  'low-space': {
    status: 507,
    title: { zh: '磁盘空间不足', en: 'The disk is nearly full' },
    detail: {
      zh: '腾出空间前不接受写入，查询不受影响；未写入任何内容',
      en: 'Writes are refused until there is space again, reads go on; nothing was written',
    },
  },
};

function refusal(trouble: Trouble, acceptLanguage: string | undefined): HttpAnswer {
  const language = preferredLanguage(acceptLanguage);
  const { status, title, detail } = troubles[trouble];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      'cache-control': 'no-store',
      'retry-after': String(RETRY_AFTER_SECONDS),
    },
    body: JSON.stringify({
      type: problemType(trouble === 'low-space' ? 'storage-full' : 'storage-unavailable'),
      title: title[language],
      status,
      detail: detail[language],
    }),
  };
}

/**
 * Waits until everything that DynamoDB Local printed before this moment has been read. It prints an error
 * before it answers for the write, so once a function's answer is here, the error is at least in the pipe.
 * The first turn ends this round of the event loop; the second comes after a whole round, which reads every
 * pipe that has data.
 */
async function outputIsRead(): Promise<void> {
  await turn();
  await turn();
}

/** Whether anything takes connections at the endpoint. */
function takesConnections(endpoint: string): Promise<boolean> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: PROBE_TIMEOUT_MS });
    const end = (answer: boolean) => () => {
      socket.destroy();
      done(answer);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}

/** @param endpoint DynamoDB Local's */
export function createGate(health: Health, endpoint: string): Gate {
  return {
    async pass({ method, acceptLanguage }, answer) {
      const writes = !READING.has(method ?? '');
      const before = health.trouble(writes);
      if (before) return refusal(before, acceptLanguage);
      const { outages } = health;
      const given = await answer();
      if (writes) await outputIsRead();
      if (health.failed) return refusal('failed', acceptLanguage);
      if (given.status < 500) return given;
      // A function notices the store's death sooner than this process.
      const gone = health.outages !== outages || health.recovering || !(await takesConnections(endpoint));
      return gone ? refusal('store-down', acceptLanguage) : given;
    },
  };
}
