/** 绿电消费认证: a year's green power of an enterprise, in a file that anyone checks offline. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { lvzhang, vkeyOf } from '../command.ts';
import type { Demo } from '../registry.ts';
import { PATH, type Statement } from './statement.ts';

/** Whether what the steel works is given for its year is proven. */
export async function certify(demo: Demo, { id, site }: Statement): Promise<boolean> {
  demo.chapter('绿电消费认证：离线可验 · A certificate of the year’s green power, proven offline');
  const path = `${PATH}/${id}/green-power-certificate.json`;
  const certificate = await demo.read(site.by, path, z.record(z.string(), z.unknown()));
  const file = join(demo.registry.folder, 'green-power-certificate.json');
  await writeFile(file, JSON.stringify(certificate));
  const vkey = await vkeyOf(demo.registry.url);
  console.log(`  npx lvzhang verify green-power-certificate.json --vkey '${vkey}' --lang zh`);
  return lvzhang(['verify', file, '--vkey', vkey, '--lang', 'zh']);
}
