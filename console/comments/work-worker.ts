/** The work of a comment without a name, beside the page: it takes some seconds, and the page stays quick. */
import { toHex } from '../../shared/base/encoding.ts';
import { SALT_BYTES } from '../../shared/base/seal.ts';
import { publicCommentText } from '../../shared/sinks/comment-text.ts';
import { doWork } from '../../shared/sinks/comment-work.ts';
import type { WorkDone, WorkOrder } from './messages.ts';

self.onmessage = ({ data }: MessageEvent<WorkOrder>) => self.postMessage(worked(data));

function worked({ log, subject, text, day }: WorkOrder): WorkDone {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const { sha256 } = publicCommentText(subject, text, salt);
  return { salt: toHex(salt), day, nonce: doWork({ log, subject, day, sha256 }) };
}
