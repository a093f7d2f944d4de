/** The API's description, made from the endpoints' own schemas and recorded examples. */
import { allEndpoints } from './endpoints.ts';
import { recordedExamples } from './examples.ts';
import { openApi } from './openapi.ts';

let made: Record<string, unknown> | undefined;

export function openApiDocument(): Record<string, unknown> {
  made ??= openApi(allEndpoints(), recordedExamples());
  return made;
}
