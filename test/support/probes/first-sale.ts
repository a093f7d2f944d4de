/**
 * First sales through the API: a project with an agreement, and what is sold of it. The way to a registered
 * project is long and not the matter here, so an imported one is given its agreement by hand: the one thing
 * that no event made.
 */
import { chinaDate } from '../../../shared/base/day.ts';
import type { Party } from '../../../shared/land/facts.ts';
import { projectEntity } from '../../../shared/ledger/entity.ts';
import type { ProjectState } from '../../../shared/sinks/states.ts';
import type { Give } from '../local/replay-table.ts';
import { type Caller, OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import { give } from './given.ts';
import type { Make } from './probe.ts';
import { freshOrigin, must } from './small-registry.ts';

export const today = () => chinaDate(new Date().toISOString());

export interface Seller {
  developer: { caller: Caller; id: string; account: string };
  holder: { caller: Caller; id: string; account: string };
  fund: { caller: Caller; id: string; account: string };
  /** Registered as developer and operator too; its token says enterprise. */
  buyer: { caller: Caller; id: string; account: string };
  agreement: string;
  project: string;
  /** Of 100,000, in the developer's account. */
  batch: string;
}

/** Shares of developer, holder and eco fund, in basis points. */
type Shares = [number, number, number];

const partiesOf = (
  { developer, holder, fund }: Pick<Seller, 'developer' | 'holder' | 'fund'>,
  [municipal, landed, eco]: Shares,
): Party[] => [
  { organization: developer.id, kind: 'municipal', basisPoints: municipal },
  { organization: holder.id, kind: 'holder', basisPoints: landed },
  { organization: fund.id, kind: 'eco-fund', basisPoints: eco },
];

/** A developer with an agreement in force from today on, and 100,000 units of its project. */
export async function makeSeller(api: TestApi, shares: Shares = [3000, 6000, 1000]): Promise<Seller> {
  const developer = await registerOrganization(api, ['developer'], '示例农投');
  const holder = await registerOrganization(api, ['enterprise'], '示例嘎查');
  const fund = await registerOrganization(api, ['enterprise'], '示例生态保护专项基金');
  const registered = await registerOrganization(api, ['enterprise', 'developer', 'operator']);
  const buyer = { ...registered, caller: { ...registered.caller, roles: ['enterprise' as const] } };
  const terms = { parties: partiesOf({ developer, holder, fund }, shares), effectiveFrom: today() };
  const document = await storedDocument(developer.id);
  const { id } = await must(api, 'POST /v1/agreements', developer.caller, { ...terms, document });
  const seller = { developer, holder, fund, buyer, agreement: id, project: '', batch: '' };
  await acceptVersion(api, seller, 1);
  return { ...seller, ...(await addProject(api, seller)) };
}

async function acceptVersion(api: TestApi, { holder, fund, agreement }: Seller, version: number) {
  for (const { caller } of [holder, fund])
    await must(api, `POST /v1/agreements/${agreement}/accept`, caller, { version });
}

/** Other shares from that day on, accepted by all. */
export async function adjust(api: TestApi, seller: Seller, shares: Shares, effectiveFrom: string) {
  const document = await storedDocument(seller.developer.id);
  const terms = { parties: partiesOf(seller, shares), effectiveFrom, document };
  const path = `POST /v1/agreements/${seller.agreement}/versions`;
  await must(api, path, seller.developer.caller, terms);
  await acceptVersion(api, seller, 2);
}

/** A project under the seller's agreement, or under none, and a batch of it. */
export async function addProject(
  api: TestApi,
  { developer, agreement }: Seller,
  { name = '敖汉旗造林碳汇（示例）', agreed = true } = {},
): Promise<{ project: string; batch: string }> {
  const { id: project } = await must(api, 'POST /v1/projects/imports', OPERATOR, {
    name,
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    developer: developer.id,
    origin: freshOrigin(),
  });
  const body = { vintage: 2024, quantity: 100_000 };
  const { id: batch } = await must(api, `POST /v1/projects/${project}/issuances`, OPERATOR, body);
  if (agreed) await giveAgreement(project, agreement);
  return { project, batch };
}

const giveAgreement = (project: string, agreement: string): Promise<void> =>
  give(projectEntity(project), { agreement });

/** What a priced offer of some units to the buyer says. */
export const offerOf = ({ developer, buyer, batch }: Seller, fen: number, quantity = 1) => ({
  from: developer.account,
  to: buyer.account,
  items: [{ batch, quantity }],
  price: { fen },
});

/** A first sale at that price, accepted; returns its id. */
export async function sellFirst(api: TestApi, seller: Seller, fen: number): Promise<string> {
  const { id } = await must(api, 'POST /v1/transfers', seller.developer.caller, offerOf(seller, fen));
  await must(api, `POST /v1/transfers/${id}/accept`, seller.buyer.caller);
  return id;
}

export const settle = (api: TestApi, seller: Seller, transfer: string, settledOn = today()) =>
  must(api, `POST /v1/transfers/${transfer}/settle`, seller.developer.caller, { settledOn });

const sellers = new WeakMap<TestApi, Promise<Seller>>();
/** One seller for all probes of a table. */
function sellerOf(api: TestApi): Promise<Seller> {
  const known = sellers.get(api) ?? makeSeller(api);
  sellers.set(api, known);
  return known;
}

const entitlements =
  (path: string): Make =>
  async (_registry, api) => {
    const { holder } = await sellerOf(api);
    return { request: `GET ${path}?party=${holder.id}&from=2020-01-01&to=2030-12-31`, owner: holder.id };
  };

export const incomeProbes: Record<string, Make> = {
  'POST /v1/transfers/{id}/settle': async (_registry, api) => {
    const seller = await sellerOf(api);
    return {
      request: `POST /v1/transfers/${await sellFirst(api, seller, 100)}/settle`,
      body: { settledOn: today() },
      owner: seller.developer.id,
    };
  },
  'GET /v1/transfers/{id}/settlement': async (_registry, api) => {
    const seller = await sellerOf(api);
    const { transfer } = await settle(api, seller, await sellFirst(api, seller, 100));
    return { request: `GET /v1/transfers/${transfer}/settlement`, owner: seller.fund.id };
  },
  'GET /v1/entitlements': entitlements('/v1/entitlements'),
  'GET /v1/entitlements.csv': entitlements('/v1/entitlements.csv'),
};

export async function incomeBodies(api: TestApi): Promise<BodyCase[]> {
  const seller = await sellerOf(api);
  const { caller } = seller.developer;
  return [
    {
      name: 'transfer at a price',
      request: 'POST /v1/transfers',
      caller,
      body: offerOf(seller, 9_000_000_000_000_000),
      fields: { '/price': 'object?', '/price/fen': 'fen' },
    },
    {
      name: 'settlement of a first sale',
      request: `POST /v1/transfers/${await sellFirst(api, seller, 100)}/settle`,
      caller,
      body: { settledOn: today() },
      fields: { '/settledOn': 'name' },
    },
  ];
}

/** The agreement that `giveAgreement` gave a project by hand, for the replay (replay-table.ts). */
export const giveToReplay: Give = ({ live }, event, items) => {
  if (event.type !== 'units.issued') return;
  const id = projectEntity(event.facts.project);
  const given = items.find(({ entity }) => entity === id)?.state as ProjectState | undefined;
  const project = live.entities.get(id);
  if (project && given?.agreement)
    project.state = { ...(project.state as ProjectState), agreement: given.agreement };
};
