/** Comments without a name: bodies with their work done, for the day that the clock shows. */
import { randomBytes } from 'node:crypto';
import { theWorld } from '../../../functions/world.ts';
import { chinaDate } from '../../../shared/base/day.ts';
import { SALT_BYTES } from '../../../shared/base/seal.ts';
import { publicCommentText } from '../../../shared/sinks/comment-text.ts';
import { doWork } from '../../../shared/sinks/comment-work.ts';
import { ORIGIN } from '../log/log.ts';
import type { TestApi } from './api.ts';

export interface OpenComment {
  text: string;
  salt: string;
  day: string;
  nonce: number;
}

export function openComment(subject: string, text = '边界压占草场', log = ORIGIN): OpenComment {
  const salt = randomBytes(SALT_BYTES);
  const { sha256 } = publicCommentText(subject, text, salt);
  const day = chinaDate(new Date().toISOString());
  const nonce = doWork({ log, subject, day, sha256 }, theWorld().commentWorkBits);
  return { text, salt: salt.toString('hex'), day, nonce };
}

/** Comments on a project or monitoring report. `path` is its own, `/v1/projects/p-…`. */
export async function commentOpenly(api: TestApi, path: string, text?: string) {
  const body = openComment(path.split('/').at(-1)!, text);
  const { status, body: receipt } = await api.send(`POST ${path}/public-comments`, { body, key: null });
  if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(receipt)}`);
  return { body, receipt };
}
