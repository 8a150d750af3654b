import type { ConversationKind } from '@visavis/shared/api/channels';
import type { TeamRouting } from '@visavis/shared/api/schedule';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/Field.tsx';
import styles from './Shifts.module.css';

const KINDS = ['mention', 'comment', 'review', 'message'] as const satisfies ConversationKind[];

/** How a team shares its work out, as it is typed. */
export interface RoutingText {
  weights: Record<ConversationKind, string>;
  sameFaceWaitMinutes: string;
  /** Empty: never. */
  pickUpMinutes: string;
}

export function fieldsOf({ weights, sameFaceWaitMinutes, pickUpMinutes }: TeamRouting): RoutingText {
  return {
    weights: Object.fromEntries(KINDS.map((kind) => [kind, String(weights[kind])])) as RoutingText['weights'],
    sameFaceWaitMinutes: String(sameFaceWaitMinutes),
    pickUpMinutes: pickUpMinutes === null ? '' : String(pickUpMinutes),
  };
}

export function routingOf({ weights, sameFaceWaitMinutes, pickUpMinutes }: RoutingText): TeamRouting {
  return {
    weights: Object.fromEntries(KINDS.map((kind) => [kind, Number(weights[kind])])) as TeamRouting['weights'],
    sameFaceWaitMinutes: Number(sameFaceWaitMinutes),
    pickUpMinutes: pickUpMinutes === '' ? null : Number(pickUpMinutes),
  };
}

interface RoutingFieldsProps {
  fields: RoutingText;
  onChange: (fields: RoutingText) => void;
}

/** Weights by kind, how long a customer waits for the same face, and when what nobody opened goes back. */
export function RoutingFields({ fields, onChange }: RoutingFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <fieldset>
        <legend className="t12 b5 sec">{t('schedule.routing.weights')}</legend>
        <p className="t12 mut">{t('schedule.routing.weightsHelp')}</p>
        <div className={styles.weights}>
          {KINDS.map((kind) => (
            <TextField
              key={kind}
              label={t(`schedule.routing.kind.${kind}`)}
              type="number"
              required
              min={0.5}
              max={5}
              step={0.5}
              value={fields.weights[kind]}
              onChange={(event) =>
                onChange({ ...fields, weights: { ...fields.weights, [kind]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('schedule.routing.wait')}
        help={t('schedule.routing.waitHelp')}
        type="number"
        required
        min={0}
        max={10_080}
        value={fields.sameFaceWaitMinutes}
        onChange={(event) => onChange({ ...fields, sameFaceWaitMinutes: event.currentTarget.value })}
      />
      <TextField
        label={t('schedule.routing.pickUp')}
        help={t('schedule.routing.pickUpHelp')}
        type="number"
        min={1}
        max={10_080}
        value={fields.pickUpMinutes}
        onChange={(event) => onChange({ ...fields, pickUpMinutes: event.currentTarget.value })}
      />
    </>
  );
}
