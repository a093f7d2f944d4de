/** Sends a statement once, and keeps what became of it. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  EmissionStatement,
  PostV1EmissionStatementsIdVersions200,
  StatementBody,
} from '../../../events/client/operations.schemas.ts';
import {
  postV1EmissionStatements,
  postV1EmissionStatementsIdVersions,
} from '../../../events/client/operations.ts';
import { VIEWS, type View } from '../../../shared/statements/views.ts';
import type { Sent } from '../../api/api.ts';
import { useChange } from '../../api/use-api.ts';
import type { LiveFigures } from './live.ts';

export interface Submitted {
  id: string;
  commit: string;
  /** Whether the registry came to the same totals; undefined where nobody worked them out beforehand. */
  isEqual: boolean | undefined;
}

interface Asked {
  body: StatementBody;
  /** What stood on the page when it was sent. */
  figures: LiveFigures | undefined;
}

type Answer = EmissionStatement | PostV1EmissionStatementsIdVersions200;

/** @param revised the statement that is revised, and the version that was read of it */
export function useSubmission(
  revised: Pick<EmissionStatement, 'id' | 'version'> | undefined,
  drop: () => void,
) {
  const queries = useQueryClient();
  const [done, setDone] = useState<Submitted>();
  const send = useChange<Asked, Answer>(
    ({ body }): Sent<Answer> =>
      revised
        ? { ...postV1EmissionStatementsIdVersions(revised.id, body), ifMatch: `"v${revised.version}"` }
        : postV1EmissionStatements(body),
    (answer, { figures }) => {
      drop();
      setDone({
        id: answer.id,
        commit: answer.commit?.id ?? '',
        isEqual: figures && VIEWS.every((view) => grossOf(answer, view) === grossHere(figures, view)),
      });
      return queries.invalidateQueries({ queryKey: ['statements'] });
    },
  );
  return { send, done, again: () => setDone(undefined) };
}

const grossOf = (answer: Answer, view: View): number =>
  'views' in answer ? answer.views[view].grossKilograms : answer.grossKilograms[view];

const grossHere = ({ stated }: LiveFigures, view: View): number => stated.totals[view].kilograms;
