/**
 * A comment on what is published: by the organization, or without a name. Without one the browser gives some
 * seconds of work instead, and the request goes without the person's token.
 */
import { Form, Radio } from 'antd';
import { useId, useMemo, useState } from 'react';
import { Api } from '../api/api.ts';
import { ApiContext } from '../api/use-api.ts';
import { useIdentity } from '../session/use-session.ts';
import { spoken, useWords } from '../words/area.ts';
import { NamedComment } from './named-comment.tsx';
import { NamelessComment } from './nameless-comment.tsx';
import { commentWords } from './words.ts';

interface CommentFormProps {
  /** Id of a project or a report. */
  subject: string;
  /** The last day of its publication. */
  to: string;
}

export function CommentForm({ subject, to }: CommentFormProps) {
  const say = useWords(commentWords);
  const isSignedIn = useIdentity() !== undefined;
  const [isWanted, want] = useState(true);
  const label = useId();
  const nameless = useMemo(
    () => new Api({ token: async () => undefined, language: () => spoken.language.slice(0, 2) }),
    [],
  );
  const isNamed = isSignedIn && isWanted;
  return (
    <>
      <h3>{say('form.title')}</h3>
      <p>{say('form.until', { to })}</p>
      {isSignedIn && (
        <Form.Item>
          <span id={label} className="soft">
            {say('form.as')}
          </span>{' '}
          <Radio.Group
            aria-labelledby={label}
            value={isNamed}
            onChange={({ target }) => want(target.value)}
            options={[
              { value: true, label: say('form.named') },
              { value: false, label: say('form.nameless') },
            ]}
          />
        </Form.Item>
      )}
      {isNamed ? (
        <NamedComment subject={subject} />
      ) : (
        <ApiContext value={nameless}>
          <NamelessComment subject={subject} />
        </ApiContext>
      )}
    </>
  );
}
