import type { Locale } from '../api/session.ts';
import type { ConsentPurpose, PublicForm } from './public-face.ts';

type Wordings = Record<ConsentPurpose, (shown: string) => string>;

const shown: Record<Locale, Record<PublicForm, string>> = {
  de: {
    portrait: 'mein Foto, meinen öffentlichen Namen und mein Kürzel',
    firstName: 'meinen öffentlichen Namen und mein Kürzel, ohne Foto',
    initials: 'nur mein Kürzel, ohne Namen und ohne Foto',
    shielded: 'nur den Namen meines Teams und mein Kürzel, mit einem Bild, das niemanden zeigt',
  },
  en: {
    portrait: 'my photo, my public name and my mark',
    firstName: 'my public name and my mark, without a photo',
    initials: 'my mark alone, without my name and without a photo',
    shielded: "my team's name and my mark alone, with a picture that shows nobody",
  },
};

const wordings: Record<Locale, Wordings> = {
  de: {
    replies: (what) =>
      `Ich bin einverstanden, dass meine Antworten ${what} zeigen: in der Unterschrift und auf der Vorschaukarte des Prüflinks.`,
    checkPage: (what) => `Ich bin einverstanden, dass die Prüfseiten meiner Antworten ${what} zeigen.`,
    teamPage: (what) => `Ich bin einverstanden, dass die öffentliche Teamseite ${what} zeigt.`,
    persona: (what) =>
      `Ich bin einverstanden, dass Netzwerke, die neben einer Antwort ein eigenes Profil anzeigen können, ${what} erhalten und zeigen.`,
  },
  en: {
    replies: (what) =>
      `I agree that my replies show ${what}: in the signature and on the card that is drawn for the check link.`,
    checkPage: (what) => `I agree that the check pages of my replies show ${what}.`,
    teamPage: (what) => `I agree that the public team page shows ${what}.`,
    persona: (what) =>
      `I agree that networks which can show a profile of their own beside a reply receive and show ${what}.`,
  },
};

const withdrawal: Record<Locale, string> = {
  de: 'Das kann ich jederzeit mit einem Klick zurückziehen, ohne Gründe und ohne Nachteil.',
  en: 'I can withdraw this at any time with one click, without giving reasons and without any disadvantage.',
};

/** The sentence that somebody agrees to. What is stored is the sentence itself, so a later wording changes no consent. */
export function consentWording(purpose: ConsentPurpose, form: PublicForm, locale: Locale): string {
  return `${wordings[locale][purpose](shown[locale][form])} ${withdrawal[locale]}`;
}
