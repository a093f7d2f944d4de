/**
 * The API's description, made from the endpoints' own schemas and recorded examples. Source code imports it
 * as `#openapi`; a bundle has the finished document in its place (infra/bundle.ts), so that the function
 * which serves it doesn't carry the code of all others.
 */
import { allEndpoints } from './endpoints.ts';
import { recordedExamples } from './examples.ts';
import { openApi } from './openapi.ts';

let made: Record<string, unknown> | undefined;

export function openApiDocument(): Record<string, unknown> {
  made ??= openApi(allEndpoints(), recordedExamples());
  return made;
}
