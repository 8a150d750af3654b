import type { Locale } from '@visavis/shared/api/session';
import type { Weekday } from '@visavis/shared/sla/business-time';

/** Every sentence of the public team page. */
export interface TeamPageTexts {
  headline: string;
  /** @param people how many answer altogether */
  intro: (people: number) => string;
  /** For those who would rather not be seen. */
  unseen: (count: number) => string;
  facts: string;
  answering: string;
  people: (count: number) => string;
  presentNow: string;
  /** Before the hours in which posts are read. */
  reading: string;
  always: string;
  weekdays: Record<Weekday, string>;
  languages: string;
  topic: string;
  language: string;
  all: string;
  everybody: string;
  present: string;
  since: (year: number) => string;
  nobodyFits: string;
  showAll: string;
  nobodyShown: string;
  howHeadline: string;
  nameAndMark: [string, string];
  exampleSignature: string;
  checkLink: [string, string];
  enterCode: [string, string];
  codeLabel: string;
  codeButton: string;
}

const de: TeamPageTexts = {
  headline: 'Hier antworten Menschen.',
  intro: (people) =>
    `Schreib uns, wo du ohnehin bist. ${people === 1 ? 'Ein Mensch liest mit, antwortet dir' : `Eine von ${people} Personen liest mit, antwortet dir`} und steht mit Namen oder Kürzel dafür ein. Beim nächsten Mal fragst du einfach wieder nach ihr.`,
  unseen: (count) =>
    count === 1
      ? 'Eine Person antwortet genauso, zeigt sich hier aber nicht.'
      : `${count} Personen antworten genauso, zeigen sich hier aber nicht.`,
  facts: 'Auf einen Blick',
  answering: 'Es antworten',
  people: (count) => (count === 1 ? 'eine Person' : `${count} Personen`),
  presentNow: 'Gerade da',
  reading: 'Wir lesen mit',
  always: 'rund um die Uhr',
  weekdays: { mon: 'Mo', tue: 'Di', wed: 'Mi', thu: 'Do', fri: 'Fr', sat: 'Sa', sun: 'So' },
  languages: 'Sprachen',
  topic: 'Thema',
  language: 'Sprache',
  all: 'Alle',
  everybody: 'Wer antwortet',
  present: 'gerade da',
  since: (year) => `seit ${year}`,
  nobodyFits: 'Dazu zeigt sich hier gerade niemand. Schreib uns trotzdem, im Team findet sich jemand.',
  showAll: 'Alle zeigen',
  nobodyShown: 'Noch zeigt sich hier niemand. Beantwortet wird trotzdem alles, und zwar von Menschen.',
  howHeadline: 'So erkennst du eine echte Antwort',
  nameAndMark: [
    'Name und Kürzel',
    'Unter jeder Antwort steht, wer sie geschrieben hat. Das Kürzel findest du auf dieser Seite wieder.',
  ],
  exampleSignature: 'aus dem Serviceteam',
  checkLink: [
    'Prüflink',
    'Er führt immer zu uns und zeigt dir den Wortlaut der Antwort. Stimmt er nicht überein, wurde sie nachgemacht.',
  ],
  enterCode: [
    'Code eingeben',
    'Der Code steht am Ende der Antwort. Du brauchst kein Konto, und wir speichern nicht, wer prüft.',
  ],
  codeLabel: 'Prüfcode',
  codeButton: 'Prüfen',
};

/** What is said otherwise to whoever is addressed with Sie. */
const deSie: Partial<TeamPageTexts> = {
  intro: (people) =>
    `Schreiben Sie uns, wo Sie ohnehin sind. ${people === 1 ? 'Ein Mensch liest mit, antwortet Ihnen' : `Eine von ${people} Personen liest mit, antwortet Ihnen`} und steht mit Namen oder Kürzel dafür ein. Beim nächsten Mal fragen Sie einfach wieder nach ihr.`,
  nobodyFits: 'Dazu zeigt sich hier gerade niemand. Schreiben Sie uns trotzdem, im Team findet sich jemand.',
  howHeadline: 'So erkennen Sie eine echte Antwort',
  nameAndMark: [
    'Name und Kürzel',
    'Unter jeder Antwort steht, wer sie geschrieben hat. Das Kürzel finden Sie auf dieser Seite wieder.',
  ],
  checkLink: [
    'Prüflink',
    'Er führt immer zu uns und zeigt Ihnen den Wortlaut der Antwort. Stimmt er nicht überein, wurde sie nachgemacht.',
  ],
  enterCode: [
    'Code eingeben',
    'Der Code steht am Ende der Antwort. Sie brauchen kein Konto, und wir speichern nicht, wer prüft.',
  ],
};

const en: TeamPageTexts = {
  headline: 'People answer here.',
  intro: (people) =>
    `Write to us wherever you are anyway. ${people === 1 ? 'A person reads it, answers you' : `One of ${people} people reads it, answers you`} and stands by it with a name or a mark. Next time, just ask for them again.`,
  unseen: (count) =>
    count === 1
      ? "One person answers just the same but isn't shown here."
      : `${count} people answer just the same but aren't shown here.`,
  facts: 'At a glance',
  answering: 'Answering',
  people: (count) => (count === 1 ? 'one person' : `${count} people`),
  presentNow: 'Here right now',
  reading: 'We read',
  always: 'around the clock',
  weekdays: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  languages: 'Languages',
  topic: 'Topic',
  language: 'Language',
  all: 'All',
  everybody: 'Who answers',
  present: 'here right now',
  since: (year) => `since ${year}`,
  nobodyFits: 'Nobody for that is shown here right now. Write to us anyway, somebody in the team will help.',
  showAll: 'Show everybody',
  nobodyShown: 'Nobody is shown here yet. Everything is answered all the same, by people.',
  howHeadline: 'How to recognise a real reply',
  nameAndMark: [
    'Name and mark',
    'Below each reply it says who wrote it. You find the mark on this page again.',
  ],
  exampleSignature: 'from the service team',
  checkLink: [
    'Check link',
    'It always leads to us and shows you the wording of the reply. If yours differs, it was forged.',
  ],
  enterCode: [
    'Enter the code',
    "The code stands at the end of the reply. You need no account, and we don't store who checks.",
  ],
  codeLabel: 'Check code',
  codeButton: 'Check',
};

export function teamPageTexts(locale: Locale, formOfAddress: 'du' | 'sie' = 'du'): TeamPageTexts {
  if (locale === 'en') return en;
  return formOfAddress === 'sie' ? { ...de, ...deSie } : de;
}
