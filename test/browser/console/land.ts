/** Land and projects that stories of the console begin with, made through the API as the developer would. */
import { createHash, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import * as z from 'zod';
import { tokenFor } from '../../../events/cli/access-token.ts';
import { ApiClient } from '../../../events/cli/api-client.ts';
import { type DemoOrganizationName, demoIdentity } from '../../../events/cli/identities.ts';
import { instanceIn } from '../../../events/cli/instance.ts';
import { rectangle } from '../../../infra/local/demo/registry.ts';

const Created = z.object({ id: z.string() });
const Anything = z.looseObject({});
const Upload = z.object({
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).optional(),
});

export const idOf = (who: DemoOrganizationName): string => demoIdentity(who)!.org;

/** Acts for an organization of the demo. */
export function actingFor(who: DemoOrganizationName | 'operator') {
  const { url, folder } = inject('consoleRegistry');
  const identity = demoIdentity(who)!;
  const client = new ApiClient({ url, token: () => tokenFor({ ...instanceIn(folder)!, folder }, identity) });
  const post = (path: string, body?: object) => client.post(path, randomUUID(), body, Anything);
  const create = async (path: string, body: object): Promise<string> =>
    (await client.post(path, randomUUID(), body, Created)).id;
  const file = async (title: string) => {
    const bytes = Buffer.from(JSON.stringify({ title, at: randomUUID() }));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = { sha256, mediaType: 'application/json', bytes: bytes.length };
    const { upload } = await client.post('/v1/documents', randomUUID(), document, Upload);
    if (upload) await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
    return document;
  };
  return { post, create, file };
}

/** Land in 喀喇沁旗, each further piece beside the one before. */
export async function surveyed(name: string, place: number): Promise<string> {
  const developer = actingFor('nongtou');
  return developer.create('/v1/parcels', {
    name,
    type: 'forest',
    banner: '150428',
    holder: idOf('copper'),
    boundary: rectangle(118.551_337 + place * 0.02, 41.910_419, 0.02, 0.031_177),
    title: await developer.file(`${name} 权属证明`),
  });
}

/** A project in the reserve pool, on a piece of land of its own. */
export async function reserved(name: string, place: number): Promise<string> {
  const parcels = [await surveyed(`${name} 1 号小班`, place)];
  const body = { name, standard: 'VCS', methodology: 'VM0010', parcels };
  return actingFor('nongtou').create('/v1/projects', body);
}

/** An agreement that its parties accepted: the developer and the landholder. */
export async function agreed(): Promise<string> {
  const developer = actingFor('nongtou');
  const agreement = await developer.create('/v1/agreements', {
    parties: [
      { organization: idOf('nongtou'), kind: 'municipal', basisPoints: 4000 },
      { organization: idOf('copper'), kind: 'holder', basisPoints: 6000 },
    ],
    effectiveFrom: new Date().toISOString().slice(0, 10),
    document: await developer.file('联合开发协议'),
  });
  await actingFor('copper').post(`/v1/agreements/${agreement}/accept`, { version: 1 });
  return agreement;
}
