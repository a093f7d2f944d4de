/**
 * A small registry that the HTTP tests act in: a developer with units, a buyer, and what
 * each has done so far.
 */

import { madeUpUscc } from '../uscc.ts';
import { type Caller, issueBatch, OPERATOR, registerOrganization, type TestApi } from './api.ts';

/** Far from the numbers that registerOrganization counts through. */
let usccNumber = 500_000;
export const freshUscc = () => madeUpUscc(++usccNumber);

let originNumber = 0;
export const freshOrigin = () => ({ source: 'Verra', code: `VCS-${++originNumber}` });

/** Sends as that caller; throws unless it succeeds. */
export async function must(api: TestApi, request: string, caller: Caller, body?: object) {
  const answer = await api.send(request, { caller, ...(body && { body }) });
  if (answer.status >= 300) throw new Error(`${request}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export interface SmallRegistry {
  developer: { caller: Caller; id: string; account: string };
  buyer: { caller: Caller; id: string; account: string };
  project: string;
  /** Of 100,000, held by the developer. */
  batch: string;
  /**
   * Of 100,000 too, in the developer's account, brought in from another registry, where half of
   * them were retired.
   */
  importedBatch: string;
  /** A retirement's commit id. */
  retirement: string;
  /** Whoever acts on everybody's entities, and so brings documents of its own. */
  supervisor?: string;
}

export async function makeSmallRegistry(api: TestApi): Promise<SmallRegistry> {
  const { developer, project, batch } = await issueBatch(api, 100_000);
  const buyer = await registerOrganization(api);
  const imported = await must(api, 'POST /v1/projects/imports', OPERATOR, {
    name: '导入项目（示例）',
    standard: 'VCS',
    methodology: 'AR-ACM0003',
    category: 'forest',
    developer: developer.id,
    legacy: true,
    origin: freshOrigin(),
  });
  const issued = await must(api, `POST /v1/projects/${imported.id}/issuances`, OPERATOR, {
    vintage: 2020,
    quantity: 100_000,
    retiredElsewhere: 50_000,
  });
  const retirement = await must(
    api,
    'POST /v1/retirements',
    developer.caller,
    retire(developer.account, batch),
  );
  return { developer, buyer, project, batch, importedBatch: issued.id, retirement: retirement.id };
}

export const retire = (account: string, batch: string, quantity = 1) => ({
  account,
  items: [{ batch, quantity }],
  beneficiary: '示例',
  reason: '年会碳中和',
});

/** A fresh offer of one unit from the developer to the buyer; returns its id. */
export async function offer(api: TestApi, { developer, buyer, batch }: SmallRegistry): Promise<string> {
  const body = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 1 }] };
  return (await must(api, 'POST /v1/transfers', developer.caller, body)).id;
}

/** An organization known by its foreign identity only, as an import leaves it. */
export async function foreignOrganization(api: TestApi): Promise<string> {
  const name = `Example Climate ${++usccNumber}`;
  const body = { name, foreign: { source: 'Verra', name }, roles: ['developer'] };
  return (await must(api, 'POST /v1/organizations', OPERATOR, body)).id;
}
