/** Lambda: the cosigner. Every minute it has the log's head signed by the witnesses (C2SP tlog-witness). */
import { type Cosigning, cosignHead } from './log/cosign.ts';
import { post } from './log/post.ts';
import { parseWitnesses } from './log/witnesses.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Read when the function loads: a faulty list makes every run fail, which raises an alarm. */
const witnesses = parseWitnesses(process.env.WITNESSES ?? '');

export async function handler(): Promise<Cosigning> {
  if (witnesses.length === 0) return { size: 0, gained: 0, failures: [] };
  const cosigning = await cosignHead(theWorld(), witnesses, post);
  for (const failure of cosigning.failures) console.error(failure);
  gauge('CosignatureFailures', cosigning.failures.length, 'Count');
  return cosigning;
}
