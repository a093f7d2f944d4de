/** Who signs in: the people of the demo, two of each organization, and anybody else whom a form names. */
import type { TokenIdentity } from '../../../events/cli/access-token.ts';
import {
  demoIdentity,
  demoOrganizations,
  identityNames,
  isNameInToken,
  rolesNamed,
} from '../../../events/cli/identities.ts';
import type { Words } from '../../../shared/base/words.ts';
import { Role } from '../../../shared/ledger/role.ts';

/** Somebody whom one click signs in. */
export interface Person {
  /** What the button sends, and `login_hint` may name: `copper`, `copper-2`. */
  key: string;
  name: Words;
  identity: TokenIdentity;
}

/** What a form says of somebody who is not of the demo. */
export interface Told {
  org: string;
  roles: readonly string[];
  sub: string;
}

export const SECOND: Words = { zh: '第二人', en: 'Second person' };
const OPERATOR_NAME: Words = { zh: '登记机构', en: 'The registry operator' };
/** What `isNameInToken` takes. */
const NAME_FORM: Words = {
  zh: '须以字母或数字开头，由字母、数字和 . _ : - 组成，至多 100 个字符。',
  en: 'A letter or digit first, then letters, digits and . _ : -; 100 at most.',
};
/** The person whom a form leaves unnamed. */
export const SUB_DEFAULT = 'person';

const organizationNames: Readonly<Record<string, { name: Words }>> = demoOrganizations;

/** Two people of one organization: what one proposes, the other confirms. */
function peopleOf(key: string): [Person, Person] {
  const identity = demoIdentity(key)!;
  const name = organizationNames[key]?.name ?? OPERATOR_NAME;
  const second: Person = {
    key: `${key}-2`,
    name: { zh: `${name.zh} ${SECOND.zh}`, en: `${name.en}, ${SECOND.en.toLowerCase()}` },
    identity: { ...identity, sub: `${identity.sub}-2` },
  };
  return [{ key, name, identity }, second];
}

/** The demo's people, a pair for each organization. */
export const demoPairs: readonly [Person, Person][] = identityNames.map(peopleOf);

const demoPeople = demoPairs.flat();

/** Somebody of the demo by key or, as tokens name people, by `sub`. */
export const demoPerson = (named: unknown): Person | undefined =>
  demoPeople.find(({ key, identity }) => key === named || identity.sub === named);

/** What the console calls a person. */
export function nameOf({ sub, org }: TokenIdentity): string {
  const known = demoPeople.find(({ identity }) => identity.sub === sub && identity.org === org);
  return known?.name.zh ?? sub;
}

/** The identity that a form tells, or what is wrong with it; by the rules of `npm run token`. */
export function readTold({ org, roles, sub }: Told): TokenIdentity | Words {
  if (!isNameInToken(org))
    return {
      zh: `机构标识无效：${org}。${NAME_FORM.zh}`,
      en: `Not an organization id: ${org}. ${NAME_FORM.en}`,
    };
  const known = rolesNamed(roles);
  if (!known) {
    const wrong = roles.filter((role) => !Role.safeParse(role).success).join(', ');
    return wrong === ''
      ? { zh: '请至少选择一个角色。', en: 'Choose one role at least.' }
      : { zh: `角色无效：${wrong}`, en: `No such role: ${wrong}` };
  }
  const named = sub === '' ? SUB_DEFAULT : sub;
  if (!isNameInToken(named))
    return { zh: `人员标识无效：${sub}。${NAME_FORM.zh}`, en: `Not a person’s id: ${sub}. ${NAME_FORM.en}` };
  return { sub: named, org, roles: known };
}

/**
 * An account's id is the whole identity, so that nothing about people is remembered, and two organizations
 * may each have a `person`. It stays in the provider; tokens name the person by `sub`.
 */
export const accountId = ({ sub, org, roles }: TokenIdentity): string => JSON.stringify([sub, org, roles]);

/** The identity that an account's id stands for. */
export function identityOf(account: string): TokenIdentity {
  const [sub, org, roles] = JSON.parse(account) as [string, string, string[]];
  return { sub, org, roles };
}
