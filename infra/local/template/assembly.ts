import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { TemplateRule } from './conditions.ts';

/** A resource of a CloudFormation template; its properties may hold intrinsic functions. */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  /** The name of the condition without which it doesn't exist. */
  Condition?: string | undefined;
}

export interface Template {
  /** Parameter name to its default, undefined where it has none. */
  parameters: Record<string, string | undefined>;
  /** Logical id to resource. */
  resources: Record<string, Resource>;
  /** Name to condition. */
  conditions?: Record<string, unknown>;
  /** Name to rule. */
  rules?: Record<string, TemplateRule>;
}

/** The parts of a synthesized one-stack cloud assembly (cdk.out) that this runner needs. */
export interface Assembly {
  template: Template;
  /**
   * The folder of a zipped asset, by the S3 key that the template gives it.
   * @throws when the asset is unknown or isn't a folder
   */
  assetFolder(s3Key: string): string;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.object({ templateFile: z.string().optional(), file: z.string().optional() }).optional(),
    }),
  ),
});

const templateSchema = z.object({
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Rules: z
    .record(
      z.string(),
      z.strictObject({
        RuleCondition: z.unknown().optional(),
        Assertions: z.array(
          z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().optional() }),
        ),
      }),
    )
    .default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** S3 key to folder, from every asset manifest. */
function readAssets(directory: string, manifests: readonly string[]): Map<string, string> {
  const folders = new Map<string, string>();
  for (const manifest of manifests) {
    for (const { source, destinations } of Object.values(
      readJson(join(directory, manifest), assetsSchema).files,
    )) {
      if (!source.path || source.packaging !== 'zip') continue;
      for (const { objectKey } of Object.values(destinations)) {
        folders.set(objectKey, join(directory, source.path));
      }
    }
  }
  return folders;
}

/**
 * Reads a cloud assembly from disk.
 * @param directory the assembly's folder, with manifest.json
 * @throws when it doesn't hold exactly one stack, or isn't an assembly
 */
export function loadAssembly(directory: string): Assembly {
  const artifacts = Object.values(readJson(join(directory, 'manifest.json'), manifestSchema).artifacts);
  const stacks = artifacts.filter(({ type }) => type === 'aws:cloudformation:stack');
  const templateFile = stacks[0]?.properties?.templateFile;
  if (stacks.length !== 1 || !templateFile) {
    throw new Error(
      `${directory} holds ${stacks.length} stacks; the local runner takes an app of exactly one`,
    );
  }
  const { Parameters, Resources, Conditions, Rules } = readJson(
    join(directory, templateFile),
    templateSchema,
  );
  const folders = readAssets(
    directory,
    artifacts.flatMap(({ type, properties }) =>
      type === 'cdk:asset-manifest' ? (properties?.file ?? []) : [],
    ),
  );
  return {
    template: {
      parameters: Object.fromEntries(
        Object.entries(Parameters).map(([name, { Default }]) => [name, Default?.toString()]),
      ),
      resources: Resources,
      conditions: Conditions,
      rules: Rules,
    },
    assetFolder(s3Key) {
      const folder = folders.get(s3Key);
      if (!folder) throw new Error(`no asset folder for ${s3Key} in ${directory}`);
      return folder;
    },
  };
}
