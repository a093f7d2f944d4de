/**
 * Whom certificates of consumption and claims are about: a works that buys green power and credits, states
 * its emissions and retires for them, with those who sell and verify.
 */
import { type Caller, issueBatch, registerOrganization, type TestApi } from '../probes/api.ts';
import { storedDocument } from '../probes/documents.ts';
import type { Member } from '../probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../probes/power.ts';
import { must } from '../probes/small-registry.ts';

export const STATEMENTS = '/v1/emission-statements';

export interface WorksParties {
  works: Member;
  verifier: { caller: Caller; id: string };
  plant: TestFacility;
}

export async function registerWorks(api: TestApi): Promise<WorksParties> {
  const works = await registerOrganization(api, ['enterprise'], '示例铜业');
  const verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
  return { works, verifier, plant: await registerFacility(api) };
}

/**
 * What there is to buy: `green`, the plant's 150 MWh of December 2025, and `credits`, 1000 t of `developer`.
 */
export async function issueSupply(api: TestApi, plant: TestFacility) {
  const month = { facility: plant, month: '2025-12', kilowattHours: 150_000 };
  const { batch: green } = await recordAndConfirm(api, month);
  const { batch: credits, developer } = await issueBatch(api, 1_000, 1);
  return { green: green!, credits, developer };
}

/** Offers them and accepts. */
export async function sell(
  api: TestApi,
  { from, to }: Record<'from' | 'to', Member>,
  batch: string,
  quantity: number,
): Promise<void> {
  const offer = { from: from.account, to: to.account, items: [{ batch, quantity }] };
  const { id } = await must(api, 'POST /v1/transfers', from.caller, offer);
  await must(api, `POST /v1/transfers/${id}/accept`, to.caller);
}

/** Retires for a statement, in the name of the works. */
export const retireFor = (api: TestApi, who: Member, statement: string, batch: string, quantity: number) =>
  must(api, 'POST /v1/retirements', who.caller, {
    account: who.account,
    items: [{ batch, quantity }],
    beneficiary: '示例铜业',
    reason: '2025 年用电与排放（示例）',
    statement,
  });

/** A statement of 2025 of so much electricity from the grid. */
export const stated = (name: string, kWh: string, more: object = {}) => ({
  subject: { kind: 'organization', name },
  year: 2025,
  province: '内蒙古',
  boundary: '运营控制（示例）',
  lines: [{ category: 2, kind: 'electricity', supply: 'grid', direction: 'received', id: 'grid', kWh }],
  ...more,
});

export async function verifyStatement(
  api: TestApi,
  { verifier }: Pick<WorksParties, 'verifier'>,
  statement: string,
  assurance: 'limited' | 'reasonable' = 'reasonable',
): Promise<void> {
  const report = await storedDocument(verifier.id);
  const body = { assurance, report };
  await must(api, `POST ${STATEMENTS}/${statement}/verify`, verifier.caller, body);
}
