/** Endpoint of the public's comments: with the leaf that names its digest, anyone can check what was said. */
import * as z from 'zod';
import { Sha256Hex } from '../../shared/base/field.ts';
import { endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { commentJson } from '../ledger/comment-text.ts';

export const publishedComment = endpoint({
  summary:
    '公众意见文本 Text of a comment by its SHA-256 (canonical JSON of text and salt), unless removed by order',
  path: z.strictObject({ digest: Sha256Hex }),
  status: 200,
  reply: 'application/json',
  run: async ({ path: { digest } }, { reads }) => {
    const json = (await commentJson(reads, [digest])).get(digest);
    const fault = [{ parameter: 'digest', detail: digest }];
    if (json === undefined) throw new Problem('not-found', fault);
    if (json === 'removed') throw new Problem('removed-by-order', fault);
    // No cache may keep the text: once removed here, it must be gone.
    return { headers: { 'cache-control': 'no-store' }, text: json };
  },
});
