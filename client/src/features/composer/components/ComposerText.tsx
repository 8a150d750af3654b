import { Fragment, type KeyboardEvent, type Ref, type TextareaHTMLAttributes } from 'react';
import styles from './ComposerText.module.css';

/** A part of the text that stands out, in UTF-16 offsets with the end exclusive. */
export interface TextMark {
  start: number;
  end: number;
  kind: 'personal' | 'over';
}

interface ComposerTextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {
  value: string;
  marks?: readonly TextMark[];
  onText: (text: string, caret: number) => void;
  ref?: Ref<HTMLTextAreaElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** A text field that grows with its text and marks parts of it from behind. */
export function ComposerText({ value, marks = [], onText, ref, ...rest }: ComposerTextProps) {
  return (
    <div className={styles.field}>
      <div className={styles.backdrop} aria-hidden="true">
        {pieces(value, marks).map(({ text, kind }, at) =>
          kind ? (
            <mark key={at} className={styles[kind]}>
              {text}
            </mark>
          ) : (
            <Fragment key={at}>{text}</Fragment>
          ),
        )}
        {/* A last line break alone would take no line. */}
        {'\u200b'}
      </div>
      <textarea
        {...rest}
        ref={ref}
        className={styles.text}
        dir="auto"
        value={value}
        onChange={({ currentTarget }) => onText(currentTarget.value, currentTarget.selectionStart)}
      />
    </div>
  );
}

function pieces(text: string, marks: readonly TextMark[]): { text: string; kind: TextMark['kind'] | null }[] {
  const result: { text: string; kind: TextMark['kind'] | null }[] = [];
  let from = 0;
  for (const { start, end, kind } of marks.toSorted((a, b) => a.start - b.start)) {
    const begin = Math.max(from, start);
    if (end <= begin) continue;
    if (begin > from) result.push({ text: text.slice(from, begin), kind: null });
    result.push({ text: text.slice(begin, end), kind });
    from = end;
  }
  result.push({ text: text.slice(from), kind: null });
  return result;
}
