import type { Story } from './story.ts';

const hour = 60;
const day = 24 * hour;

/** Closed conversations of the last weeks: a history for the customer panel, the check page and the search. */
export const storiesOfThePast: Story[] = [
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Umzug'],
    assignee: 'jana',
    end: 'closed',
    turns: [
      {
        from: 'svenja',
        minutesAgo: 37 * day,
        text: '@brueckenfunk_hilft Wir ziehen am 14. um. Wann muss ich den Anschluss ummelden?',
      },
      {
        from: 'jana',
        minutesAgo: 37 * day - 9,
        text: 'Hallo Svenja, vier Wochen vorher reicht. Ich habe den Umzug schon für dich angelegt, du bekommst gleich eine Bestätigung.',
      },
      { from: 'svenja', minutesAgo: 37 * day - 20, text: 'Das ging ja schnell. Danke, Jana!' },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Termin'],
    assignee: 'jana',
    end: 'closed',
    turns: [
      {
        from: 'svenja',
        minutesAgo: 49 * day,
        text: '@brueckenfunk_hilft Der Technikertermin passt mir leider nicht mehr. Geht auch nachmittags?',
      },
      {
        from: 'jana',
        minutesAgo: 49 * day - 14,
        text: 'Hallo Svenja, Donnerstag 15 bis 17 Uhr ist frei, ich habe dich dort eingetragen.',
      },
    ],
  },
  {
    place: 'forum',
    team: 'landline',
    kind: 'comment',
    language: 'de',
    assignee: 'mehmet',
    end: 'closed',
    turns: [
      {
        from: 'kasselnetz',
        minutesAgo: 8 * day,
        text: 'Kurzer Dank: Das neue Menü im Router ist endlich verständlich.',
      },
      {
        from: 'mehmet',
        minutesAgo: 8 * day - 35,
        text: 'Hallo, das gebe ich sehr gern weiter. Die Kolleginnen, die es geschrieben haben, lesen hier mit.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'billing',
    kind: 'message',
    isPrivate: true,
    language: 'de',
    assignee: 'thomas',
    end: 'closed',
    turns: [
      {
        from: 'gudrun',
        minutesAgo: 3 * day,
        text: 'Guten Tag, ich finde meine Rechnung von September nicht mehr. Können Sie mir eine schicken?',
      },
      {
        from: 'thomas',
        minutesAgo: 3 * day - 22,
        text: 'Guten Tag Frau Maas, sie liegt in Ihrem Postfach unter „Rechnungen 2026“, und ich habe sie zusätzlich auf Papier bestellt.',
      },
      { from: 'gudrun', minutesAgo: 3 * day - 50, text: 'Herzlichen Dank, das ist sehr freundlich.' },
    ],
  },
  {
    place: 'marketplace',
    team: 'mobile',
    kind: 'mention',
    language: 'de',
    tags: ['eSIM'],
    assignee: 'marta',
    end: 'closed',
    turns: [
      {
        from: 'finn',
        minutesAgo: 2 * day,
        text: '@brueckenfunk_hilft Neues Handy ohne Kartenfach. Wie kriege ich meine Nummer auf eine eSIM?',
      },
      {
        from: 'marta',
        minutesAgo: 2 * day - 12,
        text: 'Hallo Finn, in der App unter „Meine Karte“ auf „In eSIM umwandeln“ tippen, dann den Code mit dem neuen Handy scannen. Die alte Karte geht nach zwei Minuten aus.',
      },
      { from: 'finn', minutesAgo: 2 * day - 31, text: 'Hat geklappt 🎉' },
    ],
  },
  {
    place: 'reviews',
    team: 'mobile',
    kind: 'review',
    rating: 5,
    language: 'de',
    assignee: 'kofi',
    end: 'closed',
    turns: [
      {
        from: 'samuel',
        minutesAgo: 5 * day,
        text: 'Endlich eine App, die nicht bei jedem Start nach Bewertungen fragt. Passt.',
      },
      {
        from: 'kofi',
        minutesAgo: 5 * day - 90,
        text: 'Hallo Samuel, danke dir. Wir haben die Frage absichtlich weggelassen.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'english',
    kind: 'mention',
    language: 'en',
    assignee: 'priya',
    end: 'closed',
    turns: [
      {
        from: 'miguel',
        minutesAgo: 20 * day,
        text: '@brueckenfunk_hilft Is there an English version of the contract summary? My German is still on holiday.',
      },
      {
        from: 'priya',
        minutesAgo: 20 * day - 18,
        text: "Hi Miguel, there is. I've put it into your mailbox in the app. If a sentence reads oddly, ask me.",
      },
      { from: 'miguel', minutesAgo: 20 * day - 45, text: 'Brilliant, thank you Priya.' },
    ],
  },
  {
    place: 'marketplace',
    team: 'tv',
    kind: 'mention',
    language: 'de',
    assignee: 'zofia',
    end: 'closed',
    turns: [
      {
        from: 'ulla',
        minutesAgo: 11 * day,
        text: '@brueckenfunk_hilft Kann man bei euch die Lautstärke von Werbung begrenzen?',
      },
      {
        from: 'zofia',
        minutesAgo: 11 * day - 40,
        text: 'Hallo ihr, ja: Einstellungen, Ton, „Lautstärke angleichen“. Danach ist Ruhe.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Router'],
    assignee: 'lena',
    end: 'closed',
    turns: [
      {
        from: 'derya',
        minutesAgo: 15 * day,
        text: '@brueckenfunk_hilft Der Router wird richtig heiß. Ist das gefährlich?',
      },
      {
        from: 'lena',
        minutesAgo: 15 * day - 11,
        text: 'Hallo Derya, handwarm ist normal, heiß nicht. Ich tausche ihn aus, der neue kommt am Freitag. Bis dahin bitte frei hinstellen, nicht abdecken.',
      },
      { from: 'derya', minutesAgo: 15 * day - 40, text: 'Danke, das beruhigt mich.' },
    ],
  },
  {
    place: 'marketplace',
    team: 'billing',
    kind: 'mention',
    language: 'de',
    assignee: 'harpreet',
    end: 'closed',
    turns: [
      {
        from: 'oliver',
        minutesAgo: 26 * day,
        text: '@brueckenfunk_hilft Lohnt sich für mich der kleinere Tarif? Ich schaue kaum noch fern.',
      },
      {
        from: 'harpreet',
        minutesAgo: 26 * day - 55,
        text: 'Hallo Oliver, für dich ja: sechs Euro weniger im Monat, gleiches Tempo. Wechseln kannst du zum Monatsende, ohne neue Laufzeit.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'tv',
    kind: 'message',
    isPrivate: true,
    language: 'de',
    assignee: 'zofia',
    end: 'closed',
    turns: [
      {
        from: 'ulla',
        minutesAgo: 2 * day + 300,
        text: 'Könnt ihr uns den alten Receiver abmelden? Wir sind aber bis heute Abend unterwegs, vorher komme ich nicht an die Nummer.',
      },
      { from: 'zofia', minutesAgo: 2 * day + 288, text: '', does: 'snoozeForCustomer' },
      { from: 'zofia', minutesAgo: 2 * day + 36, text: '', does: 'wake' },
      {
        from: 'zofia',
        minutesAgo: 2 * day + 24,
        text: 'Guten Abend ihr zwei, schickt mir bitte die Nummer von der Unterseite, sie beginnt mit BF. Dann melde ich ihn gleich ab.',
      },
      { from: 'ulla', minutesAgo: 2 * day - 90, text: 'BF 7730 114. Danke fürs Warten, eilt nicht!' },
      {
        from: 'zofia',
        minutesAgo: 2 * day - 104,
        text: 'Erledigt, der alte Receiver ist abgemeldet. Er darf auf den Wertstoffhof.',
      },
      { from: 'ulla', minutesAgo: 2 * day - 110, text: 'Super, vielen Dank! ❤️' },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Störung'],
    assignee: 'mehmet',
    end: { noAnswer: 'informationOnly', note: 'Meldet nur, dass es bei ihm wieder läuft.' },
    turns: [
      {
        from: 'kasselnetz',
        minutesAgo: day + 130,
        text: '@brueckenfunk_hilft Nur zur Info: In Kassel-Nord läuft seit 9 Uhr alles wieder, der Verteiler am Markt ist getauscht.',
      },
    ],
  },
];
