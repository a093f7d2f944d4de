/**
 * `lvzhang mcp`: a registry as read-only tools for a model, over stdin and stdout (Model Context Protocol).
 */
import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import manifest from '../../package.json' with { type: 'json' };
import { RegistryReader } from './mcp/registry.ts';
import { createMcpServer } from './mcp/server.ts';
import type { Surroundings } from './mcp/tool.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { readKey } from './vkey.ts';

const EXIT_USAGE = 2;
/** A request of a client has some hundred bytes. */
const MESSAGE_BYTES_MAX = 1024 * 1024;

const usage = `lvzhang mcp --url URL [--vkey KEY|FILE] [--witness-vkey KEY|FILE]…
  以 MCP（stdio）提供只读工具：search、get、provenance、verify、audit_summary、factors、api
           read-only tools over MCP (stdio); a client starts this command by itself
  --url    登记簿网址 the registry's address
  --vkey   账本公钥，须从独立渠道取得；不给则 verify 与 audit_summary 不证明任何事
           the log's key, from a source other than the registry; without it verify and audit_summary prove nothing
  --witness-vkey  必须联署的见证方 a witness that must have cosigned; may be repeated; needs --vkey
  LVZHANG_TOKEN  环境变量，访问令牌，可不给；只经 https 或发往本机
           environment: a bearer token, optional; sent over https, or to this machine, alone
stdout 只有协议，其余写往 stderr / stdout has the protocol alone; all else goes to stderr`;

/** Serves until stdin ends. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage);
    return 0;
  }
  let around: Surroundings;
  try {
    around = readArguments(args, process.env.LVZHANG_TOKEN);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell(`${error.message}\n\n${usage}`);
    return EXIT_USAGE;
  }
  const server = createMcpServer(around, manifest.version);
  server.server.onerror = ({ message }) => tell(`lvzhang mcp: ${message}`);
  // A pipe closes after its end; a file, such as /dev/null, only ends.
  const ended = Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close')]);
  await server.connect(
    new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MESSAGE_BYTES_MAX }),
  );
  tell(startedText(around));
  await ended;
  await server.close();
  return 0;
}

/** @throws UsageError */
function readArguments(args: string[], token: string | undefined): Surroundings {
  const text = { type: 'string' } as const;
  const { values } = parseOptions({
    args,
    options: { url: text, vkey: text, 'witness-vkey': { type: 'string', multiple: true } },
  });
  if (values.url === undefined) throw new UsageError('须给出 --url give --url');
  const vkey = values.vkey === undefined ? undefined : readKey('--vkey', values.vkey, 'log');
  const witnesses = (values['witness-vkey'] ?? []).map((each) => readKey('--witness-vkey', each, 'witness'));
  if (!vkey && witnesses.length > 0) throw new UsageError('--witness-vkey: 须同时给出 --vkey needs --vkey');
  return { registry: new RegistryReader(values.url, token), vkey, witnesses };
}

const startedText = ({ registry, vkey }: Surroundings): string =>
  `lvzhang mcp: ${registry.url}；${vkey ? `公钥 key ${vkey.name}` : '未给 --vkey，不证明任何事 no --vkey: nothing is proven'}；${
    registry.hasToken ? '用令牌 with a token' : '不用令牌 without a token'
  }`;
