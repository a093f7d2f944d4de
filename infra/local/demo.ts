/**
 * A small demo of Chifeng, loaded through the API. Every step has a fixed Idempotency-Key, so an instance
 * that kept its data gives its first answers again and nothing happens twice. The names are examples (示例).
 */
import * as z from 'zod';
import type { TokenIdentity } from '../../events/cli/access-token.ts';
import { ApiClient } from '../../events/cli/api-client.ts';
import {
  type DemoOrganizationName,
  demoIdentity,
  demoOrganizationNames,
  demoOrganizations,
  organizationKey,
} from '../../events/cli/identities.ts';
import type { Category } from '../../shared/sinks/category.ts';
import type { Standard } from '../../shared/sinks/standard.ts';
import { demoAccreditation } from './demo/accreditation.ts';

const Created = z.object({ id: z.string() });
const Organization = z.object({ id: z.string(), account: z.string().optional() });
const Anything = z.object({});

interface DemoProject {
  /** Part of its Idempotency-Keys. */
  key: string;
  name: string;
  standard: Standard;
  methodology: string;
  category: Category;
  batch: { vintage: number; quantity: number; lanes: number };
}

const projects: readonly DemoProject[] = [
  {
    key: 'aohan',
    name: '敖汉旗造林碳汇项目（示例）',
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    batch: { vintage: 2024, quantity: 120_000, lanes: 8 },
  },
  {
    key: 'keshiketeng',
    name: '克什克腾旗草原可持续管理项目（示例）',
    standard: 'VCS',
    methodology: 'VM0026',
    category: 'grassland',
    batch: { vintage: 2023, quantity: 45_000, lanes: 1 },
  },
  {
    key: 'kalaqin',
    name: '喀喇沁旗森林经营碳汇项目（示例）',
    standard: 'VCS',
    methodology: 'VM0010',
    category: 'forest',
    batch: { vintage: 2022, quantity: 60_000, lanes: 1 },
  },
];

/** What the smelter buys and what it then retires, tCO2e. */
const SOLD_TO_COPPER = 20_000;
const RETIRED_BY_COPPER = 12_345;
/** Amount offered to the steelworks, which hasn't answered yet, tCO2e. */
const OFFERED_TO_STEEL = 5_000;

type Clients = (name: 'operator' | DemoOrganizationName) => ApiClient;

/** Registers the organizations; returns the account of each that may hold units. */
async function registerOrganizations(clients: Clients): Promise<Map<DemoOrganizationName, string>> {
  const accounts = new Map<DemoOrganizationName, string>();
  await Promise.all(
    demoOrganizationNames.map(async (name) => {
      const { name: words, uscc, roles } = demoOrganizations[name];
      const body = { name: words.zh, uscc, roles };
      const key = organizationKey(name);
      const { account } = await clients('operator').post('/v1/organizations', key, body, Organization);
      if (account) accounts.set(name, account);
    }),
  );
  return accounts;
}

/** The regulator accredits the verification body, which may act at once. */
const accreditVerifier = (clients: Clients) =>
  clients('regulator').post(
    '/v1/accreditations',
    'demo:accreditation:verifier',
    demoAccreditation(demoIdentity('verifier')!.org),
    Anything,
  );

/** Registers the projects and issues a batch of each; returns the batches by the projects' keys. */
async function issueBatches(operator: ApiClient, developer: string): Promise<Map<string, string>> {
  const batches = new Map<string, string>();
  await Promise.all(
    projects.map(async ({ key, batch, ...project }) => {
      const origin = { source: '示例登记簿', code: `DEMO-${key.toUpperCase()}` };
      const body = { ...project, developer, origin };
      const { id } = await operator.post('/v1/projects/imports', `demo:project:${key}`, body, Created);
      const issued = await operator.post(`/v1/projects/${id}/issuances`, `demo:batch:${key}`, batch, Created);
      batches.set(key, issued.id);
    }),
  );
  return batches;
}

/** The smelter accepts the offer and offsets its residual emissions with part of the units. */
async function sellToCopper(clients: Clients, from: string, copper: string, batch: string): Promise<void> {
  const items = [{ batch, quantity: SOLD_TO_COPPER }];
  const offer = { from, to: copper, items };
  const { id } = await clients('nongtou').post('/v1/transfers', 'demo:transfer:copper', offer, Created);
  await clients('copper').post(`/v1/transfers/${id}/accept`, 'demo:accept:copper', undefined, Anything);
  const retirement = {
    account: copper,
    items: [{ batch, quantity: RETIRED_BY_COPPER }],
    beneficiary: demoOrganizations.copper.name.zh,
    reason: '抵销2024年度残余碳排放（示例）',
    purpose: 'corporate-offset',
  };
  await clients('copper').post('/v1/retirements', 'demo:retirement:copper', retirement, Anything);
}

/**
 * Loads the demo into the registry at `url`.
 * @throws RefusedError, UnavailableError
 */
export async function loadDemo(
  url: string,
  tokenFor: (identity: TokenIdentity) => Promise<string>,
): Promise<void> {
  const clients: Clients = (name) => {
    const identity = demoIdentity(name);
    if (!identity) throw new Error(`no demo identity ${name}`);
    return new ApiClient({ url, token: () => tokenFor(identity) });
  };
  const accounts = await registerOrganizations(clients);
  const account = (name: DemoOrganizationName) => {
    const found = accounts.get(name);
    if (!found) throw new Error(`the demo's ${name} has no account`);
    return found;
  };
  const batches = await issueBatches(clients('operator'), demoIdentity('nongtou')!.org);
  const from = account('nongtou');
  const offer = {
    from,
    to: account('steel'),
    items: [{ batch: batches.get('keshiketeng'), quantity: OFFERED_TO_STEEL }],
  };
  await Promise.all([
    accreditVerifier(clients),
    sellToCopper(clients, from, account('copper'), batches.get('aohan')!),
    clients('nongtou').post('/v1/transfers', 'demo:transfer:steel', offer, Created),
  ]);
}
