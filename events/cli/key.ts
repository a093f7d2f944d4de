/** `lvzhang key`: makes a signing key, registers it and revokes it. */
import { UnreadableError } from '../exchange/file/readable.ts';
import { explain } from './import/connection.ts';
import { register, revoke } from './key/registration.ts';
import { createSigningKey, readSigningKey } from './signing-key.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp } from './usage.ts';

const USAGE = `lvzhang key new FILE   生成签名私钥（0600）makes a signing key, readable by its owner alone
lvzhang key show FILE  公钥与密钥标识 its public half and its id
lvzhang key register FILE [--sign OLD-KEYFILE] [--as NAME] [--port N | --url URL --token T]
                          [--vkey KEY|FILE] [--lang zh|en]
  登记；首个密钥之外须由在用密钥签名；此后一切办理须签名
  registers it; a key in force signs all but the first; from then on every command must be signed
  --vkey: 账本公钥；登记簿所示不符时不签名 the log's key: nothing is signed for a registry that shows another
lvzhang key revoke KID --reason TEXT [--sign KEYFILE] [--org ID] [--as NAME] [--port N | --url URL --token T]
  撤销；理由永久公开；遗失的密钥由登记机构撤销（--org）
  revokes a key; the reason stays public; the operator revokes lost keys (--org)
Exit 0: 已办 done · 1: 未办 not done · 2: 参数或文件错误 arguments or file`;

const EXIT_FAULT = 1;
const EXIT_USAGE = 2;

/**
 * Gives the exit code: 1 if the file exists already or the registry refused, 2 if the arguments or the file
 * are invalid.
 */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  const [what, ...rest] = args;
  if (what !== 'register' && what !== 'revoke') return runOnFile(what, rest);
  try {
    print(JSON.stringify(await (what === 'register' ? register : revoke)(rest), null, 2));
    return 0;
  } catch (error) {
    return explain(error, USAGE);
  }
}

async function runOnFile(what: string | undefined, [file, ...more]: string[]): Promise<number> {
  if ((what !== 'new' && what !== 'show') || file === undefined || more.length > 0) {
    tell(USAGE);
    return EXIT_USAGE;
  }
  try {
    const key = what === 'new' ? await createSigningKey(file) : readSigningKey(file);
    if (!key) {
      tell(`${file}: 已存在，未改动 is there already, and unchanged`);
      return EXIT_FAULT;
    }
    const { kid, publicKey } = key;
    print(JSON.stringify({ kid, alg: 'Ed25519', publicKey }));
    if (what === 'new') tell(`登记 register: lvzhang key register ${file} --as NAME | --url URL --token T`);
    return 0;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    tell(error.message);
    return EXIT_USAGE;
  }
}
