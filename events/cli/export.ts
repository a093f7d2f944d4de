/**
 * `lvzhang export`: credits in the columns of other registries (export/credits-command.ts), green
 * certificates likewise (export/certificates-command.ts), an organization's own lists
 * (export/lists-command.ts), the public log (export/log-command.ts), and the registry's own projects in the
 * data models of CAD Trust (export/cadt-command.ts) and CDOP (export/cdop-command.ts).
 */

import { listNames } from '../exchange/lists/lists.ts';
import { cadtUsage, runCadt } from './export/cadt-command.ts';
import { cdopUsage, runCdop } from './export/cdop-command.ts';
import { certificatesUsage, runCertificates } from './export/certificates-command.ts';
import { creditsUsage, runCredits } from './export/credits-command.ts';
import { listsUsage, runList } from './export/lists-command.ts';
import { logUsage, runLog } from './export/log-command.ts';
import { explain } from './import/connection.ts';
import { print } from './terminal.ts';
import { asksForHelp, UsageError } from './usage.ts';

const usage = [creditsUsage, certificatesUsage, listsUsage, logUsage, cadtUsage, cdopUsage].join('\n\n');

/** Exit code 0: everything is written; 1: refused, or no registry; 2: invalid arguments. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args;
  if (what === 'credits' || what === 'vcu') return runCredits(args);
  if (what === 'certificates') return runCertificates(rest);
  if (what === 'log') return runLog(rest);
  if (what === 'cadt') return runCadt(rest);
  if (what === 'cdop') return runCdop(rest);
  const list = listNames.find((each) => each === what);
  if (list) return runList(list, rest);
  if (asksForHelp(args)) {
    print(usage);
    return 0;
  }
  const known = ['credits', 'vcu', 'certificates', ...listNames, 'log', 'cadt', 'cdop'].join(', ');
  return explain(new UsageError(`可导出 ${known}; what can be exported: ${known}`), usage);
}
