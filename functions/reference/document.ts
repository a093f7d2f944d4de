/**
 * The API's description, made of the endpoints' own schemas. Sources know it as `#openapi`; a bundle has the finished
 * document in its place (infra/bundle.ts), so that the function which serves it doesn't carry every other's code.
 */
import { allEndpoints } from './endpoints.ts';
import { openApi } from './openapi.ts';

let made: Record<string, unknown> | undefined;

export function openApiDocument(): Record<string, unknown> {
  made ??= openApi(allEndpoints());
  return made;
}
