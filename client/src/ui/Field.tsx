import { IconAlertTriangle } from '@tabler/icons-react';
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

interface FieldFrame {
  label: string;
  help?: ReactNode;
  error?: string | null;
  /** The label is read out but not shown. */
  isLabelHidden?: boolean;
}

interface FieldProps extends FieldFrame {
  children: (aria: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: true;
    className: string;
  }) => ReactNode;
}

/** Label, help and fault around any control. */
export function Field({ label, help, error, isLabelHidden = false, children }: FieldProps) {
  const id = useId();
  const described = cx(help ? `${id}-help` : null, error ? `${id}-error` : null);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'vh' : styles.label}>
        {label}
      </label>
      {children({
        id,
        className: styles.control ?? '',
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          <Icon of={IconAlertTriangle} size={14} />
          {error}
        </p>
      )}
      {help && (
        <div id={`${id}-help`} className={styles.help}>
          {help}
        </div>
      )}
    </div>
  );
}

type TextFieldProps = FieldFrame & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

/** One line of text. */
export function TextField({ label, help, error, isLabelHidden, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error} isLabelHidden={isLabelHidden}>
      {(aria) => <input type="text" {...input} {...aria} />}
    </Field>
  );
}

type TextAreaFieldProps = FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>;

/** Several lines of text. */
export function TextAreaField({ label, help, error, isLabelHidden, ...input }: TextAreaFieldProps) {
  return (
    <Field label={label} help={help} error={error} isLabelHidden={isLabelHidden}>
      {(aria) => <textarea {...input} {...aria} />}
    </Field>
  );
}

type SelectFieldProps = FieldFrame &
  SelectHTMLAttributes<HTMLSelectElement> & { options: { value: string; label: string }[] };

/** One of a few. */
export function SelectField({ label, help, error, isLabelHidden, options, ...select }: SelectFieldProps) {
  return (
    <Field label={label} help={help} error={error} isLabelHidden={isLabelHidden}>
      {(aria) => (
        <select {...select} {...aria}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckFieldProps = { label: ReactNode; help?: string } & InputHTMLAttributes<HTMLInputElement>;

/** Yes or no, with its words beside it. */
export function CheckField({ label, help, ...input }: CheckFieldProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...input} />
      <span>
        {label}
        {help && <span className={styles.help}>{help}</span>}
      </span>
    </label>
  );
}

interface ChoiceFieldProps<T extends string> {
  label: string;
  isLabelHidden?: boolean;
  name: string;
  value: T | null;
  options: { value: T; label: ReactNode; help?: string }[];
  onChange: (value: T) => void;
}

/** One of a few that are worth reading before choosing: all of them are on screen. */
export function ChoiceField<T extends string>({
  label,
  isLabelHidden = false,
  name,
  value,
  options,
  onChange,
}: ChoiceFieldProps<T>) {
  return (
    <fieldset className={styles.field}>
      <legend className={isLabelHidden ? 'vh' : styles.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.check}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.help && <span className={styles.help}>{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
