/** Organizations of the power files, each registered once by its name in the other registry. */
import type { Role } from '../../../shared/ledger/role.ts';
import { getV1Organizations, postV1Organizations } from '../../client/operations.ts';
import { change, every } from '../../client/request.ts';
import type { Findings } from '../../exchange/findings.ts';
import { type NamedAt, warnOfAlike } from '../../exchange/import/alike-names.ts';
import { RowError } from '../../exchange/import/row-error.ts';
import { Organization } from '../../exchange/import/sink-registry.ts';
import { keyOf } from '../../exchange/import/step-key.ts';
import { RefusedError } from '../../exchange/refused.ts';
import type { ApiClient } from '../api-client.ts';
import { certificatesOf, type PowerContract } from './power-files.ts';

/** Every name in the files with its roles: sellers and users of certificates are enterprises. */
export function rolesOf(contracts: readonly PowerContract[]): Map<string, Role[]> {
  const roles = new Map<string, Set<Role>>();
  const add = (name: string, role: Role) => roles.set(name, (roles.get(name) ?? new Set()).add(role));
  for (const contract of contracts) {
    add(contract.seller, 'enterprise');
    for (const { generator } of contract.generations) add(generator, 'generator');
    for (const { beneficiary } of certificatesOf(contract)) add(beneficiary, 'enterprise');
  }
  return new Map([...roles].map(([name, set]) => [name, [...set].sort()]));
}

/** Where the files name each of them first. */
function placesOf(contracts: readonly PowerContract[]): Map<string, NamedAt> {
  const places = new Map<string, NamedAt>();
  const add = (name: string, file: string, at: NamedAt['at']) =>
    places.has(name) || places.set(name, { file, at });
  for (const contract of contracts) {
    const { row, seller, generations } = contract;
    add(seller, row.file, row.cells.seller);
    for (const { generator, certificates } of generations) {
      const [{ row: first }] = certificates;
      add(generator, first.file, first.cells.generator);
    }
    for (const { row: of, beneficiary } of certificatesOf(contract))
      add(beneficiary, of.file, of.cells.beneficiary);
  }
  return places;
}

/** An organization that may own certificates. */
export interface Holder {
  id: string;
  account: string;
}

/** An earlier run with other data or under another key has registered it. */
const THERE_ALREADY = ['foreign-already-registered', 'idempotency-key-reused'];

export class PowerOrganizations {
  private readonly client: ApiClient;
  private readonly source: string;
  private readonly findings: Findings;
  private readonly roles: ReadonlyMap<string, Role[]>;
  private readonly places: ReadonlyMap<string, NamedAt>;
  private readonly known = new Map<string, Promise<Holder>>();
  private all: Promise<Map<string, Organization>> | undefined;

  constructor(client: ApiClient, source: string, findings: Findings, contracts: readonly PowerContract[]) {
    this.client = client;
    this.source = source;
    this.findings = findings;
    this.roles = rolesOf(contracts);
    this.places = placesOf(contracts);
  }

  /** All of them. */
  get names(): string[] {
    return [...this.roles.keys()];
  }

  /** @throws RefusedError, UnavailableError, RowError */
  holder(name: string): Promise<Holder> {
    const known = this.known.get(name);
    if (known) return known;
    const registering = this.register(name).then((registered) => {
      const { id, account } = registered;
      const at = this.places.get(name);
      if (at) warnOfAlike(registered, this.findings, at);
      if (account !== undefined) return { id, account };
      throw new RowError({
        zh: `机构「${name}」已登记为 ${id}，但没有账户`,
        en: `the organization "${name}" is registered as ${id}, but has no account`,
      });
    });
    this.known.set(name, registering);
    return registering;
  }

  private async register(name: string): Promise<Organization> {
    const body = { name, roles: this.roles.get(name) ?? [], foreign: { source: this.source, name } };
    const key = keyOf('power-organization', this.source, name);
    try {
      return await change(this.client, postV1Organizations(body), key, Organization);
    } catch (error) {
      if (!(error instanceof RefusedError && THERE_ALREADY.includes(error.kind))) throw error;
      this.all ??= this.list();
      const found = (await this.all).get(name);
      if (!found) throw error;
      return found;
    }
  }

  private async list(): Promise<Map<string, Organization>> {
    const byName = new Map<string, Organization>();
    for await (const each of every(this.client, getV1Organizations(), Organization))
      if (each.foreign?.source === this.source) byName.set(each.foreign.name, each);
    return byName;
  }
}
