import type { DemoTeamKey } from './demo-people.ts';

type Pair = readonly [question: string, answer: string];

/** What people ask Brückenfunk on any day, and what they are told. */
export const historyTexts: Readonly<
  Record<DemoTeamKey, { first: readonly Pair[]; further: readonly Pair[] }>
> = {
  landline: {
    first: [
      [
        'Mein Router blinkt seit heute früh orange.',
        'Danke fürs Melden. Ich habe die Leitung neu gestartet, sieh bitte in fünf Minuten nach.',
      ],
      [
        'Das WLAN reicht nicht bis ins Dachgeschoss.',
        'Ein zweiter Zugangspunkt hilft. Ich schicke dir unsere Anleitung dazu.',
      ],
      [
        'Wann wird bei uns in der Straße gebaut?',
        'Der Bau ist für das nächste Quartal geplant, den Tag nennen wir vier Wochen vorher.',
      ],
      [
        'Ich bekomme abends nur die halbe Geschwindigkeit.',
        'Ich habe gemessen: Die Leitung ist in Ordnung, der Router braucht ein Update. Es läuft heute Nacht.',
      ],
    ],
    further: [
      ['Hat leider nichts geändert.', 'Dann tauschen wir das Gerät. Es geht heute noch raus.'],
      ['Und was kostet das?', 'Nichts, das ist in deinem Tarif enthalten.'],
    ],
  },
  mobile: {
    first: [
      [
        'Wie aktiviere ich die eSIM auf dem neuen Telefon?',
        'In der App unter Karten, dann auf Umziehen tippen. Der Code gilt zehn Minuten.',
      ],
      ['Kostet Surfen in der Schweiz extra?', 'In deinem Tarif nicht, dort gilt dasselbe Volumen wie hier.'],
      [
        'Die App meldet sich immer wieder ab.',
        'Das behebt die Fassung von heute. Bitte einmal aktualisieren.',
      ],
    ],
    further: [['Geht das auch auf der Uhr?', 'Ja, über denselben Weg, nur mit der Uhr gekoppelt.']],
  },
  billing: {
    first: [
      [
        'Auf der Rechnung steht ein Betrag, den ich nicht kenne.',
        'Das ist die Grundgebühr des ersten vollen Monats. Ich schicke dir die Aufstellung.',
      ],
      ['Kann ich den Abbuchungstag ändern?', 'Ja, auf den 1. oder den 15. Ich habe den 15. eingetragen.'],
      ['Wie kündige ich die zweite Karte?', 'Das habe ich gern erledigt, sie endet zum Monatsende.'],
    ],
    further: [['Kommt dazu eine Bestätigung?', 'Ja, sie ist gerade per E-Mail unterwegs.']],
  },
  tv: {
    first: [
      [
        'Drei Sender fehlen seit dem Suchlauf.',
        'Bitte einmal auf Werkssuche stellen, dann sind sie wieder da.',
      ],
      [
        'Der Ton läuft dem Bild hinterher.',
        'Das ist die Tonverzögerung im Menü des Fernsehers, stell sie auf null.',
      ],
    ],
    further: [['Jetzt stimmt es.', 'Das freut mich.']],
  },
  english: {
    first: [
      ['Can I keep my number when I move?', 'Yes, within the same area code. I have added it to your move.'],
      [
        'Where do I find my contract in English?',
        'In the app under Documents; I have switched the language for you.',
      ],
    ],
    further: [['How long will that take?', 'About a day. You get a message when it is done.']],
  },
};
