/** An account of very many blocks, made as whoever trades in small lots makes them: by cutting lanes. */
import { type OpenedConsole, openConsole, postAs, registryUrl, tokenOf } from './console.ts';

/** Lanes of one issuance, and of one block that is cut. */
const ISSUED_LANES = 90;
const CUT_LANES = 99;
const PARALLEL = 8;
/** Units of the smallest block. */
const UNITS = 10;

export interface LargeAccount {
  organization: string;
  account: string;
  blocks: number;
  opened: OpenedConsole;
}

/** Registers a developer, issues to it, and cuts what it got until it has at least so many blocks. */
export async function makeLargeAccount(wanted: number): Promise<LargeAccount> {
  const operator = await openConsole('operator');
  const registrar = await tokenOf(operator.page);
  await operator.close();
  const ofOperator = (path: string, body: object) => postAs(registrar, path, body);
  const name = `万段示例林业 ${wanted}`;
  const foreign = { source: '示例登记簿', name };
  const developer = await ofOperator('/v1/organizations', { name, roles: ['developer'], foreign });
  const opened = await openAs(developer.id);
  const own = await tokenOf(opened.page);
  const cuts: { batch: string; block: number }[] = [];
  // More than one, so that a filter has something to pass over.
  const batches = Math.max(2, Math.ceil(wanted / (ISSUED_LANES * CUT_LANES)));
  for (let i = 0; i < batches; i++) {
    const isCcer = i % 2 === 0;
    const project = await ofOperator('/v1/projects/imports', {
      name: `万段造林 ${i + 1}`,
      standard: isCcer ? 'CCER' : 'VCS',
      methodology: isCcer ? 'CCER-14-001-V01' : 'AR-ACM0003',
      category: 'forest',
      developer: developer.id,
      origin: { source: '示例登记簿', code: `LARGE-${wanted}-${i}` },
      ...(!isCcer && { legacy: true }),
    });
    const quantity = ISSUED_LANES * CUT_LANES * UNITS;
    const issuance = { vintage: 2016 + (i % 6), quantity, lanes: ISSUED_LANES };
    const batch = await ofOperator(`/v1/projects/${project.id}/issuances`, issuance);
    for (let lane = 0; lane < ISSUED_LANES; lane++)
      cuts.push({ batch: batch.id, block: 1 + lane * CUT_LANES * UNITS });
  }
  const needed = cuts.slice(0, Math.ceil((wanted - cuts.length) / (CUT_LANES - 1)));
  let next = 0;
  const work = async () => {
    while (next < needed.length) {
      const { batch, block } = needed[next++]!;
      await postAs(own, `/v1/batches/${batch}/subdivide`, { block, lanes: CUT_LANES });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const answer = await fetch(`${registryUrl()}/v1/organizations/${developer.id}`);
  const { account } = (await answer.json()) as { account: string };
  const blocks = cuts.length + needed.length * (CUT_LANES - 1);
  return { organization: name, account, blocks, opened };
}

/** The console of an organization that isn't of the demo. */
async function openAs(organization: string): Promise<OpenedConsole> {
  const opened = await openConsole(undefined);
  const { page } = opened;
  await page.getByRole('banner').getByRole('button', { name: '登录' }).click();
  await page.getByLabel('机构标识').fill(organization);
  const form = page.locator('form').filter({ has: page.getByLabel('机构标识') });
  await form.getByLabel('开发主体').check();
  await form.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出登录' }).waitFor();
  return opened;
}
