/** The API in components: reads that are kept and shared, changes that happen once. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { createContext, useContext, useRef } from 'react';
import type { Change } from '../../events/client/request.ts';
import type { Api } from './api.ts';

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('no API above');
  return api;
}

/**
 * A change that a person asks for. The same request keeps its Idempotency-Key until it is answered: pressed
 * again after a failure of the network it happens once.
 */
export function useChange<Asked, Answer>(
  request: (asked: Asked) => Change<Answer> | Promise<Change<Answer>>,
  onDone: (answer: Answer) => unknown,
): UseMutationResult<Answer, Error, Asked> {
  const api = useApi();
  const last = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: async (asked: Asked) => {
      const change = await request(asked);
      const content = JSON.stringify([change.path, change.body]);
      if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() };
      const answer = await api.change(change, last.current.key);
      last.current = { content: '', key: '' };
      return answer;
    },
    onSuccess: onDone,
  });
}
