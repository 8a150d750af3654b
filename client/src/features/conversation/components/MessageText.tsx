import type { LinkSegment } from '@visavis/shared/text/linkify';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import styles from './Message.module.css';

const MAY_HOLD_LINKS = /https?:\/\//i;

/** Finds links in a text; the finder is heavy and comes when the first text with a link is shown. */
function useLinks(text: string): LinkSegment[] | null {
  const finder = useQuery({
    queryKey: ['link-finder'],
    queryFn: async () => (await import('@visavis/shared/text/linkify')).linkSegments,
    enabled: MAY_HOLD_LINKS.test(text),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return finder.data && MAY_HOLD_LINKS.test(text) ? finder.data(text) : null;
}

interface MessageTextProps {
  text: string;
  language: string | null;
  /** `@Jana` of colleagues who are mentioned in a note. */
  mentions?: readonly string[];
}

/** What somebody wrote, to the letter: their line breaks, their direction, their language. Never markup. */
export function MessageText({ text, language, mentions = [] }: MessageTextProps) {
  const segments = useLinks(text) ?? [{ kind: 'text' as const, text }];
  return (
    <p className={styles.text} dir="auto" lang={language ?? undefined}>
      {segments.map((segment, at) =>
        segment.kind === 'link' ? (
          <a key={at} href={segment.href} target="_blank" rel="noopener noreferrer nofollow">
            {segment.text}
          </a>
        ) : (
          <Fragment key={at}>{withMentions(segment.text, mentions)}</Fragment>
        ),
      )}
    </p>
  );
}

function withMentions(text: string, names: readonly string[]): ReactNode {
  if (names.length === 0) return text;
  const pattern = new RegExp(`(@(?:${names.map((name) => escaped(name)).join('|')}))`, 'g');
  return text.split(pattern).map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
