#!/usr/bin/env node
/** The command line: `lvzhang <command> …`. A command's module is loaded only on demand. */

import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { type Commands, runCommands } from './commands.ts';

// The compile cache saves compiling a command's code again. It is as trusted as the code beside it; where
// nothing can be written, there is no cache.
enableCompileCache(resolve(import.meta.dirname, '../../node_modules/.cache/lvzhang'));

const commands: Commands = {
  audit: () => import('./audit.ts'),
  watch: () => import('./watch.ts'),
  verify: () => import('./verify.ts'),
  token: () => import('./token.ts'),
  import: () => import('./import.ts'),
  key: () => import('./key.ts'),
  sign: () => import('./sign.ts'),
  post: () => import('./post.ts'),
  comment: () => import('./comment.ts'),
  upload: () => import('./upload.ts'),
  export: () => import('./export.ts'),
  job: () => import('./job.ts'),
  witness: () => import('./witness.ts'),
  mcp: () => import('./mcp.ts'),
};

const HELP = `lvzhang <command> …
  audit <url|folder> --vkey KEY         审计整个账本 audit a whole log
  watch <url|folder> --org ID --vkey KEY 监看本机构的记录 what the log says in an organization's name
  verify <certificate.json|.pdf> --vkey KEY  离线核验证书与证据 verify certificates and evidence offline
  token NAME                            本机实例的访问令牌 an access token for a local instance
  import sink-projects P.csv V.csv      导入项目与批次 import projects and vintages
  import credits FILE…                  导入其他登记簿与数据库的减排量清单 import lists of credits
  import vcu VCUS.csv                   导入 Verra 的 VCU 清单 import Verra's list of VCUs
  import parcels FILE                   导入地块 import parcels of a survey
  import power-contracts C.csv E.csv    导入供应合同与证书 import supply contracts
  import activity FILE                  导入活动数据 import activity data of a platform
  key new|register|revoke …             签名密钥 make, register and revoke signing keys
  sign activity FILE --key KEYFILE …    平台为活动数据签名 a platform signs its activity data
  post PATH [--body FILE] [--sign KEY]  提交任一请求，可签名 post any command, signed if wanted
  comment URL --project ID --text FILE  公示期内提意见，无需令牌 comment on a publication, without a token
  upload FILE                           存入文件 store a document, and print its reference
  job start|follow|list|cancel|result … 大批量任务 imports and exports that the registry does by itself
  export credits|holdings|…             导出清单 lists of credits, holdings, transfers, …
  witness --key FILE --log KEY          见证服务 a witness that cosigns checkpoints
  mcp --url URL [--vkey KEY]            供模型使用的只读工具 read-only tools for a model (MCP)
  help                                  本说明 this text
  --version                             版本 the version of this package
lvzhang <command> --help 查看参数 shows a command's options`;

await runCommands(commands, HELP);
