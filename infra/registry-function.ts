import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LambdaName } from './bundle.ts';

/** China's Cybersecurity Law (Art. 21) requires six months of network logs; this is the next step above. */
export const LOG_RETENTION = RetentionDays.ONE_YEAR;

/** API Gateway gives up on an HTTP API integration after 30 s; the function must give up first. */
const API_TIMEOUT = Duration.seconds(29);

/** CPU is in proportion to memory. Handlers wait for DynamoDB; their own computation is JSON and SHA-256. */
const MEMORY_MIB = 512;

export interface RegistryFunctionProps {
  name: LambdaName;
  description: string;
  /** The folder with the bundles: `<bundles>/<name>/index.mjs`. */
  bundles: string;
  environment: Record<string, string>;
  /** All that the function may do, besides writing its own log. */
  permissions: PolicyStatement[];
  timeout?: Duration;
  memoryMiB?: number;
  /** Instances that run at once at most; if left out, as many as the account has left. */
  concurrencyMax?: number;
}

/** A Lambda function with the registry's defaults: runtime, architecture, log, and a role of its own. */
export class RegistryFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly concurrencyMax: number | undefined;

  constructor(scope: Construct, id: string, props: RegistryFunctionProps) {
    super(scope, id);
    this.concurrencyMax = props.concurrencyMax;
    const logGroup = new LogGroup(this, 'Log', { retention: LOG_RETENTION });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const writeLog = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: bundledCode(join(props.bundles, props.name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMiB ?? MEMORY_MIB,
      timeout: props.timeout ?? API_TIMEOUT,
      reservedConcurrentExecutions: props.concurrencyMax,
      environment: props.environment,
      role: this.role,
      initialPolicy: [writeLog, ...props.permissions],
      logGroup,
      // The runtime wraps what console.error is given: level, instant and request beside `message`. A single
      // object as the only argument stays an object there, so that a query can name its members; a string of
      // JSON would stay a string.
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
    });
  }
}

/** One bundle's asset, named by its bytes' hash: the CDK's own hashing caches in the home directory. */
function bundledCode(directory: string): Code {
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) hash.update(readFileSync(file));
  return Code.fromAsset(directory, { assetHash: hash.digest('hex') });
}
