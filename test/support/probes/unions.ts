/** Two spellings of one organization, as an import leaves them, and what unites them. */
import type { Role } from '../../../shared/ledger/role.ts';
import { type Caller, issueBatch, OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';
import { freshOrigin, freshUscc, must } from './small-registry.ts';

let spellings = 0;

export interface Spelling {
  caller: Caller;
  id: string;
  account: string;
  foreign: { source: string; name: string };
}

/** An organization known by its foreign identity only. */
export async function spelt(api: TestApi, name: string, roles: Role[] = ['developer', 'enterprise']) {
  const foreign = { source: 'VROD', name };
  const { id, account } = await must(api, 'POST /v1/organizations', OPERATOR, { name, roles, foreign });
  return { caller: { org: id, roles }, id, account, foreign } as Spelling;
}

/** The one that is to remain, and the other, which has a batch of 1,000. */
export async function twoSpellings(api: TestApi) {
  const number = ++spellings;
  const full = await spelt(api, `赤峰林业（集团）${number}`);
  const half = await spelt(api, `赤峰林业(集团)${number}`);
  const project = await must(api, 'POST /v1/projects/imports', OPERATOR, {
    name: '造林（示例）',
    standard: 'VCS',
    methodology: 'VM0047',
    category: 'forest',
    developer: half.id,
    origin: freshOrigin(),
  });
  const issued = { vintage: 2020, quantity: 1000 };
  const { id } = await must(api, `POST /v1/projects/${project.id}/issuances`, OPERATOR, issued);
  return { full, half, project: project.id as string, batch: id as string };
}

export const uniting = (united: string, uscc?: string) => ({
  organization: united,
  reason: '营业执照与境外登记资料',
  ...(uscc && { uscc }),
});

export const unite = (api: TestApi, kept: string, united: string, uscc: string | undefined = freshUscc()) =>
  must(api, `POST /v1/organizations/${kept}/unite`, OPERATOR, uniting(united, uscc));

/** The header by which the one that remains acts for the other. */
export const actsFor = (party: string) => ({ 'lvzhang-acts-for': party });

export const unionProbes: Record<string, Make> = {
  'POST /v1/organizations/{id}/unite': async (_registry, api) => {
    const { id } = await registerOrganization(api);
    const other = await spelt(api, `赤峰牧业 ${++spellings}`);
    return { request: `POST /v1/organizations/${id}/unite`, body: uniting(other.id) };
  },
};

export async function unionBodies(api: TestApi): Promise<BodyCase[]> {
  const { developer } = await issueBatch(api, 1);
  const [kept, other, third] = [
    await spelt(api, `赤峰农业 ${++spellings}`),
    await spelt(api, `赤峰农垦 ${++spellings}`),
    await spelt(api, `赤峰农机 ${++spellings}`),
  ];
  return [
    {
      name: 'uniting',
      request: `POST /v1/organizations/${kept.id}/unite`,
      caller: OPERATOR,
      body: uniting(other.id, freshUscc()),
      fields: { '/organization': 'name', '/uscc': 'name', '/reason': 'text' },
    },
    {
      name: 'uniting under a known USCC',
      request: `POST /v1/organizations/${developer.id}/unite`,
      caller: OPERATOR,
      body: uniting(third.id),
      fields: { '/organization': 'name', '/reason': 'text' },
    },
  ];
}
