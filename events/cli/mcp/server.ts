/** The MCP server: the registry's tools and resources, all of which only read. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { FetchError } from '../../audit/http-source.ts';
import { tell } from '../terminal.ts';
import { GUIDE, INSTRUCTIONS } from './guide.ts';
import { auditSummary } from './head.ts';
import { lookups } from './lookups.ts';
import { api, operationLines } from './operations.ts';
import { verify } from './proven.ts';
import { answerText, NOTICE, type Surroundings, type Tool } from './tool.ts';

/** Beyond what any tool takes: arguments of more members aren't looked at. */
const INPUT_ELEMENTS_MAX = 100;

export function createMcpServer(around: Surroundings, version: string): McpServer {
  const server = new McpServer(
    { name: 'lvzhang', title: '绿账登记簿 lvzhang registry', version },
    { instructions: INSTRUCTIONS, maxToolInputElements: INPUT_ELEMENTS_MAX },
  );
  for (const each of [...lookups(around), verify(around), auditSummary(around), api(around)])
    register(server, each);
  server.registerResource(
    'guide',
    'lvzhang://guide',
    {
      title: '使用说明 Guide',
      description: '各工具与何为已证 The tools, and what is proven',
      mimeType: 'text/markdown',
    },
    ({ href }) => ({ contents: [{ uri: href, mimeType: 'text/markdown', text: GUIDE }] }),
  );
  server.registerResource(
    'operations',
    'lvzhang://operations',
    {
      title: '接口清单 Operations',
      description: '本登记簿全部接口 All operations of this registry’s API (/openapi.json)',
      mimeType: 'text/plain',
    },
    async ({ href }, { signal }) => {
      const text = answerText({ data: await operationLines(around.registry, signal) });
      return { contents: [{ uri: href, mimeType: 'text/plain', text }] };
    },
  );
  return server;
}

function register(server: McpServer, { name, title, description, input, run }: Tool): void {
  const annotations = {
    title,
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: true,
  };
  server.registerTool(
    name,
    { title, description, inputSchema: input, annotations },
    async (wanted, { signal }) => {
      try {
        return { content: [{ type: 'text', text: answerText(await run(wanted, signal)) }] };
      } catch (error) {
        return { content: [{ type: 'text', text: faultText(name, error) }], isError: true };
      }
    },
  );
}

/** A refusal may repeat what others wrote. The details of an unforeseen error are for the log alone. */
function faultText(name: string, error: unknown): string {
  if (error instanceof FetchError) return `${NOTICE}\n${error.message}`;
  tell(`lvzhang mcp: ${name}: ${error instanceof Error ? error.stack : String(error)}`);
  return '内部错误，详见标准错误输出 an unforeseen error; the server’s stderr has it';
}
