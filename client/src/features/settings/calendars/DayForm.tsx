import type { Span } from '@visavis/shared/sla/business-time';
import type { CalendarException, SpecialDay } from '@visavis/shared/sla/resolve-calendar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { SubmitActions } from '../../../ui/Dialog.tsx';
import { ChoiceField, TextField } from '../../../ui/Field.tsx';
import { Form } from '../../../ui/Page.tsx';
import { isSpanComplete } from './calendar-draft.ts';
import { SpansField } from './SpansField.tsx';
import { useDayWords } from './use-day-words.ts';

interface DayFormProps {
  date: string;
  /** What holds now, whoever says it. */
  day: SpecialDay | undefined;
  /** What would hold if this calendar said nothing about the date. */
  inherited: SpecialDay | undefined;
  own: CalendarException | undefined;
  usual: readonly Span[];
  /** Null: as inherited. */
  onChange: (exception: CalendarException | null) => void;
  onClose: () => void;
}

type Choice = 'inherit' | 'usual' | 'closed' | 'hours';

/** One date: as everywhere, closed, with hours of its own, or a day like any other. */
export function DayForm({ date, day, inherited, own, usual, onChange, onClose }: DayFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useDayWords();
  const [choice, setChoice] = useState<Choice>(() => choiceOf(own));
  const [name, setName] = useState(own?.name ?? '');
  const [spans, setSpans] = useState<readonly Span[]>(() => firstOpen(own?.spans, usual));
  const inheritedWords =
    inherited === undefined ? words.hours(usual) : named(inherited, words.meaning(inherited));
  const usualOption = {
    value: 'usual' as const,
    label: t(inherited?.holiday ? 'calendars.day.switchOff' : 'calendars.day.usual'),
    help: words.hours(usual),
  };
  const isIncomplete = choice === 'hours' && (spans.length === 0 || !spans.every(isSpanComplete));
  const submit = () => {
    if (isIncomplete) return;
    onChange(choice === 'inherit' ? null : { date, name: name.trim(), spans: spansOf(choice, spans) });
    onClose();
  };
  return (
    <Form onSubmit={submit} label={format.day(date, 'long')}>
      {day?.holiday && <p className="mut">{t('calendars.day.isHoliday', { name: day.holiday })}</p>}
      <ChoiceField
        label={t('calendars.day.choice')}
        name="day"
        value={choice}
        options={[
          { value: 'inherit', label: t('calendars.day.inherit'), help: inheritedWords },
          // Where nothing differs, a day like any other is no choice of its own.
          ...(inherited !== undefined || own?.spans === null ? [usualOption] : []),
          { value: 'closed', label: t('calendars.day.closed') },
          { value: 'hours', label: t('calendars.day.hours') },
        ]}
        onChange={setChoice}
      />
      {choice === 'hours' && <SpansField name={format.day(date, 'long')} spans={spans} onChange={setSpans} />}
      {choice !== 'inherit' && (
        <TextField
          label={t('calendars.day.name')}
          help={t('calendars.day.nameHelp')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <SubmitActions onCancel={onClose} isDisabled={isIncomplete} words={t('calendars.day.take')} />
    </Form>
  );
}

function choiceOf(own: CalendarException | undefined): Choice {
  if (own === undefined) return 'inherit';
  if (own.spans === null) return 'usual';
  return own.spans.length === 0 ? 'closed' : 'hours';
}

const firstOpen = (own: readonly Span[] | null | undefined, usual: readonly Span[]): readonly Span[] =>
  own?.length ? own : usual.length > 0 ? usual : [['09:00', '12:00']];

const spansOf = (choice: Choice, spans: readonly Span[]) =>
  choice === 'usual' ? null : choice === 'closed' ? [] : spans;

const named = ({ name }: SpecialDay, meaning: string) => (name === '' ? meaning : `${name}, ${meaning}`);
