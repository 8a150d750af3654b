import { Parser } from 'htmlparser2';

/** Nothing that people wrote is this long; more would only cost time. */
const LONGEST_HTML = 200_000;
/** Lists in lists and quotes in quotes are not moved further to the right than this. */
const DEEPEST = 6;

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
  return writer.text;
}

/** Writes in time that grows with the length of what it is given, whatever that is made of. */
class TextWriter {
  private readonly parts: string[] = [];
  /** Line breaks owed before the next word: 1 for a line, 2 for a paragraph. */
  private owed = 0;
  private unread = 0;
  private verbatim = 0;
  private quotes = 0;
  /** Links do not stand in links: the next one ends the one before. */
  private anchor: Anchor | null = null;
  /** Of the lists around us: the number of the next item, or null for bullets. */
  private readonly lists: (number | null)[] = [];

  constructor(private readonly handles: ReadonlyMap<string, string>) {}

  get text(): string {
    return this.parts.join('').trim();
  }

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
      this.endAnchor();
      const { href = '', class: classes = '' } = attributes;
      this.anchor = { href, isMention: /(^|\s)mention(\s|$)/.test(classes), text: '' };
    }
  }

  close(name: string): void {
    if (UNREAD.has(name)) this.unread = Math.max(0, this.unread - 1);
    if (this.unread > 0) return;
    if (name === 'a') this.endAnchor();
    this.breakFor(name);
    if (name === 'pre') this.verbatim = Math.max(0, this.verbatim - 1);
    else if (name === 'blockquote') this.quotes = Math.max(0, this.quotes - 1);
    else if (name === 'ol' || name === 'ul') this.lists.pop();
  }

  write(text: string): void {
    if (this.unread > 0) return;
    if (this.verbatim > 0) return this.put(text.replaceAll('\r\n', '\n'));
    const flat = unbroken(text);
    const isAtStart = this.anchor === null && (this.owed > 0 || this.parts.length === 0);
    this.put(isAtStart && /^\s*[\r\n]/.test(text) ? flat.trimStart() : flat);
  }

  private put(text: string): void {
    if (this.anchor !== null) {
      this.anchor.text += text;
      return;
    }
    if (text === '') return;
    const margin = '> '.repeat(Math.min(this.quotes, DEEPEST));
    if (this.parts.length === 0) this.parts.push(margin);
    else if (this.owed > 0) {
      this.trimEnd();
      this.parts.push(`\n${margin.trimEnd()}`.repeat(this.owed - 1), `\n${margin}`);
    }
    this.owed = 0;
    this.parts.push(margin === '' ? text : text.replaceAll('\n', `\n${margin}`));
  }

  private endAnchor(): void {
    const { anchor } = this;
    this.anchor = null;
    if (anchor !== null) this.put(linkText(anchor, this.handles));
  }

  private trimEnd(): void {
    for (let last = this.parts.pop(); last !== undefined; last = this.parts.pop()) {
      const trimmed = last.trimEnd();
      if (trimmed === '' && this.parts.length > 0) continue;
      this.parts.push(trimmed);
      return;
    }
  }

  private breakFor(name: string): void {
    const breaks = PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0;
    // Inside of a list, items follow each other line by line.
    if (breaks > 0) this.owed = Math.max(this.owed, this.lists.length > 0 ? 1 : breaks);
  }

  private bullet(): string {
    const indent = '  '.repeat(Math.min(Math.max(0, this.lists.length - 1), DEEPEST));
    const number = this.lists.at(-1) ?? null;
    if (number === null) return `${indent}• `;
    this.lists[this.lists.length - 1] = number + 1;
    return `${indent}${number}. `;
  }
}

/** Breaks between tags are the source's, not the author's; spaces are the author's. */
function unbroken(text: string): string {
  const lines = text.split(/[\r\n]+/);
  return lines
    .map((line, at) => {
      const start = at === 0 ? line : line.trimStart();
      return at === lines.length - 1 ? start : start.trimEnd();
    })
    .join(' ');
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
