/** What `import parcels` reads of a file, up to the rows that it would send. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParcelReading } from '../../../events/cli/import/feature-records.ts';
import { readParcelFile } from '../../../events/cli/import/parcel-files.ts';
import { type CheckOptions, checkParcels } from '../../../events/cli/import/parcel-rows.ts';
import { TitleFolder } from '../../../events/cli/import/title-proof.ts';
import {
  byPlace,
  type Finding,
  Findings,
  formatFinding,
  toldOnce,
} from '../../../events/exchange/findings.ts';
import type { Language } from '../../../shared/base/words.ts';

/** A folder with a title proof, in which files are written and read as commands do. */
export class SurveyFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'lvzhang-survey-'));
  readonly options: CheckOptions;

  constructor() {
    writeFileSync(join(this.path, 'proof.pdf'), 'x');
    const holder = `o-${'1'.repeat(20)}`;
    const defaults = { type: 'forest', banner: '150430', holder, title: join(this.path, 'proof.pdf') };
    this.options = { defaults, titles: new TitleFolder(this.path), mend: false };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  write(name: string, bytes: Uint8Array | string): string {
    const path = join(this.path, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** The sound rows and what was said; a file that can't be read is said as its error. */
  check(
    name: string,
    bytes: Uint8Array | string,
    reading: ParcelReading = {},
    { language = 'en', ...more }: Partial<CheckOptions> & { language?: Language } = {},
  ) {
    const path = this.write(name, bytes);
    const found: Finding[] = [];
    const findings = new Findings((finding) => found.push(finding));
    const file = { name: path, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes };
    const { records, refused } = readParcelFile(file, findings, reading);
    const rows = checkParcels(records, { ...this.options, ...more }, findings);
    const said = toldOnce(found.sort(byPlace)).map((finding) => formatFinding(finding, language));
    return {
      rows,
      count: records.length + refused,
      said: said.map((line) => line.replaceAll(`${this.path}/`, '')),
    };
  }
}
