/** A certificate as one page: drawn from its JSON and from nothing else, the same bytes each time. */
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { CLAIM_FORMAT, type ClaimCertificate } from '../claim-certificate.ts';
import { GREEN_POWER_FORMAT, type GreenPowerCertificate } from '../green-power-certificate.ts';
import { ISSUANCE_FORMAT, type IssuanceCertificate } from '../issuance-certificate.ts';
import { type Certificate, FORMAT } from '../retirement-certificate.ts';
import { claimPage } from './claim-page.ts';
import { drawPage } from './draw.ts';
import { type Font, measureBy, requireDrawable } from './font.ts';
import { greenPowerPage } from './green-power-page.ts';
import { issuancePage } from './issuance-page.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { retirementPage } from './retirement-page.ts';
import { publicAddress, standingOf } from './standing.ts';

export type Drawable = Certificate | GreenPowerCertificate | ClaimCertificate | IssuanceCertificate;

/** A layout for good: another layout is another number, and this one stays for the files that have it. */
export type Template = 1;
export const TEMPLATE: Template = 1;

/** The templates' names in the files that they made. */
export const templateNames: Record<Template, string> = { 1: 'lvzhang certificate template 1' };

/** The attachment's name in every file. */
const ATTACHED = 'certificate.json';

/**
 * The PDF of a certificate, sound as it is given.
 * @param json the certificate's text, which is attached as it is
 * @throws UndrawableError where the font lacks a character
 */
export function renderCertificate(json: Uint8Array, font: Font, template: Template = TEMPLATE): Uint8Array {
  const certificate = JSON.parse(fromUtf8(json)) as Drawable;
  const page = pageOf(certificate);
  requireAllDrawable(font, page);
  const { log, evidence } = certificate;
  const standing = standingOf(log.origin, evidence[page.leaf]!);
  const address = publicAddress(log.origin, page.path);
  requireDrawable(font, { text: log.origin, field: '/log/origin' });
  const layout = layOut(page, standing, address, measureBy(font));
  return drawPage({ page, layout, address }, { name: ATTACHED, bytes: json }, font, templateNames[template]);
}

/** Whether a text is a certificate of a kind that has a page; nothing else of it is checked. */
export function isDrawable(text: string): boolean {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return typeof format === 'string' && Object.hasOwn(pages, format);
  } catch {
    return false;
  }
}

const pages: Record<Drawable['format'], (certificate: never) => Page> = {
  [FORMAT]: retirementPage,
  [GREEN_POWER_FORMAT]: greenPowerPage,
  [CLAIM_FORMAT]: claimPage,
  [ISSUANCE_FORMAT]: issuancePage,
};

const pageOf = (certificate: Drawable): Page => pages[certificate.format](certificate as never);

/** Every text that comes from the certificate; the page's own words are in the font. */
function requireAllDrawable(font: Font, { number, party, rows, groups }: Page): void {
  const said = [number, party.name, ...rows.map(({ value }) => value)];
  for (const each of [...said, ...groups.flatMap(({ head, source }) => [head, source])])
    requireDrawable(font, each);
}
