import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from './bundle.ts';
import { RegistryStack } from './registry-stack.ts';

const STACK_ID = 'Registry';
const root = fileURLToPath(new URL('..', import.meta.url));

export interface Synthesis {
  /** Absolute path of the cloud assembly. */
  directory: string;
  /** The stack's CloudFormation template (JSON). */
  templateFile: string;
  /** The location in `directory` of each asset that the template names (JSON, the CDK's asset manifest). */
  assetsFile: string;
}

/**
 * Bundles the functions and synthesizes the stack, offline.
 *
 * @param outdir folder for the cloud assembly, relative to the repository
 * @throws esbuild's BuildFailure when a function is missing or doesn't compile
 */
export function synthesize(outdir = 'cdk.out'): Synthesis {
  const directory = resolve(root, outdir);
  const app = buildApp(directory, bundleFunctions());
  app.synth();
  return {
    directory,
    templateFile: join(directory, `${STACK_ID}.template.json`),
    assetsFile: join(directory, `${STACK_ID}.assets.json`),
  };
}

/**
 * The app, with cdk-nag's checks: a finding ends up in `policy-validation-report.json` of the assembly, on
 * stderr and in the process's exit code.
 *
 * @param outdir absolute path of the cloud assembly
 * @param bundles folder of the functions' bundles
 */
export function buildApp(outdir: string, bundles: string): App {
  // Otherwise only the CLI would pass on cdk.json's feature flags; read here, they hold for all syntheses.
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const app = new App({ outdir, context, analyticsReporting: false });
  new RegistryStack(app, STACK_ID, { bundles });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return app;
}

if (import.meta.main) synthesize(process.env.CDK_OUTDIR);
