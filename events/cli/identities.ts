/**
 * The identities of the demo, by the names that `npm run -s token -- NAME` takes. The demo registers each but
 * the operator under a fixed Idempotency-Key, so its organization id is known before a registry exists. The
 * firms are examples: nothing in the demo is a claim about a real one. Their USCCs pass the check character
 * of GB 32100-2015, while the organization code inside (characters 9 to 17) breaks that of GB 11714-1997, so
 * none of them can belong to anyone.
 */
import { commitId, deriveId } from '../../shared/ledger/decision.ts';
import { Role } from '../../shared/ledger/role.ts';
import type { TokenIdentity } from './access-token.ts';
import type { Words } from './words.ts';

/** The registry operator's organization in tokens; it isn't registered. */
export const OPERATOR_ORG = 'lvzhang-operator';

export const OPERATOR: TokenIdentity = { sub: 'demo-operator', org: OPERATOR_ORG, roles: ['operator'] };

export interface DemoOrganization {
  name: Words;
  uscc: string;
  roles: Role[];
}

export const demoOrganizations = {
  nongtou: {
    name: {
      zh: '赤峰市农业投资集团有限公司（示例）',
      en: 'Chifeng Agricultural Investment Group (example)',
    },
    uscc: '91150400DEM000015N',
    roles: ['developer'],
  },
  copper: {
    name: { zh: '赤峰金通铜业有限公司（示例）', en: 'Chifeng Jintong Copper (example)' },
    uscc: '91150400DEM000023H',
    roles: ['enterprise'],
  },
  steel: {
    name: { zh: '赤峰远联钢铁有限责任公司（示例）', en: 'Chifeng Yuanlian Steel (example)' },
    uscc: '91150400DEM000031C',
    roles: ['enterprise'],
  },
  verifier: {
    name: { zh: '内蒙古碳核查中心（示例）', en: 'Inner Mongolia Carbon Verification (example)' },
    uscc: '91150000DEM000040M',
    roles: ['verifier'],
  },
  bank: {
    name: { zh: '赤峰绿色银行（示例）', en: 'Chifeng Green Bank (example)' },
    uscc: '91150400DEM0000584',
    roles: ['financier'],
  },
  regulator: {
    name: { zh: '内蒙古自治区生态环境主管部门（示例）', en: 'Inner Mongolia ecology authority (example)' },
    uscc: '11150000DEM000066J',
    roles: ['regulator'],
  },
  wind: {
    name: { zh: '国家电投赤峰新能源有限公司（示例）', en: 'SPIC Chifeng New Energy (example)' },
    uscc: '91150400DEM000155G',
    roles: ['generator'],
  },
  zinc: {
    name: { zh: '赤峰中色锌业有限公司（示例）', en: 'Chifeng NFC Zinc (example)' },
    uscc: '91150400DEM000165H',
    roles: ['enterprise'],
  },
  grid: {
    name: { zh: '国网内蒙古东部电力有限公司（示例）', en: 'State Grid East Inner Mongolia (example)' },
    uscc: '91150000DEM000175X',
    roles: ['grid'],
  },
} as const satisfies Record<string, { name: Words; uscc: string; roles: Role[] }>;

export type DemoOrganizationName = keyof typeof demoOrganizations;
export const demoOrganizationNames = Object.keys(demoOrganizations) as DemoOrganizationName[];

/** Every name that the token command takes. */
export const identityNames: readonly string[] = ['operator', ...demoOrganizationNames];

/** The Idempotency-Key under which the demo registers an organization. */
export const organizationKey = (name: DemoOrganizationName): string => `demo:organization:${name}`;

/** The organization id from the registration under that key (DESIGN §2: commit id, then derived id). */
export function demoOrganizationId(name: DemoOrganizationName): string {
  return deriveId('o', commitId(OPERATOR_ORG, organizationKey(name)));
}

/** The identity that a demo name stands for, or undefined for other names. */
export function demoIdentity(name: string): TokenIdentity | undefined {
  if (name === 'operator') return OPERATOR;
  const known = demoOrganizationNames.find((each) => each === name);
  if (!known) return undefined;
  return { sub: `demo-${known}`, org: demoOrganizationId(known), roles: demoOrganizations[known].roles };
}

/** A name in a token, as the API accepts it of an organization (functions/http/identity.ts). */
const NAME_IN_TOKEN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/** Whether a text may be an organization's id in a token. */
export const isNameInToken = (text: string): boolean => NAME_IN_TOKEN.test(text);

/** The roles of those names, or undefined where there is none or one isn't a role. */
export function rolesNamed(names: readonly string[]): Role[] | undefined {
  const roles = names.map((name) => Role.safeParse(name));
  if (roles.length === 0 || !roles.every(({ success }) => success)) return undefined;
  return roles.map(({ data }) => data!);
}
