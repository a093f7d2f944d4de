/** Land and projects that stories of the console begin with, made through the API as the developer would. */
import { createHash, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import * as z from 'zod';
import { type TokenIdentity, tokenFor } from '../../../events/cli/access-token.ts';
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

/** A running registry; the one for all stories, where none is named. */
export interface Place {
  url: string;
  folder: string;
}

/** Acts for an organization of the demo, or another. */
export function actingFor(
  who: DemoOrganizationName | 'operator' | TokenIdentity,
  { url, folder }: Place = inject('consoleRegistry'),
) {
  const identity = typeof who === 'string' ? demoIdentity(who)! : who;
  const client = new ApiClient({ url, token: () => tokenFor({ ...instanceIn(folder)!, folder }, identity) });
  const post = (path: string, body?: object) => client.post(path, randomUUID(), body, Anything);
  const create = async (path: string, body: object): Promise<string> =>
    (await client.post(path, randomUUID(), body, Created)).id;
  const read = <T>(path: string, shape: z.ZodType<T>): Promise<T> => client.get(path, shape);
  const file = async (title: string) => {
    const bytes = Buffer.from(JSON.stringify({ title, at: randomUUID() }));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = { sha256, mediaType: 'application/json', bytes: bytes.length };
    const { upload } = await client.post('/v1/documents', randomUUID(), document, Upload);
    if (upload) await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
    return document;
  };
  return { post, create, read, file };
}

/** Land in 喀喇沁旗, each further piece beside the one before. */
export async function surveyed(name: string, place: number, at?: Place): Promise<string> {
  const developer = actingFor('nongtou', at);
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
export async function reserved(name: string, place: number, at?: Place): Promise<string> {
  const parcels = [await surveyed(`${name} 1 号小班`, place, at)];
  const body = { name, standard: 'VCS', methodology: 'VM0010', parcels };
  return actingFor('nongtou', at).create('/v1/projects', body);
}

const today = () => new Date().toISOString().slice(0, 10);

interface Agreed {
  effectiveFrom?: string;
  holder?: DemoOrganizationName;
  at?: Place;
}

/** An agreement that its parties accepted: the developer and the landholder. */
export async function agreed({
  effectiveFrom = today(),
  holder = 'copper',
  at,
}: Agreed = {}): Promise<string> {
  const developer = actingFor('nongtou', at);
  const agreement = await developer.create('/v1/agreements', {
    parties: [
      { organization: idOf('nongtou'), kind: 'municipal', basisPoints: 4000 },
      { organization: idOf(holder), kind: 'holder', basisPoints: 6000 },
    ],
    effectiveFrom,
    document: await developer.file('联合开发协议'),
  });
  await actingFor(holder, at).post(`/v1/agreements/${agreement}/accept`, { version: 1 });
  return agreement;
}

interface Publication {
  /** The place's day. */
  on?: string;
  at?: Place | undefined;
  /** In force on that day; one of developer and landholder, where none is given. */
  agreement?: string;
}

/** A project whose design is published today, by the place's clock. */
export async function published(
  name: string,
  place: number,
  validator: string,
  { on = today(), at, agreement }: Publication = {},
): Promise<string> {
  const developer = actingFor('nongtou', at);
  const project = await reserved(name, place, at);
  const under = agreement ?? (await agreed({ effectiveFrom: on, ...(at && { at }) }));
  await developer.post(`/v1/projects/${project}/develop`, { agreement: under });
  await developer.post(`/v1/projects/${project}/publish`, {
    document: await developer.file(`${name} 设计文件`),
    validator,
    startedOn: '2021-03-01',
    crediting: { from: '2021-03-01', to: '2051-02-28' },
    legalDuty: false,
    underEts: false,
  });
  return project;
}
