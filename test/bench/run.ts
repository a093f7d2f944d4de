/** `npm run bench`: every measurement in one run, as a table, and as JSON in `.local/bench.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { benchAudit } from './audit.ts';
import { benchBundle } from './bundle.ts';
import { benchCapacity } from './capacity.ts';
import { printRows, type Row, reached } from './rows.ts';
import { benchThroughput } from './throughput.ts';

const benches: Record<string, () => Row[] | Promise<Row[]>> = {
  'items and write capacity (2 × ⌈KiB⌉ per item of a transaction)': benchCapacity,
  'write throughput': benchThroughput,
  audit: benchAudit,
  bundles: benchBundle,
};

const measured: Record<string, Row[]> = {};
for (const [name, bench] of Object.entries(benches)) {
  console.log(`\n${name}`);
  measured[name] = await bench();
  printRows(measured[name]);
}
const rows = Object.values(measured).flat();
const missed = rows.filter((row) => reached(row) === false);
const machine = {
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const file = join(resolve(import.meta.dirname, '..', '..'), '.local', 'bench.json');
mkdirSync(join(file, '..'), { recursive: true });
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, measured }, null, 2)}\n`);
console.log(
  `\n${rows.filter((row) => row.goal).length - missed.length} goals held, ${missed.length} missed; ${file}`,
);
