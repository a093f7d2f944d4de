/** The developers of a list of credits, each registered once under the list's source. */
import { getV1Organizations, postV1Organizations } from '../../client/operations.ts';
import { all, change } from '../../client/request.ts';
import type { Findings } from '../findings.ts';
import type { RegistryClient } from '../registry-client.ts';
import type { SinkProject } from '../sink-rows.ts';
import { warnOfAlike } from './alike-names.ts';
import { isKind } from './registered-already.ts';
import { Organization } from './sink-registry.ts';
import { keyOf } from './step-key.ts';

export class SinkDevelopers {
  private readonly client: RegistryClient;
  private readonly source: string;
  private readonly findings: Findings;
  private readonly onStep: () => void;
  private readonly known = new Map<string, Promise<Organization>>();
  private organizations: Promise<Organization[]> | undefined;

  constructor(client: RegistryClient, source: string, findings: Findings, onStep: () => void) {
    this.client = client;
    this.source = source;
    this.findings = findings;
    this.onStep = onStep;
  }

  /** The developer of a project. @throws RefusedError, UnavailableError */
  of({ developer: name, row, developerAt }: SinkProject): Promise<Organization> {
    const known = this.known.get(name);
    if (known) return known;
    const registering = this.register(name)
      .then((developer) => {
        warnOfAlike(developer, this.findings, { file: row.file, at: developerAt });
        return developer;
      })
      .finally(this.onStep);
    this.known.set(name, registering);
    return registering;
  }

  private async register(name: string): Promise<Organization> {
    const foreign = { source: this.source, name };
    const registering = postV1Organizations({ name, roles: ['developer'], foreign });
    try {
      return await change(this.client, registering, keyOf('developer', this.source, name), Organization);
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      this.organizations ??= all(this.client, getV1Organizations(), Organization);
      const isSame = (each: Organization) =>
        each.foreign?.source === foreign.source && each.foreign.name === name;
      const found = (await this.organizations).find(isSame);
      if (!found) throw error;
      return found;
    }
  }
}

/** An earlier run, of other data or under another key, has registered it. */
const THERE_ALREADY = ['foreign-already-registered', 'registration-already-taken', 'idempotency-key-reused'];

export const isThereAlready = (error: unknown): boolean => isKind(error, THERE_ALREADY);
