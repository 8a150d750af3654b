/**
 * - `full` a line of its own with name, team and mark, and the check link below
 * - `short` mark and check link, where characters are dear
 * - `none` nothing, where the network shows the person by itself
 */
export type SignatureForm = 'full' | 'short' | 'none';

export interface Signing {
  readonly text: string;
  readonly visibility: 'public' | 'private';
  readonly agent: {
    /** As the public reads it: first name, or first name and initial; null names the team instead. */
    readonly publicName: string | null;
    /** With or without its `^`. */
    readonly mark: string;
  };
  readonly locale: 'de' | 'en';
  readonly checkUrl: string;
  readonly form: SignatureForm;
}

export interface SignedReply {
  /** What the network gets: all of it counts. */
  readonly text: string;
  /** The end of `text` that signs it. */
  readonly signature: string;
}

const SHORT_BELOW = 300;

/** The form that a network's limit leaves room for; null is no limit. */
export function signatureForm(limit: number | null): SignatureForm {
  return limit !== null && limit < SHORT_BELOW ? 'short' : 'full';
}

/**
 * Signs a reply with the agent who wrote it. A signature that the text already ends with, typed by habit or left from
 * an earlier signing with the same link, is replaced: so signing twice signs once. Public and private replies are
 * signed alike; for a private one the check page confirms the person and shows no text.
 */
export function signReply(signing: Signing): SignedReply {
  const body = withoutOwnSignature(signing);
  if (signing.form === 'none') return { text: body, signature: '' };
  const signature =
    signing.form === 'full'
      ? `${byline(signing)} ${markOf(signing)}\n${signing.checkUrl}`
      : `${markOf(signing)} ${signing.checkUrl}`;
  const gap = signing.form === 'full' ? '\n\n' : '\n';
  return { text: body === '' ? signature : body + gap + signature, signature };
}

function markOf({ agent }: Signing): string {
  return `^${agent.mark.replace(/^\^/, '')}`;
}

function byline({ agent, locale }: Signing): string {
  if (agent.publicName === null) return locale === 'de' ? '— Serviceteam' : '— Service team';
  const name = signingName(agent.publicName);
  return locale === 'de' ? `— ${name} aus dem Serviceteam` : `— ${name} from the service team`;
}

/** People sign with their first name; the initial after it only tells two of them apart on the check page. */
function signingName(publicName: string): string {
  const name = publicName.trim();
  return name.replace(/\s+\p{L}\.?$/u, '') || name;
}

function withoutOwnSignature(signing: Signing): string {
  const withoutLink = withoutEnd(signing.text.trimEnd(), signing.checkUrl);
  const withoutMark = withoutEnd(withoutLink, markOf(signing));
  if (withoutMark === withoutLink) return signing.text.trimEnd();
  return withoutEnd(withoutMark, byline(signing));
}

/** A text without an ending that stands on its own, after a space or at the beginning. */
function withoutEnd(text: string, ending: string): string {
  if (!text.endsWith(ending)) return text;
  const rest = text.slice(0, text.length - ending.length);
  return rest === '' || /\s$/.test(rest) ? rest.trimEnd() : text;
}
