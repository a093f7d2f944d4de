/** `lvzhang key`: makes a signing key, and says how it is registered, replaced and revoked. */
import { UnreadableError } from './file/text-file.ts';
import { createSigningKey, readSigningKey } from './signing-key.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp } from './usage.ts';

const USAGE = `lvzhang key new FILE   生成签名私钥（0600）makes a signing key, readable by its owner alone
lvzhang key show FILE  公钥与密钥标识，可作请求体 its public key, as the body that registers it
登记 register:  lvzhang post /v1/organizations/ID/keys --body PUBLIC.json [--sign OLD-KEYFILE]
  首个密钥不签名；此后一切办理须签名 / the first is unsigned; from then on every command is signed
撤销 revoke:    lvzhang post /v1/organizations/ID/keys/KID/revoke --body REASON.json --sign KEYFILE
  遗失的密钥由登记机构撤销 / a lost one the operator revokes`;

const EXIT_FAULT = 1;
const EXIT_USAGE = 2;

/** Exit code 1: the file is there already; 2: the arguments or the file make no sense. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  const [what, file, ...more] = args;
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
    tell(`kid ${kid}`);
    print(JSON.stringify({ alg: 'Ed25519', publicKey }));
    return 0;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    tell(error.message);
    return EXIT_USAGE;
  }
}
