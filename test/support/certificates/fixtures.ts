/** Certificates as a registry of long ago gave them, with its key; and one made larger than any page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Font, openFont } from '../../../events/certificate/pdf/font.ts';
import type { Certificate } from '../../../events/certificate/retirement-certificate.ts';
import { certificateFont } from '../../../events/cli/file/certificate-font.ts';
import { fromUtf8, toUtf8 } from '../../../shared/base/encoding.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';

const folder = join(import.meta.dirname, '../../fixtures/certificates');

export const CERTIFICATES = [
  'retirement',
  'retirement-power',
  'green-power',
  'claim',
  'issuance',
  'issuance-power',
] as const;

export const jsonOf = (name: (typeof CERTIFICATES)[number]): Uint8Array =>
  new Uint8Array(readFileSync(join(folder, `${name}.json`)));

export const VKEY = readFileSync(join(folder, 'vkey'), 'utf8').trim();

let opened: Font | undefined;
export const theFont = (): Font => {
  opened ??= openFont(certificateFont());
  return opened;
};

/** What a retirement's certificate says otherwise, in words and leaf alike; its proof no longer holds. */
export interface Retold {
  beneficiary?: string;
  reason?: string;
  /** So many ranges of four serials each. */
  ranges?: number;
}

export function retoldRetirement({ beneficiary, reason, ranges }: Retold): Uint8Array {
  const certificate = JSON.parse(fromUtf8(jsonOf('retirement'))) as Certificate;
  const event = JSON.parse(certificate.evidence[0]!.leaf) as EventOfType<'units.retired'>;
  const { batch } = event.facts.items[0]!;
  const words = {
    ...(beneficiary !== undefined && { beneficiary }),
    ...(reason !== undefined && { reason }),
  };
  Object.assign(certificate.retirement, words);
  Object.assign(event.facts, words);
  if (ranges !== undefined) {
    const cut = Array.from({ length: ranges }, (_, i) => ({ from: 1 + i * 5, to: 4 + i * 5 }));
    event.facts.items = [{ batch, ranges: cut }];
    event.facts.quantity = ranges * 4;
    certificate.retirement.serials = cut.map((range) => ({ batch, ...range }));
    certificate.retirement.quantity = ranges * 4;
  }
  certificate.evidence[0]!.leaf = JSON.stringify(event);
  const issued = certificate.evidence.find(({ leaf }) => leaf.includes('"type":"units.issued"'))!;
  issued.leaf = issued.leaf.replace(/"quantity":\d+/, '"quantity":1000000');
  return toUtf8(JSON.stringify(certificate));
}
