/** The course of a project as steps: what is done, what is missing, who has to act, and until when. */
import type { Project } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import type { Days } from '../../shared/sinks/standard.ts';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { type Actor, courseOf, isActing, isFinal, rulesOf, type Step, windowOn } from './project-course.ts';
import { projectWords } from './words.ts';

export function Course({ project }: { project: Project }) {
  const say = useWords(projectWords);
  const term = useTerms();
  const steps = courseOf(project);
  const status = term('project', project.status);
  return (
    <section className="card">
      <h2>{say('course.title')}</h2>
      {steps.length === 0 && <p>{say('course.imported')}</p>}
      {isFinal(project.status) && <p>{say('course.ended', { status })}</p>}
      {['on-hold', 'inactive'].includes(project.status) && <p>{say('course.paused', { status })}</p>}
      <ol className="course">
        {steps.map((step) => (
          <StepItem key={step.name} step={step} project={project} />
        ))}
      </ol>
    </section>
  );
}

const MARKS = { done: '✓', now: '▶', later: '○', never: '–' } as const;

function StepItem({ step, project }: { step: Step; project: Project }) {
  const say = useWords(projectWords);
  const identity = useIdentity();
  const { name, state, actor } = step;
  const isNow = state === 'now';
  return (
    <li aria-current={isNow ? 'step' : undefined}>
      <span aria-hidden="true" className="mark">
        {MARKS[state]}
      </span>
      <div>
        <b>{say(`steps.${name}`)}</b> <span className="soft">{say(`course.${state}`)}</span>
        {(isNow || state === 'later') && <p>{say(`needs.${name}`)}</p>}
        <Deadlines step={step} project={project} />
        {state !== 'never' && (
          <p className="soft">
            {say('course.by')}
            <ActorName actor={actor} project={project} />
            {isNow && isActing(actor, project, identity) && (
              <strong className="live"> {say('course.yours')}</strong>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function ActorName({ actor, project }: { actor: Actor; project: Project }) {
  const term = useTerms();
  const say = useWords(projectWords);
  if (actor === 'developer') return <OrganizationName id={project.developer} />;
  if (actor === 'operator' || actor === 'regulator') return term('role', actor);
  return project.design ? <OrganizationName id={project.design.validator} /> : say('validator');
}

/** The days that the rules give, and the days as they are. */
function Deadlines({ step: { name, state }, project }: { step: Step; project: Project }) {
  const say = useWords(projectWords);
  const { design, requested, overdue, publicComments } = project;
  const rules = rulesOf(project.standard);
  const inDays = ({ count, kind }: Days) => say(`days.${kind}`, { count });
  const lines: string[] = [];
  if (name === 'publish') {
    const publication = rules?.designPublication?.value;
    if (publication && state !== 'never') lines.push(say('days.publication', { days: inDays(publication) }));
    if (design && state === 'done' && !isFinal(project.status)) {
      const { to, left, state: window } = windowOn(design.comments, today());
      lines.push(say(`days.${window}`, { to, count: left }));
    }
  }
  const waiting = publicComments?.waiting ?? 0;
  if (name === 'validate' && state === 'now' && waiting > 0)
    lines.push(say('days.waiting', { count: waiting }));
  if (name === 'decide') {
    const decision = rules?.registrationDecision?.value;
    if (decision && state !== 'never') lines.push(say('days.decision', { days: inDays(decision) }));
    if (requested?.dueBy && state === 'now') lines.push(say('days.dueBy', { dueBy: requested.dueBy }));
    if (overdue) lines.push(say('days.overdue'));
  }
  return lines.length > 0 ? <p>{lines.join(' ')}</p> : null;
}

/** In China, where the days of a publication are counted. */
const today = (): string => chinaDate(new Date().toISOString());
