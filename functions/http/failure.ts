/**
 * Middleware: every thrown error becomes a problem response; an unforeseen one is logged, and its response
 * tells nothing.
 */
import type { MiddlewareObj, Request } from '@middy/core';
import type { Language } from '../../shared/base/words.ts';
import { BadCursor } from '../ledger/reads.ts';
import { ContendedError, KeyReusedError, RejectedError } from '../ledger/refused.ts';
import type { HttpEvent } from './event.ts';
import { preferredLanguage } from './preferred-language.ts';
import { type HttpResponse, Problem, problemResponse, rejectionResponse } from './problem.ts';

export function problemsToResponses(): MiddlewareObj<HttpEvent, HttpResponse> {
  return {
    onError: (request: Request<HttpEvent, HttpResponse>) => {
      const { error, event } = request;
      const language = preferredLanguage(event.headers?.['accept-language']);
      request.response = responseTo(error, language) ?? unforeseen(error, event, language);
    },
  };
}

function responseTo(error: unknown, language: Language): HttpResponse | undefined {
  if (error instanceof Problem) return problemResponse(error, language);
  if (error instanceof RejectedError) return rejectionResponse(error.rejection, language);
  if (error instanceof KeyReusedError)
    return problemResponse(new Problem('idempotency-key-reused'), language);
  if (error instanceof ContendedError) return problemResponse(new Problem('contended'), language);
  if (error instanceof BadCursor)
    return problemResponse(
      new Problem('invalid-input', [{ parameter: 'cursor', detail: 'cursor' }]),
      language,
    );
  return undefined;
}

/** Only what identifies the request is logged, neither body nor token. */
function unforeseen(error: unknown, event: HttpEvent, language: Language): HttpResponse {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error({
    route: event.routeKey,
    request: event.requestContext?.requestId,
    name,
    message,
    stack,
  });
  return problemResponse(new Problem('internal'), language);
}
