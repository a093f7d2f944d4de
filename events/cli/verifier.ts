#!/usr/bin/env node
/**
 * The command line of whoever trusts nobody: what checks a log, a certificate, or what is said in one's name,
 * and what cosigns. It is bundled as a package of its own (infra/verifier-package.ts).
 */
import { runCommands } from './commands.ts';

const HELP = `lvzhang <command> …
  verify <certificate.json> --vkey KEY  离线核验证书、凭证与证据 verify certificates, credentials and evidence offline
  audit <url|folder> --vkey KEY         审计整个账本 audit a whole log
  watch <url|folder> --org ID --vkey KEY 监看本机构的记录 what the log says in an organization's name
  witness --key FILE --log KEY          见证服务 a witness that cosigns checkpoints
  mcp --url URL [--vkey KEY]            供模型使用的只读工具 read-only tools for a model (MCP)
  help                                  本说明 this text
  --version                             版本 the version of this package
lvzhang <command> --help 查看参数 shows a command's options`;

await runCommands(
  {
    verify: () => import('./verify.ts'),
    audit: () => import('./audit.ts'),
    watch: () => import('./watch.ts'),
    witness: () => import('./witness.ts'),
    mcp: () => import('./mcp.ts'),
  },
  HELP,
);
