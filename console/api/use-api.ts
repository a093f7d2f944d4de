/** The API in components: reads that are kept and shared, changes that happen once. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { createContext, useContext, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Confirmation } from '../../events/client/operations.schemas.ts';
import type { Api, Sent } from './api.ts';
import { Refusal } from './refusal.ts';

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('no API above');
  return api;
}

/**
 * A change that a person asks for. The same request keeps its Idempotency-Key until it is answered: pressed
 * again after a failure of the network it happens once. Where the organization demands two for it, it is
 * initiated instead, and the person is led to where it waits for another; there is no answer then, and
 * `onDone` isn't called.
 */
export function useChange<Asked, Answer>(
  request: (asked: Asked) => Sent<Answer> | Promise<Sent<Answer>>,
  onDone: (answer: Answer, asked: Asked) => unknown,
): UseMutationResult<Answer | undefined, Error, Asked> {
  const api = useApi();
  const navigate = useNavigate();
  const last = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: async (asked: Asked) => {
      const change = await request(asked);
      const content = JSON.stringify([change.path, change.ifMatch, change.body]);
      if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() };
      const { key } = last.current;
      const answer = await api.change(change, key).catch(async (error: unknown) => {
        if (!(error instanceof Refusal && error.kind === 'confirmation-required')) throw error;
        const initiated = await api.change<Confirmation>({ ...change, answer: undefined }, key, {
          confirmation: 'initiate',
        });
        await navigate(`/confirmations/${initiated.id}`);
        return undefined;
      });
      last.current = { content: '', key: '' };
      return answer;
    },
    onSuccess: (answer, asked) => (answer === undefined ? undefined : onDone(answer, asked)),
  });
}
