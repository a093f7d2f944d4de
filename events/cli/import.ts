/**
 * `lvzhang import`: sink-projects (import/sink-command.ts), credits (import/credits-command.ts) and,
 * of Verra's list alone, vcu (import/vcu-command.ts), parcels
 * (import/parcel-command.ts), power-contracts (import/power-command.ts) and activity
 * (import/activity-command.ts). All through the HTTP API.
 */

import { activityUsage, runActivity } from './import/activity-command.ts';
import { explain } from './import/connection.ts';
import { credits } from './import/credits-command.ts';
import { runFilesImport } from './import/files-command.ts';
import { parcelsUsage, runParcels } from './import/parcel-command.ts';
import { powerContracts } from './import/power-command.ts';
import { sinkProjects } from './import/sink-command.ts';
import { vcus } from './import/vcu-command.ts';
import { print } from './terminal.ts';
import { asksForHelp, UsageError } from './usage.ts';

const usage = [
  sinkProjects.usage,
  credits.usage,
  vcus.usage,
  parcelsUsage,
  powerContracts.usage,
  activityUsage,
].join('\n\n');

/** Exit code 0: everything reconciles; 1: a bad row, a difference, or no registry; 2: invalid arguments. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args;
  if (what === 'sink-projects') return runFilesImport(sinkProjects, rest);
  if (what === 'credits') return runFilesImport(credits, rest);
  if (what === 'vcu') return runFilesImport(vcus, rest);
  if (what === 'parcels') return runParcels(rest);
  if (what === 'power-contracts') return runFilesImport(powerContracts, rest);
  if (what === 'activity') return runActivity(rest);
  if (asksForHelp(args)) {
    print(usage);
    return 0;
  }
  const known =
    '可导入 sink-projects、credits、vcu、parcels、power-contracts、activity; what can be imported: sink-projects, credits, vcu, parcels, power-contracts, activity';
  return explain(new UsageError(known), usage);
}
