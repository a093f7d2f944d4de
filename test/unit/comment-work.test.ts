/** The work of a comment without a name: one hash tells whether it was done, for this comment and day. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { theWorld } from '../../functions/world.ts';
import { addDays } from '../../shared/base/day.ts';
import { publicCommentText } from '../../shared/sinks/comment-text.ts';
import { doWork, WORK_BITS, type Work, workFault } from '../../shared/sinks/comment-work.ts';

const SUBJECT = `p-${'0'.repeat(20)}`;
const DAY = '2026-06-30';
const work: Work = {
  log: 'lvzhang.test/log',
  subject: SUBJECT,
  day: DAY,
  sha256: publicCommentText(SUBJECT, '意见', new Uint8Array(32)).sha256,
};
/**
 * Found once with the SHA-256 below: of all nonces from 1 on the first with 20 zero bits, and with just 19.
 */
const FIRST_NONCE = 725_720;
const NEAR_NONCE = 2_025_086;
const nonce = doWork(work);

/** The digest as the description says it, by another SHA-256. */
function zeroBitsOf({ log, subject, day, sha256 }: Work, tried: number): number {
  const text = `lvzhang public comment work v1\n${log}\n${subject}\n${day}\n${sha256}\n`;
  const decimal = Buffer.alloc(8);
  decimal.writeBigUInt64BE(BigInt(tried));
  const challenge = createHash('sha256').update(text).digest();
  const digest = createHash('sha256').update(challenge).update(decimal).digest();
  return BigInt(`0x1${digest.toString('hex')}`)
    .toString(2)
    .slice(1)
    .indexOf('1');
}

describe('the work', () => {
  it('is the first nonce whose digest begins with so many zero bits', () => {
    expect(WORK_BITS).toBe(20);
    expect(zeroBitsOf(work, FIRST_NONCE)).toBeGreaterThanOrEqual(20);
    expect(nonce).toBe(FIRST_NONCE);
    expect(workFault(work, nonce, DAY)).toBeUndefined();
  });

  it.each<[string, Partial<Work>]>([
    ['another log', { log: 'lvzhang.other/log' }],
    ['another subject', { subject: `p-${'1'.repeat(20)}` }],
    ['another day', { day: addDays(DAY, 1) }],
    ['another text', { sha256: publicCommentText(SUBJECT, '意見', new Uint8Array(32)).sha256 }],
  ])('is not that of %s', (_, changed) =>
    expect(workFault({ ...work, ...changed }, nonce, DAY)).toMatchObject({
      rejected: 'work-missing',
      pointer: '/nonce',
      seen: { bits: 20 },
    }),
  );

  it.each([
    [-2, 'work-outdated'],
    [-1, undefined],
    [0, undefined],
    [1, undefined],
    [2, 'work-outdated'],
  ])('%i days later it is %s', (days, rejected) =>
    expect(workFault(work, nonce, addDays(DAY, days))?.rejected).toBe(rejected),
  );

  it('is what the registry asks for', () => expect(theWorld().commentWorkBits).toBe(WORK_BITS));

  it('a bit less does not do', () => {
    expect(zeroBitsOf(work, NEAR_NONCE)).toBe(19);
    expect(workFault(work, NEAR_NONCE, DAY)?.rejected).toBe('work-missing');
  });
});
