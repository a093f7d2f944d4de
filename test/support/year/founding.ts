/**
 * What a random year begins with: who takes part, a sink project of each kind, a facility, contracts, a park.
 */
import { type Caller, OPERATOR, registerOrganization, type TestApi } from '../probes/api.ts';
import { signContract } from '../probes/contracts.ts';
import { type Member, type NativeProject, REGULATOR, registerNativeProject } from '../probes/lifecycle.ts';
import { registerFacility, type TestFacility } from '../probes/power.ts';
import { freshOrigin, must } from '../probes/small-registry.ts';
import { ClaimsBook } from './claims-book.ts';
import { type Contract, type Energy, MetersBook } from './meters-book.ts';
import { type Park, ParksBook } from './parks-book.ts';
import { StatementsBook } from './statements-book.ts';
import { type Kind, UnitsBook } from './units-book.ts';

/** An enterprise that states its emissions under that name. */
export interface Works extends Member {
  name: string;
}

export interface Cast {
  /** Members of the park sooner or later, and its operator last. */
  works: Works[];
  operator: Works;
  developer: Member;
  verifiers: { id: string; caller: Caller }[];
  regulator: Caller;
  native: NativeProject;
  imported: { project: string; kind: Kind }[];
  facility: TestFacility;
  contracts: Contract[];
  parks: Park[];
}

const PARKS = ['示例园区', '示例二园区'];
/** MWh of the months of a contract, in turn. */
const VOLUMES = [12, 30, 0, 7, 25];

export async function found(api: TestApi): Promise<Cast> {
  const native = await registerNativeProject(api, { standard: 'VCS' });
  await api.introduce(REGULATOR);
  const { developer } = native;
  const works: Works[] = [];
  for (const name of ['远联钢铁（示例）', '铜业（示例）', '数据中心（示例）', '园区运营（示例）'])
    works.push({ ...(await registerOrganization(api, ['enterprise'], name)), name });
  const verifiers = [
    await registerOrganization(api, ['verifier'], '核查甲（示例）'),
    await registerOrganization(api, ['verifier'], '核查乙（示例）'),
  ];
  const facility = await registerFacility(api);
  const [steel, copper, data, operator] = works as [Works, Works, Works, Works];
  const contracts = [
    await agree(api, facility, steel, 0, 'on-grid'),
    await agree(api, facility, copper, 2, 'on-grid'),
    await agree(api, facility, data, 3, 'self-use'),
  ];
  const parks: Park[] = [];
  for (const name of PARKS) {
    const { id } = await must(api, 'POST /v1/parks', operator.caller, { name, province: '15' });
    parks.push({ id, name, operator: operator.id });
  }
  const imported = [
    { project: await importProject(api, developer, FOREST), kind: 'removalOther' as const },
    { project: await importProject(api, developer, ENERGY), kind: 'avoidanceOther' as const },
  ];
  const parties = { works, operator, developer, verifiers, regulator: REGULATOR };
  return { ...parties, native, imported, facility, contracts, parks };
}

const FOREST = { standard: 'CCER', methodology: 'CCER-14-001-V01', category: 'forest' };
const ENERGY = { standard: 'VCS', methodology: 'AMS-I.D.', category: 'energy', legacy: true };

const importProject = async (api: TestApi, { id: developer }: Member, of: object): Promise<string> =>
  (
    await must(api, 'POST /v1/projects/imports', OPERATOR, {
      ...{ name: '导入项目（示例）', developer, origin: freshOrigin() },
      ...of,
    })
  ).id;

/** From 2025-01 on, for two years; on-grid power bilaterally, self-use directly. */
async function agree(
  api: TestApi,
  { id: facility, owner }: TestFacility,
  { id: buyer, account }: Works,
  turn: number,
  energy: Energy,
): Promise<Contract> {
  const megawattHours = Array.from({ length: 24 }, (_, at) => VOLUMES[(at + turn) % VOLUMES.length]!);
  const kind = energy === 'on-grid' ? 'bilateral' : 'direct-single';
  const sides = { facility, seller: owner.id, buyers: [buyer], kind } as const;
  const id = await signContract(api, sides, { megawattHours });
  return { id, buyer, account, energy, from: '2025-01', megawattHours };
}

export interface Books {
  today: () => string;
  units: UnitsBook;
  meters: MetersBook;
  statements: StatementsBook;
  parks: ParksBook;
  claims: ClaimsBook;
  /** Verifiers whose accreditation is suspended. */
  suspended: Set<string>;
  /** Months of the native project that were reported. */
  reported: number;
}

/** Empty books of what was founded. */
export function openBooks({ works, developer, facility, contracts, parks }: Cast, today: () => string) {
  const units = new UnitsBook(today);
  for (const { id, account } of [...works, developer, facility.owner]) units.owners.set(account, id);
  const statements = new StatementsBook(today);
  const books: Books = {
    today,
    units,
    meters: new MetersBook(units, contracts, facility.owner),
    statements,
    parks: new ParksBook(parks, statements),
    claims: new ClaimsBook(units, statements),
    suspended: new Set(),
    reported: 0,
  };
  return books;
}
