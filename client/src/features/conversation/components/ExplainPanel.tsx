import type { ConversationEvent } from '@visavis/shared/api/conversations';
import type { RoutingDecision, RoutingExplanation } from '@visavis/shared/api/routing';
import { can } from '@visavis/shared/permissions';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { routingQuery } from '../../../lib/conversation.queries.ts';
import { permittedOf, useMe } from '../../../lib/directory.queries.ts';
import { firstName, useFormat } from '../../../lib/format.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Drawer } from '../../../ui/Drawer.tsx';
import { ErrorState } from '../../../ui/EmptyState.tsx';
import { Face } from '../../../ui/Face.tsx';
import { LoadBar } from '../../../ui/LoadBar.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useDecisionSentence, useLanguageName, useWhyWords } from '../routing-words.ts';
import styles from './ExplainPanel.module.css';
import { Shields } from './Shields.tsx';
import { StuckAdvice } from './StuckAdvice.tsx';

interface ExplainPanelProps {
  conversation: OpenConversation;
  isOpen: boolean;
  onClose: () => void;
}

/** "Why is it with Mehmet?": every step of the routing as a sentence, and what to do where it does not go on. */
export function ExplainPanel({ conversation, isOpen, onClose }: ExplainPanelProps) {
  const title = useWhyWords()(conversation.assignee);
  return (
    <Drawer isOpen={isOpen} onClose={onClose} label={title}>
      <div className={styles.panel}>
        <h2 className={styles.title}>{title}</h2>
        {isOpen && <Explained conversation={conversation} />}
      </div>
    </Drawer>
  );
}

function Explained({ conversation }: { conversation: OpenConversation }) {
  const query = useQuery(routingQuery(conversation.id));
  const { t } = useTranslation();
  if (query.data) return <Explanation conversation={conversation} explanation={query.data} />;
  if (query.isPending) return <Spinner />;
  return (
    <ErrorState
      title={t('conversation.explain.failed')}
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  );
}

interface ExplanationProps {
  conversation: OpenConversation;
  explanation: RoutingExplanation;
}

function Explanation({ conversation, explanation }: ExplanationProps) {
  const { t } = useTranslation();
  const { decisions, needs, stuck } = explanation;
  return (
    <>
      {stuck && conversation.assignee === null && (
        <StuckAdvice stuck={stuck} team={conversation.team} contactName={conversation.contact.name} />
      )}
      <ByHand conversation={conversation} />
      <Needs needs={needs} />
      {decisions.length === 0 ? (
        <p className="t12 mut">{t('conversation.explain.none')}</p>
      ) : (
        <ol className={styles.decisions} aria-label={t('conversation.explain.steps')}>
          {decisions.map((decision) => (
            <Decision
              key={decision.id}
              decision={decision}
              conversation={conversation}
              explanation={explanation}
            />
          ))}
        </ol>
      )}
      <Shields conversation={conversation} shields={explanation.shields} />
    </>
  );
}

/** Whoever has it was chosen by a person: said first, because placement never overrules that. */
function ByHand({ conversation: { events, assignee } }: { conversation: OpenConversation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = events.findLast(({ type }) => type === 'assigned' || type === 'released');
  if (!assignee || last?.type !== 'assigned' || last.actor === null) return null;
  return <p className={styles.byHand}>{handWords(last, last.actor)}</p>;

  function handWords({ data, at }: ConversationEvent, actor: { id: string; name: string }): string {
    const words = { by: firstName(actor.name), to: firstName(assignee?.name ?? ''), time: format.moment(at) };
    return data.agentId === actor.id
      ? t('conversation.explain.tookIt', words)
      : t('conversation.explain.gaveIt', words);
  }
}

function Needs({ needs: { skills, language } }: Pick<RoutingExplanation, 'needs'>) {
  const { t } = useTranslation();
  const nameOf = useLanguageName();
  if (skills.length === 0 && language === null) return null;
  return (
    <p className={styles.needs}>
      <span className="t12 mut">{t('conversation.explain.needs')}</span>
      {skills.map(({ skillId, name, minLevel }) => (
        <Chip key={skillId}>
          {minLevel > 1 ? t('conversation.explain.skillFrom', { name, level: minLevel }) : name}
        </Chip>
      ))}
      {language !== null && <Chip>{nameOf(language)}</Chip>}
    </p>
  );
}

function Decision({ decision, conversation, explanation }: ExplanationProps & { decision: RoutingDecision }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useDecisionSentence(explanation, conversation.contact.name);
  const { at, considered, rule } = decision;
  return (
    <li className={styles.decision}>
      <time className={styles.time} dateTime={at} title={format.fullDateTime(at)}>
        {format.moment(at)}
      </time>
      <p className={styles.sentence}>
        {rule && <RuleName rule={rule} />}
        {sentence(decision)}.
      </p>
      {considered.length > 0 && (
        <details className={styles.more}>
          <summary>{t('conversation.explain.considered', { count: considered.length })}</summary>
          <Considered people={considered} />
        </details>
      )}
    </li>
  );
}

/** The rule that matched; whoever may see the rules is led there. */
function RuleName({ rule: { id, name } }: { rule: NonNullable<RoutingDecision['rule']> }) {
  const { t } = useTranslation();
  const isPermitted = can(permittedOf(useMe()), 'rule.manage');
  const words = t('conversation.explain.rule', { name });
  return (
    <>
      {isPermitted && id !== null ? (
        <Link to="/settings/$section" params={{ section: 'rules' }}>
          {words}
        </Link>
      ) : (
        <b className="b6">{words}</b>
      )}{' '}
    </>
  );
}

function Considered({ people }: { people: RoutingDecision['considered'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={styles.people}>
      {people.map(({ agent, load, capacity, rejected }) => (
        <li key={agent.id} className={styles.person}>
          <Face name={agent.name} src={agent.avatarUrl} size={24} isDecorative />
          <span className="grow">
            <span className={rejected === null ? 'b6' : undefined}>{agent.name}</span>
            <small>
              {rejected === null
                ? t('conversation.explain.chosen')
                : t(`conversation.explain.state.${rejected}`)}
            </small>
          </span>
          <LoadBar
            load={load}
            capacity={capacity}
            words={t('conversation.explain.share', {
              load: format.count(load),
              capacity: format.count(capacity),
            })}
          />
        </li>
      ))}
    </ul>
  );
}
