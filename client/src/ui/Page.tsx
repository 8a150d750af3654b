import { IconCopy } from '@tabler/icons-react';
import { useState, type CSSProperties, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import { useSentence } from '../lib/error-sentence.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** A few words beside the title. */
  detail?: ReactNode;
  actions?: ReactNode;
  /** What it shows answers the question before: the answer to the present one is still to come. */
  isStale?: boolean;
  children: ReactNode;
}

/** A page of its own: title, actions, and what it is about. */
export function Page({ title, detail, actions, isStale, children }: PageProps) {
  usePageTitle(title);
  return (
    <main className={styles.page} aria-busy={isStale || undefined}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {detail && <span className="mut">{detail}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}

interface CardProps {
  title?: string;
  /** The name of the part where it has no title of its own. */
  label?: string;
  note?: ReactNode;
  right?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** One matter on a page. */
export function Card({ title, label = title, note, right, children, className }: CardProps) {
  return (
    <section className={cx(styles.card, className)} aria-label={label}>
      {(title || note || right) && (
        <header className={styles.cardHead}>
          {title && <h2>{title}</h2>}
          {note && <span className={styles.note}>{note}</span>}
          {right && <div className={styles.right}>{right}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

interface FormProps {
  onSubmit: () => void;
  children: ReactNode;
  /** Why it was refused, as a sentence above the fields. */
  error?: unknown;
  label?: string;
}

/** Fields below each other that are sent together. */
export function Form({ onSubmit, children, error, label }: FormProps) {
  const sentence = useSentence();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={label}>
      {error != null && (
        <Banner tone="bad" role="alert">
          {sentence(error)}
        </Banner>
      )}
      {children}
    </form>
  );
}

export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.formActions}>{children}</div>;
}

/**
 * Rows and columns; scrolls sideways where it does not fit. The last column stands right; without a heading it holds
 * what can be done with a row. On a phone each row is a block, with the headings beside its values.
 */
export function Table({ head, children, label }: { head: string[]; children: ReactNode; label: string }) {
  return (
    <div className={styles.scroll}>
      <table
        className={styles.table}
        aria-label={label}
        data-actions={head.at(-1) === ''}
        style={headingVariables(head)}
      >
        <thead>
          <tr>
            {head.map((words, at) => (
              // Columns have no identity but their place; some have no words on screen.
              <Heading key={`${at}-${words}`} words={words} />
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** `--h2: "Rolle"` and so on: what stands beside the second value of a row on a phone. */
function headingVariables(head: string[]): CSSProperties {
  return Object.fromEntries(head.map((words, at) => [`--h${at + 1}`, JSON.stringify(words)]));
}

function Heading({ words }: { words: string }) {
  const { t } = useTranslation();
  return <th scope="col">{words || <span className="vh">{t('common.actions')}</span>}</th>;
}

/** Something that is shown once and has to be copied. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <div className={styles.secret}>
      <code aria-label={label}>{text}</code>
      <Button size="small" icon={IconCopy} onClick={copy}>
        {isCopied ? t('common.copied') : t('common.copy')}
      </Button>
    </div>
  );
}
