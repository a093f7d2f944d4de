/** Verifies one file beside the page, with the words and the code of the command line. It asks nobody. */
import { printable } from '../../events/audit/report-text.ts';
import { attachedJson } from '../../events/certificate/pdf/attached.ts';
import { checkCertificate, checkCredential } from '../../events/certificate/told/certificate-check.ts';
import { requireCertificate } from '../../events/certificate/told/certificate-file.ts';
import { openCredential } from '../../events/credential/open-credential.ts';
import { isPdf } from '../../events/exchange/file/format.ts';
import { textOf, UnreadableError } from '../../events/exchange/file/readable.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import type { Verified, VerifyOrder } from './messages.ts';

self.onmessage = ({ data }: MessageEvent<VerifyOrder>) => self.postMessage(verified(data));

function verified(order: VerifyOrder): Verified {
  try {
    return told(order);
  } catch (error) {
    if (error instanceof UnreadableError)
      return { kind: 'unreadable', why: { zh: error.told('zh'), en: error.told('en') } };
    if (!(error instanceof MalformedError)) throw error;
    const why = `${order.name}: ${error.message}`;
    return { kind: 'unreadable', why: { zh: why, en: why } };
  }
}

function told({ name, bytes, vkey, witnesses }: VerifyOrder): Verified {
  const isPage = isPdf(bytes);
  const text = isPage ? fromUtf8(attachedJson(bytes)) : textOf(name, bytes).text.replaceAll('\r\n', '\n');
  const { kind, credential } = requireCertificate(name, text);
  const logKey = parseVkey(vkey);
  const check = (language: 'zh' | 'en') => {
    const keys = { logKey, witnesses: witnesses.map(parseVkey), language };
    return credential
      ? checkCredential(kind, openCredential(text, logKey), keys)
      : checkCertificate(kind, text, keys);
  };
  const [zh, en] = [check('zh'), check('en')];
  return {
    kind: 'told',
    valid: zh.valid && en.valid,
    isPdf: isPage,
    lines: { zh: zh.lines.map(printable), en: en.lines.map(printable) },
  };
}
