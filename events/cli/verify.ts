/** `lvzhang verify`: one certificate, or one leaf with its proof, offline. */

import { fromHex, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { printable } from '../audit/report-text.ts';
import { checkCertificate, checkCredential } from '../certificate/told/certificate-check.ts';
import { requireCertificate, requireEvidence } from '../certificate/told/certificate-file.ts';
import { openCredential } from '../credential/open-credential.ts';
import { isPdf } from '../exchange/file/format.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import type { NoteKey } from '../tlog/note-key.ts';
import { verifyProof } from '../tlog/proof.ts';
import { UnverifiedError } from '../tlog/unverified.ts';
import type { PdfFile } from './file/pdf-file.ts';
import { readBytes, readText, textFrom } from './file/text-file.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { readKey } from './vkey.ts';
import { type Language, requireLanguage } from './words.ts';

const EXIT_VALID = 0;
const EXIT_FAULTS = 1;
const EXIT_USAGE = 2;

const usage = `lvzhang verify <certificate.json|certificate.pdf|credential.json> --vkey KEY|FILE [--witness-vkey KEY|FILE]… [--lang zh|en]
lvzhang verify <file.tlog-proof> --leaf FILE|--leaf-hash HEX --vkey KEY|FILE …
  --vkey  账本公钥，须从独立渠道取得；证书所附公钥不作数
          the log's key, from a source other than the certificate: the one inside proves nothing
  PDF：核验所附 JSON，再据以重绘页面，逐字节比对
          a PDF's attached JSON is verified, and its page drawn again from it and compared byte by byte
Exit 0: proven 成立 · 1: not proven 不成立 · 2: arguments or input 参数或读取错误`;

interface VerifyRequest {
  file: string;
  logKey: NoteKey;
  witnesses: NoteKey[];
  leaf: { bytes: Uint8Array } | { hash: Uint8Array } | undefined;
  language: Language;
}

export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage);
    return EXIT_VALID;
  }
  let request: VerifyRequest | undefined;
  let verify: () => number;
  try {
    request = readArguments(args);
    verify = await readRequested(request);
  } catch (error) {
    const { message } = error as Error;
    tell(
      error instanceof UnreadableError
        ? `lvzhang verify: ${error.told(request?.language)}`
        : `${message}\n\n${usage}`,
    );
    return EXIT_USAGE;
  }
  return verify();
}

/** Reads the file, and returns what verifies it. @throws UnreadableError */
async function readRequested(request: VerifyRequest): Promise<() => number> {
  const { file, leaf, language } = request;
  const bytes = readBytes(file);
  if (isPdf(bytes) && !leaf) return readPdfRequested(bytes, request);
  const text = textFrom(file, bytes, language);
  if (leaf) {
    requireEvidence(file, text);
    return () => verifyLeaf(text, leaf, request);
  }
  const { kind, credential } = requireCertificate(file, text);
  return () => {
    const { valid, lines } = credential
      ? checkCredential(kind, openCredential(text, request.logKey), request)
      : checkCertificate(kind, text, request);
    print(lines.map(printable).join('\n'));
    return valid ? EXIT_VALID : EXIT_FAULTS;
  };
}

/** A PDF is proven where its JSON is, and its page is the one that this comes to. */
async function readPdfRequested(bytes: Uint8Array, request: VerifyRequest): Promise<() => number> {
  // What draws pages takes a third of a second to load.
  const { comparePage, readPdf } = await import('./file/pdf-file.ts');
  const pdf: PdfFile = readPdf(request.file, bytes);
  const { kind } = requireCertificate(request.file, pdf.text);
  return () => {
    const { valid, lines } = checkCertificate(kind, pdf.text, request);
    const page = valid ? comparePage(pdf, request.language) : undefined;
    // What isn't on the page isn't told as proven either: the reader would take the page for it.
    print((page ? (page.same ? [...lines, page.line] : [page.line]) : lines).map(printable).join('\n'));
    return page?.same ? EXIT_VALID : EXIT_FAULTS;
  };
}

/** @throws UsageError */
function readArguments(args: string[]): VerifyRequest {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      vkey: text,
      leaf: text,
      'leaf-hash': text,
      'witness-vkey': { type: 'string', multiple: true },
      lang: text,
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('须给出一个文件 give one file');
  if (values.vkey === undefined)
    throw new UsageError(
      '须给出 --vkey：证书自带的公钥不能证明任何事\ngive --vkey: a key inside the certificate proves nothing',
    );
  const language = requireLanguage(values.lang);
  const leaf = leafOf(values.leaf, values['leaf-hash'], language);
  if (!leaf && /\.tlog-proof$/.test(file))
    throw new UsageError('证明须附 --leaf 或 --leaf-hash a bare proof needs --leaf or --leaf-hash');
  return {
    file,
    logKey: readKey('--vkey', values.vkey, 'log'),
    witnesses: (values['witness-vkey'] ?? []).map((each) => readKey('--witness-vkey', each, 'witness')),
    leaf,
    language,
  };
}

function leafOf(
  file: string | undefined,
  hash: string | undefined,
  language: Language,
): VerifyRequest['leaf'] {
  if (file !== undefined && hash !== undefined) throw new UsageError('--leaf | --leaf-hash');
  if (file !== undefined) {
    const text = readText(file, language);
    requireEvidence(file, text);
    // A leaf is one line without a line end.
    return { bytes: toUtf8(text.trimEnd()) };
  }
  if (hash === undefined) return undefined;
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new UsageError('--leaf-hash: 64 hex digits');
  return { hash: fromHex(hash) };
}

function verifyLeaf(
  proof: string,
  leaf: NonNullable<VerifyRequest['leaf']>,
  { logKey, witnesses, language }: VerifyRequest,
): number {
  try {
    const { index, opened } = verifyProof(proof, leaf, logKey, { witnesses, quorum: witnesses.length });
    const { size } = opened.checkpoint;
    print(
      language === 'zh'
        ? `成立：该记录在账本 ${logKey.name} 中，索引 ${index}（检查点规模 ${size}）`
        : `Proven: the leaf stands at index ${index} of the log ${logKey.name} (checkpoint of size ${size})`,
    );
    return EXIT_VALID;
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof UnverifiedError)) throw error;
    print(`${language === 'zh' ? '不成立' : 'Not proven'}: ${error.message}`);
    return EXIT_FAULTS;
  }
}
