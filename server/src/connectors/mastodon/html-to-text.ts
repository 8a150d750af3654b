import { Parser } from 'htmlparser2';

/** Nothing that people wrote is this long; more would only cost time. */
const LONGEST_HTML = 500_000;

/** What stands in these is no text that people read. */
const UNREAD = new Set(
  'audio canvas embed head iframe math noembed noframes noscript object script select style svg template textarea title video xmp'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(
  'article blockquote dl footer h1 h2 h3 h4 h5 h6 header ol p pre section table ul'.split(' '),
);
const LINES = new Set('dd details div dt figcaption figure li summary tr'.split(' '));

interface Anchor {
  href: string;
  isMention: boolean;
  text: string;
}

/**
 * What a post says, as plain text: paragraphs and lines are kept, links are shown whole even where the network hides
 * parts of them, mentions as `@user@host`. No markup survives as markup; `<` in the result is one that somebody typed.
 *
 * @param handles of the people mentioned, by the address of their profile, each as `@user@host`
 */
export function htmlToText(html: string, handles: ReadonlyMap<string, string> = new Map()): string {
  const writer = new TextWriter(handles);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.write(text),
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, LONGEST_HTML));
  return writer.text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

class TextWriter {
  text = '';
  /** Line breaks owed before the next word: 1 for a line, 2 for a paragraph. */
  private owed = 0;
  private unread = 0;
  private verbatim = 0;
  private quotes = 0;
  private readonly anchors: Anchor[] = [];
  /** Of the lists around us: the number of the next item, or null for bullets. */
  private readonly lists: (number | null)[] = [];

  constructor(private readonly handles: ReadonlyMap<string, string>) {}

  open(name: string, attributes: Record<string, string>): void {
    if (UNREAD.has(name)) this.unread += 1;
    if (this.unread > 0) return;
    this.breakFor(name);
    if (name === 'br') this.put('\n');
    else if (name === 'pre') this.verbatim += 1;
    else if (name === 'blockquote') this.quotes += 1;
    else if (name === 'ol' || name === 'ul') this.lists.push(name === 'ol' ? 1 : null);
    else if (name === 'li') this.put(this.bullet());
    else if (name === 'td' || name === 'th') this.put(' ');
    // Custom emoji of other servers come as pictures with their short code.
    else if (name === 'img') this.put(attributes.alt ?? attributes.title ?? '');
    else if (name === 'a') {
      const { href = '', class: classes = '' } = attributes;
      this.anchors.push({ href, isMention: /(^|\s)mention(\s|$)/.test(classes), text: '' });
    }
  }

  close(name: string): void {
    if (UNREAD.has(name)) this.unread = Math.max(0, this.unread - 1);
    if (this.unread > 0) return;
    if (name === 'a') {
      const anchor = this.anchors.pop();
      if (anchor) this.put(linkText(anchor, this.handles));
    }
    this.breakFor(name);
    if (name === 'pre') this.verbatim = Math.max(0, this.verbatim - 1);
    else if (name === 'blockquote') this.quotes = Math.max(0, this.quotes - 1);
    else if (name === 'ol' || name === 'ul') this.lists.pop();
  }

  write(text: string): void {
    if (this.unread > 0) return;
    if (this.verbatim > 0) return this.put(text.replaceAll('\r\n', '\n'));
    // Breaks between tags are the source's, not the author's; spaces are the author's.
    const flat = text.replace(/[ \t]*[\r\n]+[ \t]*/g, ' ');
    const isAtStart = this.anchors.length === 0 && (this.owed > 0 || this.text === '');
    this.put(isAtStart && /^\s*[\r\n]/.test(text) ? flat.trimStart() : flat);
  }

  private put(text: string): void {
    const anchor = this.anchors.at(-1);
    if (anchor) {
      anchor.text += text;
      return;
    }
    if (text === '') return;
    const margin = '> '.repeat(this.quotes);
    if (this.text === '') this.text = margin;
    else if (this.owed > 0)
      this.text = `${this.text.trimEnd()}${`\n${margin.trimEnd()}`.repeat(this.owed - 1)}\n${margin}`;
    this.owed = 0;
    this.text += margin === '' ? text : text.replaceAll('\n', `\n${margin}`);
  }

  private breakFor(name: string): void {
    const breaks = PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0;
    // Inside of a list, items follow each other line by line.
    if (breaks > 0) this.owed = Math.max(this.owed, this.lists.length > 0 ? 1 : breaks);
  }

  private bullet(): string {
    const indent = '  '.repeat(Math.max(0, this.lists.length - 1));
    const number = this.lists.at(-1) ?? null;
    if (number === null) return `${indent}• `;
    this.lists[this.lists.length - 1] = number + 1;
    return `${indent}${number}. `;
  }
}

function linkText({ href, isMention, text }: Anchor, handles: ReadonlyMap<string, string>): string {
  const shown = text.trim();
  if (shown.startsWith('#')) return text;
  if (shown.startsWith('@'))
    return handles.get(href) ?? (isMention ? fullHandle(shown, href) : withTarget(text, href));
  return withTarget(text, href);
}

/** A mention that the post's record does not list: whom it means is what its link says. */
function fullHandle(shown: string, href: string): string {
  const target = URL.parse(href);
  return /^@[^@\s]+$/.test(shown) && target ? `${shown}@${target.host}` : shown;
}

/** A link as its address, whole; where it was given other words, with the address behind them. */
function withTarget(text: string, href: string): string {
  const target = URL.parse(href);
  if (!target || !/^https?:$/.test(target.protocol)) return text;
  const shown = text.trim();
  if (shown === '') return href.trim();
  if (URL.parse(shown)?.href === target.href) return text;
  const bare = (address: string) => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  const start = bare(shown.replace(/(…|\.\.\.)$/, ''));
  const isShortened = shown !== start && bare(href.trim()).startsWith(start);
  if (bare(shown) === bare(href.trim()) || (isShortened && start !== '')) return href.trim();
  return `${shown} (${href.trim()})`;
}
