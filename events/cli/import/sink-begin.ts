/** The import of projects with their issuances, from whatever list they were read. */
import { eachBounded } from '../../../shared/base/bounded.ts';
import { reconcile } from '../../exchange/import/reconcile.ts';
import { SinkImport } from '../../exchange/import/sink-import.ts';
import type { SinkFiles } from '../../exchange/sink-rows.ts';
import type { Begun, Importing } from './files-command.ts';
import { formatReconciliation } from './reconciliation-text.ts';

/** Projects imported at a time. */
const PARALLEL = 6;

export function beginSinkImport(
  files: SinkFiles,
  { client, source, findings, language, step }: Importing,
): Begun {
  const sinks = new SinkImport(client, source, findings, step);
  return {
    run: () => eachBounded(files.projects, PARALLEL, (project) => sinks.run(project)),
    reconcile: async () => {
      const reconciliation = await reconcile(client, files, sinks.imported);
      const { differences } = reconciliation;
      return { text: formatReconciliation(reconciliation, language), differences };
    },
  };
}
