import type { CalendarItem, CreateCalendarRequest } from '@visavis/shared/api/calendars';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery, teamsQuery } from '../../../lib/directory.queries.ts';
import { SubmitActions } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { Form } from '../../../ui/Page.tsx';

interface AddCalendarFormProps {
  calendars: readonly CalendarItem[];
  isBusy: boolean;
  error: unknown;
  onAdd: (request: CreateCalendarRequest) => void;
  onClose: () => void;
}

/** Which team or channel is to differ from what it inherits. */
export function AddCalendarForm(props: AddCalendarFormProps) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery);
  const channels = useQuery(channelsQuery);
  const has = new Set(props.calendars.map(({ ofId }) => ofId));
  return (
    <Loaded query={teams} title={t('settings.loadFailed')}>
      {(allTeams) => (
        <Loaded query={channels} title={t('settings.loadFailed')}>
          {(allChannels) => (
            <Choice
              {...props}
              choices={[
                ...allTeams.map(({ id, name }) => ({ scope: 'team' as const, ofId: id, name })),
                ...allChannels.map(({ id, name }) => ({ scope: 'channel' as const, ofId: id, name })),
              ].filter(({ ofId }) => !has.has(ofId))}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

interface ChoiceProps extends Omit<AddCalendarFormProps, 'calendars'> {
  /** Those that have no calendar of their own yet. */
  choices: readonly (CreateCalendarRequest & { name: string })[];
}

function Choice({ choices, isBusy, error, onAdd, onClose }: ChoiceProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const request = choices.find(({ ofId }) => ofId === chosen) ?? choices[0];
  const submit = () => request && onAdd({ scope: request.scope, ofId: request.ofId });
  return (
    <Form onSubmit={submit} error={error} label={t('calendars.add')}>
      <SelectField
        label={t('calendars.addFor')}
        help={t('calendars.addHelp')}
        value={request?.ofId ?? ''}
        disabled={choices.length === 0}
        options={
          choices.length === 0
            ? [{ value: '', label: t('calendars.addNone') }]
            : choices.map(({ scope, ofId, name }) => ({
                value: ofId,
                label: `${name} (${t(`calendars.scope.${scope}`)})`,
              }))
        }
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <SubmitActions
        onCancel={onClose}
        isBusy={isBusy}
        isDisabled={request === undefined}
        words={t('calendars.addAction')}
      />
    </Form>
  );
}
