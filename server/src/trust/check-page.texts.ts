import type { Locale } from '@visavis/shared/api/session';

/** Every sentence of the public check page; how German addresses its reader is the organisation's choice. */
export interface CheckPageTexts {
  title: string;
  check: string;
  ourTeam: string;
  /** The name of the links in the header for screen readers. */
  pages: string;
  otherLanguage: { locale: Locale; label: string };
  genuine: (name: string) => string;
  /** For people who sign with their mark alone. */
  genuineByMark: (mark: string) => string;
  helpsWith: (name: string, topics: string) => string;
  privateText: string;
  code: string;
  openOnNetwork: (network: string) => string;
  compare: string;
  notShown: string;
  edited: string;
  earlierWording: string;
  deleted: string;
  pending: string;
  unknownHeadline: string;
  unknownCode: (code: string) => string;
  noCode: string;
  giveNothing: [string, string];
  openNoLinks: [string, string];
  showUs: [string, string];
  again: string;
  againHint: string;
  submit: string;
  ask: string;
  askHint: string;
  demonstration: string;
  consent: string;
  /** The name of the links in the footer for screen readers, and the links. */
  legal: string;
  imprint: string;
  privacy: string;
  cardLine: (organisation: string) => string;
  tooMany: string;
  away: string;
}

const de: CheckPageTexts = {
  title: 'Antwort prüfen',
  check: 'Antwort prüfen',
  ourTeam: 'Unser Team',
  pages: 'Seiten',
  otherLanguage: { locale: 'en', label: 'English' },
  genuine: (name) => `Ja, diese Antwort hat ${name} aus unserem Team geschrieben.`,
  genuineByMark: (mark) => `Ja, diese Antwort hat ein Mensch aus unserem Team geschrieben: ^${mark}.`,
  helpsWith: (name, topics) => `${name} hilft bei ${topics}.`,
  privateText:
    'Das war eine private Nachricht. Wer sie geschrieben hat und wann, bestätigen wir hier; den Text zeigen wir nicht.',
  code: 'Code',
  openOnNetwork: (network) => `Beitrag auf ${network} öffnen`,
  compare:
    'Vergleiche den Wortlaut und den Kontonamen. Steht bei dir etwas anderes, wurde die Antwort nachgemacht.',
  notShown: 'Was du geschrieben hast, zeigen wir hier nicht.',
  edited: 'Diese Antwort wurde nach dem Veröffentlichen bearbeitet.',
  earlierWording: 'Frühere Fassung vom',
  deleted: 'Diese Antwort haben wir auf dem Netzwerk inzwischen gelöscht.',
  pending: 'Diese Antwort wird gerade veröffentlicht. Den Text zeigen wir, sobald sie im Netzwerk steht.',
  unknownHeadline: 'Diesen Code kennen wir nicht.',
  unknownCode: (code) =>
    `Zu ${code} gibt es keine Antwort von uns. Vielleicht ein Tippfehler. Vielleicht gibt sich aber jemand als unser Team aus.`,
  noCode:
    'In deinem Text steht kein Prüfcode von uns. Antworten von uns enden immer mit einem Namen, einem Kürzel und einem Prüflink.',
  giveNothing: [
    'Gib dort nichts weiter',
    'Keine Kundennummer, kein Passwort, keine Bankdaten. Danach fragen wir öffentlich nie.',
  ],
  openNoLinks: ['Öffne keine Links aus der Nachricht', 'Unsere Prüflinks beginnen immer mit'],
  showUs: [
    'Frag uns auf dem Weg, den du kennst',
    'Schreib unserem bekannten Konto und verweise auf den Beitrag. Wir sehen nach und antworten dir mit Namen.',
  ],
  again: 'Noch einmal eingeben',
  againHint:
    'Den Code oder den ganzen Text der Antwort. Unsere Codes haben 13 Zeichen und unterscheiden nicht zwischen O und 0 oder I und 1.',
  submit: 'Prüfen',
  ask: 'Ist das von euch?',
  askHint: 'Code, Prüflink oder den ganzen Text der Antwort einfügen',
  demonstration: 'Das ist eine Vorführung: Unternehmen, Menschen und Gespräche sind erfunden.',
  consent: 'Fotos und Namen zeigen wir nur mit Einverständnis.',
  legal: 'Rechtliches',
  imprint: 'Impressum',
  privacy: 'Datenschutz',
  cardLine: (organisation) => `antwortet für ${organisation}`,
  // Said before it is known whose page this is, so in a form for everybody.
  tooMany: 'Zu viele Anfragen. Bitte in einer Minute wieder versuchen.',
  away: 'Gerade können wir nicht nachsehen. Das sagt nichts über die Antwort aus: Bitte in einer Minute wieder versuchen.',
};

/** What is said otherwise to whoever is addressed with Sie. */
const deSie: Partial<CheckPageTexts> = {
  compare:
    'Vergleichen Sie den Wortlaut und den Kontonamen. Steht bei Ihnen etwas anderes, wurde die Antwort nachgemacht.',
  notShown: 'Was Sie geschrieben haben, zeigen wir hier nicht.',
  noCode:
    'In Ihrem Text steht kein Prüfcode von uns. Antworten von uns enden immer mit einem Namen, einem Kürzel und einem Prüflink.',
  giveNothing: [
    'Geben Sie dort nichts weiter',
    'Keine Kundennummer, kein Passwort, keine Bankdaten. Danach fragen wir öffentlich nie.',
  ],
  openNoLinks: ['Öffnen Sie keine Links aus der Nachricht', 'Unsere Prüflinks beginnen immer mit'],
  showUs: [
    'Fragen Sie uns auf dem Weg, den Sie kennen',
    'Schreiben Sie unserem bekannten Konto und verweisen Sie auf den Beitrag. Wir sehen nach und antworten Ihnen mit Namen.',
  ],
  ask: 'Ist das wirklich von uns?',
};

const en: CheckPageTexts = {
  title: 'Check a reply',
  check: 'Check a reply',
  ourTeam: 'Our team',
  pages: 'Pages',
  otherLanguage: { locale: 'de', label: 'Deutsch' },
  genuine: (name) => `Yes, ${name} from our team wrote this reply.`,
  genuineByMark: (mark) => `Yes, a person from our team wrote this reply: ^${mark}.`,
  helpsWith: (name, topics) => `${name} helps with ${topics}.`,
  privateText: "This was a private message. We confirm who wrote it and when; we don't show the text.",
  code: 'Code',
  openOnNetwork: (network) => `Open the post on ${network}`,
  compare: 'Compare the wording and the account name. If yours differs, the reply was forged.',
  notShown: "What you wrote isn't shown here.",
  edited: 'This reply was edited after it was published.',
  earlierWording: 'Earlier wording from',
  deleted: 'We have deleted this reply on the network since.',
  pending: 'This reply is being published right now. We show its text once it is on the network.',
  unknownHeadline: "We don't know this code.",
  unknownCode: (code) =>
    `There is no reply of ours for ${code}. Perhaps a typo. But perhaps somebody pretends to be our team.`,
  noCode:
    'There is no check code of ours in your text. Our replies always end with a name, a mark and a check link.',
  giveNothing: [
    'Give away nothing more there',
    'No customer number, no password, no bank details. We never ask for those in public.',
  ],
  openNoLinks: ["Don't open links in the message", 'Our check links always begin with'],
  showUs: [
    'Ask us the way you know',
    "Write to our account that you know and point to the post. We'll look into it and answer you by name.",
  ],
  again: 'Enter it again',
  againHint:
    "The code or the whole text of the reply. Our codes have 13 characters and don't tell O from 0 or I from 1.",
  submit: 'Check',
  ask: 'Is this from you?',
  askHint: 'Paste the code, the check link or the whole text of the reply',
  demonstration: 'This is a demonstration: company, people and conversations are invented.',
  consent: 'We show photos and names only with consent.',
  legal: 'Legal',
  imprint: 'Imprint',
  privacy: 'Privacy',
  cardLine: (organisation) => `answers for ${organisation}`,
  tooMany: 'Too many requests. Please try again in a minute.',
  away: 'We cannot look it up right now. That says nothing about the reply: please try again in a minute.',
};

export function checkPageTexts(locale: Locale, formOfAddress: 'du' | 'sie' = 'du'): CheckPageTexts {
  if (locale === 'en') return en;
  return formOfAddress === 'sie' ? { ...de, ...deSie } : de;
}
