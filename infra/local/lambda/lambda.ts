import * as z from 'zod';
import { CREDENTIALS, localArn, REGION } from '../place.ts';
import type { Assembly } from '../template/assembly.ts';
import { type LocalTemplate, unused } from '../template/template.ts';
import { type Environment, type EnvironmentOptions, startEnvironment } from './environment.ts';

/** A Lambda function that can be invoked here. */
export interface LocalFunction {
  name: string;
  /** JSON in, JSON out; rejects with FunctionError. */
  invoke(event: string): Promise<string>;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  /** Endpoints of the emulated AWS services, by the SDK's own environment variables. */
  endpoints: Readonly<Record<string, string>>;
  /** Called with what a function prints and the function's name. */
  onOutput(functionName: string, text: string): void;
  /** The instance's time (clock.ts). */
  clock: SharedArrayBuffer;
}

const TIMEOUT_SECONDS_DEFAULT = 3;
const MEMORY_MIB_DEFAULT = 128;

const functionSchema = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: unused, S3Key: z.string() }),
  Handler: z.string().regex(/\../),
  Runtime: z.string().startsWith('nodejs'),
  Timeout: z.number().positive().default(TIMEOUT_SECONDS_DEFAULT),
  MemorySize: z.number().positive().default(MEMORY_MIB_DEFAULT),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
  ReservedConcurrentExecutions: z.number().int().positive().optional(),
  LoggingConfig: z
    .strictObject({
      LogFormat: z.enum(['Text', 'JSON']).default('Text'),
      LogGroup: unused,
      ApplicationLogLevel: unused,
      SystemLogLevel: unused,
    })
    .default({ LogFormat: 'Text' }),
  // The following properties concern the cloud's machines, identities and observability.
  Architectures: unused,
  Description: unused,
  Role: unused,
  Tags: unused,
  TracingConfig: unused,
});

type FunctionProperties = z.infer<typeof functionSchema>;

/** The environment variables that Lambda's runtime sets, and none of this process's own. */
function runtimeVariables(name: string, folder: string, { Handler, MemorySize }: FunctionProperties) {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    // The functions must not see the developer's own AWS profile.
    AWS_CONFIG_FILE: 'none',
    AWS_SHARED_CREDENTIALS_FILE: 'none',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: Handler,
    TZ: ':UTC',
  };
}

/** Lets at most `max` calls run at once; further calls wait their turn. */
function limit(max: number, invoke: LocalFunction['invoke']): LocalFunction['invoke'] {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (event) => {
    if (running === max) await new Promise<void>((resolve) => queue.push(resolve));
    else running++;
    try {
      return await invoke(event);
    } finally {
      // The place passes directly to the next in the queue, or is freed.
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}

/** A function whose environment starts at the first invocation, and again after one is spent. */
function createFunction(options: EnvironmentOptions, concurrencyMax: number | undefined): LocalFunction {
  let current: Environment | undefined;
  // Includes replaced environments, until their last invocations end.
  const started = new Set<Environment>();
  let stopped = false;
  const invoke = async (event: string) => {
    if (stopped) throw new Error(`${options.functionName} is stopped`);
    if (!current || current.spent) {
      current = startEnvironment(options);
      started.add(current);
    }
    return current.invoke(event);
  };
  return {
    name: options.functionName,
    invoke: concurrencyMax === undefined ? invoke : limit(concurrencyMax, invoke),
    async stop() {
      stopped = true;
      await Promise.all([...started].map((environment) => environment.stop()));
    },
  };
}

/**
 * The template's functions, by ARN; each gets its identities.
 * @throws when a function needs something not emulated, or its asset is missing
 */
export function createFunctions(
  template: LocalTemplate,
  assembly: Assembly,
  { endpoints, onOutput, clock }: FunctionsOptions,
): Map<string, LocalFunction> {
  const functions = new Map<string, LocalFunction>();
  for (const { logicalId, properties } of template.list('AWS::Lambda::Function', functionSchema)) {
    const name = properties.FunctionName ?? logicalId;
    const arn = localArn('lambda', `function:${name}`);
    const folder = assembly.assetFolder(properties.Code.S3Key);
    const options: EnvironmentOptions = {
      folder,
      handler: properties.Handler,
      functionName: name,
      functionArn: arn,
      memoryMiB: properties.MemorySize,
      logFormat: properties.LoggingConfig.LogFormat,
      variables: {
        ...runtimeVariables(name, folder, properties),
        ...endpoints,
        ...properties.Environment.Variables,
      },
      clock,
      timeoutMs: properties.Timeout * 1000,
      onOutput: (text) => onOutput(name, text),
    };
    functions.set(arn, createFunction(options, properties.ReservedConcurrentExecutions));
    template.identify(logicalId, name, { Arn: arn });
  }
  return functions;
}

/** @param reference a function's ARN or name, as mappings and rules name it */
export function findFunction(
  functions: ReadonlyMap<string, LocalFunction>,
  reference: string,
): LocalFunction {
  const found = functions.get(reference) ?? functions.get(localArn('lambda', `function:${reference}`));
  if (!found) throw new Error(`the template has no function ${reference}`);
  return found;
}
