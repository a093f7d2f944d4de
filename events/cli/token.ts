/** `lvzhang token`: a JWT of a demo identity, or of any organization and roles, for a local instance. */

import { Role } from '../../shared/ledger/role.ts';
import { type TokenIdentity, tokenFor } from './access-token.ts';
import { demoIdentity, demoOrganizations, identityNames, isNameInToken, rolesNamed } from './identities.ts';
import { NoInstanceError, readInstance } from './instance.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, portOf, UsageError } from './usage.ts';

const EXIT_NO_INSTANCE = 1;
const EXIT_USAGE = 2;

function listOfNames(): string {
  const organizations = Object.entries(demoOrganizations).map(
    ([name, { name: words, roles }]) => `  ${name.padEnd(10)} ${words.zh} ${words.en}: ${roles.join(', ')}`,
  );
  return [`  ${'operator'.padEnd(10)} 登记机构 the registry operator: operator`, ...organizations].join('\n');
}

const usage = () => `lvzhang token NAME [--port N]
lvzhang token --org ID --roles ROLE[,ROLE…] [--port N]
NAME 名称:
${listOfNames()}
ROLE 角色: ${Role.options.join(', ')}
--port  which instance; without it the one started last / 实例端口，缺省为最近启动的实例`;

interface TokenRequest {
  identity: TokenIdentity;
  port: number | undefined;
}

function readRoles(text: string): Role[] {
  const roles = rolesNamed(text.split(',').map((role) => role.trim()));
  if (!roles) throw new UsageError(`--roles ${text}: 角色无效 no such role`);
  return roles;
}

/** @throws UsageError */
function readArguments(args: string[]): TokenRequest {
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: { org: { type: 'string' }, roles: { type: 'string' }, port: { type: 'string' } },
  });
  const port = portOf(values.port);
  const [name] = positionals;
  if (positionals.length > 1) throw new UsageError('一次一个名称 one NAME at a time');
  if (name !== undefined) {
    if (values.org !== undefined || values.roles !== undefined)
      throw new UsageError('NAME 与 --org/--roles 二选一 give NAME or --org and --roles, not both');
    const identity = demoIdentity(name);
    if (!identity) throw new UsageError(`${name}: 没有此名称 no such name; ${identityNames.join(', ')}`);
    return { identity, port };
  }
  const { org, roles } = values;
  if (org === undefined || roles === undefined)
    throw new UsageError('须给出 NAME，或 --org 与 --roles give NAME, or --org and --roles');
  if (!isNameInToken(org)) throw new UsageError(`--org ${org}: 机构标识无效 not an organization id`);
  return { identity: { sub: 'cli', org, roles: readRoles(roles) }, port };
}

/** Prints the token, and nothing else, on stdout. Exit code 1: no instance runs; 2: invalid arguments. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage());
    return 0;
  }
  let request: TokenRequest;
  try {
    request = readArguments(args);
  } catch (error) {
    tell(`${(error as Error).message}\n\n${usage()}`);
    return EXIT_USAGE;
  }
  try {
    print(await tokenFor(readInstance(request.port), request.identity));
    return 0;
  } catch (error) {
    if (!(error instanceof NoInstanceError)) throw error;
    tell(error.message);
    return EXIT_NO_INSTANCE;
  }
}
