/**
 * A certificate as PDF: the JSON that it carries, and whether its page is the one that this JSON comes to.
 */
import { certificateFont } from '#certificate-font';
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { differenceOf } from '../../certificate/pdf/compare.ts';
import { openFont, UndrawableError } from '../../certificate/pdf/font.ts';
import { type Carried, readCarried } from '../../certificate/pdf/read.ts';
import { isDrawable, renderCertificate } from '../../certificate/pdf/render.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Language, Words } from '../words.ts';

export interface PdfFile extends Carried {
  bytes: Uint8Array;
  /** The attached JSON. */
  text: string;
}

/** @throws UnreadableError where it carries no certificate */
export function readPdf(file: string, bytes: Uint8Array): PdfFile {
  try {
    const carried = readCarried(bytes);
    const text = fromUtf8(carried.json);
    if (!isDrawable(text)) throw new MalformedError('its attachment is no certificate that has a page');
    return { ...carried, bytes, text };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new UnreadableError(file, {
      zh: `是 PDF，但不是本版所知的证书（${error.message}）；请核验同一证书的 JSON，或重新下载`,
      en: `a PDF, and no certificate that this release knows (${error.message}); verify the same certificate as JSON, or download it again`,
    });
  }
}

/** The page of a proven JSON, drawn again and compared: `same`, with a line that tells it. */
export function comparePage(
  { bytes, json, template }: PdfFile,
  language: Language,
): { same: boolean; line: string } {
  const words = pageWords(bytes, json, template);
  return { same: words.same, line: words.told[language] };
}

function pageWords(
  bytes: Uint8Array,
  json: Uint8Array,
  template: Carried['template'],
): { same: boolean; told: Words } {
  let drawn: Uint8Array;
  try {
    drawn = renderCertificate(json, openFont(certificateFont()), template);
  } catch (error) {
    if (!(error instanceof UndrawableError)) throw error;
    const { codePoint, field } = error;
    return {
      same: false,
      told: {
        zh: `不成立：页面不可能出自所附 JSON：${field} 的 ${codePoint} 无字形`,
        en: `NOT PROVEN: no page comes of the attached JSON: ${codePoint} of ${field} has no glyph`,
      },
    };
  }
  const differs = differenceOf(bytes, drawn);
  if (!differs)
    return {
      same: true,
      told: {
        zh: `页面：由所附 JSON 重绘，${bytes.length} 字节逐一相同，所见即所证。`,
        en: `Page: drawn again from the attached JSON, all ${bytes.length} bytes are the same; what is seen is what is proven.`,
      },
    };
  const { offset, object, part } = differs;
  const place = object === undefined ? '' : `${object} 0 obj`;
  return {
    same: false,
    told: {
      zh: `不成立：页面不是所附 JSON 所应有的：${[part.zh, place, `偏移 ${offset}`].filter(Boolean).join('，')}。所附 JSON 本身成立；请勿信所见。`,
      en: `NOT PROVEN: the page is not what the attached JSON comes to: ${[part.en, place, `offset ${offset}`].filter(Boolean).join(', ')}. The attached JSON itself is proven; don't trust what is seen.`,
    },
  };
}
