import type { Story } from './story.ts';

/** What lies in the inbox when somebody opens it for the first time. */
export const storiesOfToday: Story[] = [
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Störung', 'Tagesflat', 'Homeoffice'],
    assignee: 'jana',
    end: 'running',
    turns: [
      {
        from: 'svenja',
        minutesAgo: 125,
        text: '@brueckenfunk_hilft Seit heute früh leuchtet die Internet-Lampe am Router rot. Neustart hab ich schon zweimal gemacht. Um 15 Uhr hab ich ein Vorstellungsgespräch per Video 😬 #Kassel',
        picture: {
          object: 'router',
          alt: 'Weißer Router auf einem Holzregal, die Internet-Lampe leuchtet rot',
        },
      },
      {
        from: 'mehmet',
        minutesAgo: 118,
        text: 'Hallo Svenja, danke für das Foto, das hilft sehr. In Kassel-West ist seit 07:10 Uhr ein Verteiler gestört, dein Router ist in Ordnung. Vor Ort rechnen sie mit 16 Uhr. Ich melde mich, sobald sich etwas tut.',
      },
      {
        from: 'kasselnetz',
        minutesAgo: 114,
        text: 'Hotspot vom Handy reicht für ein Videogespräch locker. Bei Störungen gibt es die Tagesflat gratis, in der App unter Hilfe.',
      },
      {
        from: 'svenja',
        minutesAgo: 109,
        text: '@brueckenfunk_hilft Danke euch! Die Tagesflat finde ich in der App aber nicht. Könnt ihr das freischalten?',
      },
      {
        from: 'sabine',
        minutesAgo: 106,
        isNote: true,
        text: '@Jana Svenja kennt dich vom Umzug. Tagesflat bitte von Hand buchen, Gutschrift ab 8 Stunden ist freigegeben.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    end: 'running',
    turns: [
      {
        from: 'ronny',
        minutesAgo: 66,
        text: '@brueckenfunk_hilft Seit 3 Stunden warte ich auf eine Antwort. Seid ihr im Urlaub? Techniker sollte heute zwischen 8 und 12 kommen, keiner da.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'billing',
    kind: 'message',
    isPrivate: true,
    language: 'de',
    tags: ['Drittanbieter'],
    assignee: 'thomas',
    end: 'running',
    turns: [
      {
        from: 'hannelore',
        minutesAgo: 52,
        text: 'Guten Tag, auf meiner Rechnung stehen 14,95 € für ein Abo, das ich nie bestellt habe. Ich bin 78 und möchte das nicht bezahlen. Können Sie mir bitte helfen?',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    tags: ['Störung'],
    assignee: 'lena',
    end: 'running',
    turns: [
      {
        from: 'derya',
        minutesAgo: 41,
        text: '@brueckenfunk_hilft Bei uns in der Nordstadt auch alles tot, wann geht es denn wieder? Die Kinder haben Online-Unterricht.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'english',
    kind: 'mention',
    language: 'en',
    assignee: 'priya',
    end: 'running',
    turns: [
      {
        from: 'miguel',
        minutesAgo: 31,
        text: '@brueckenfunk_hilft Moving to Leipzig on 1 Dec. Can I keep my landline number and take the contract with me? The form only knows German postcodes starting with 3.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'nl',
    end: 'running',
    turns: [
      {
        from: 'anneke',
        minutesAgo: 12,
        text: '@brueckenfunk_hilft Werkt jullie glasvezel ook met mijn eigen modem, of moet ik die van jullie huren?',
      },
    ],
  },
  {
    place: 'forum',
    team: 'landline',
    kind: 'comment',
    language: 'de',
    tags: ['Glasfaser'],
    assignee: 'oleksandr',
    end: 'running',
    turns: [
      {
        from: 'bergfex',
        minutesAgo: 200,
        text: 'Glasfaser im Altbau: Der Hausverwalter sagt, die Steigleitung sei voll. Was nun?',
      },
      {
        from: 'oleksandr',
        minutesAgo: 150,
        text: 'Hallo bergfex_77, in vollen Steigschächten verlegen wir oft ein Mikrorohr außen am Kamin. Ich habe für dich einen Techniker zum Anschauen gebucht, das kostet nichts.',
      },
      {
        from: 'bergfex',
        minutesAgo: 38,
        text: 'Der Techniker war da, die Dose sitzt jetzt über der Fußleiste. Aber er hat nichts gemessen. Ist das normal?',
      },
    ],
  },
  {
    place: 'forum',
    team: 'landline',
    kind: 'comment',
    language: 'de',
    assignee: 'mehmet',
    end: 'running',
    turns: [
      {
        from: 'wiebke',
        minutesAgo: 24,
        text: 'Kommentar zu „WLAN im ganzen Haus“: Welchen Verstärker nehmt ihr bei dicken Wänden? Bei uns kommt im zweiten Stock nichts mehr an.',
      },
    ],
  },
  {
    place: 'reviews',
    team: 'mobile',
    kind: 'review',
    rating: 2,
    language: 'de',
    tags: ['App'],
    assignee: 'kofi',
    end: 'running',
    turns: [
      {
        from: 'catfan',
        minutesAgo: 33,
        text: 'Seit dem Update muss ich mich jeden Tag neu anmelden. Früher ging das mit Fingerabdruck. Zwei Sterne, weil der Datenverbrauch wenigstens schön angezeigt wird.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'mobile',
    kind: 'mention',
    language: 'es',
    assignee: 'marta',
    end: 'waiting-for-customer',
    turns: [
      {
        from: 'ines',
        minutesAgo: 160,
        text: '@brueckenfunk_hilft ¿El router nuevo funciona también con la tarifa antigua o tengo que cambiar de contrato?',
      },
      {
        from: 'marta',
        minutesAgo: 128,
        text: 'Hola Inés, funciona también con tu tarifa. ¿Me dices qué modelo es? Así compruebo si necesita una actualización.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'billing',
    kind: 'mention',
    language: 'de',
    assignee: 'jana',
    end: { snoozedForMinutes: 2_400 },
    turns: [
      {
        from: 'lastenrad',
        minutesAgo: 190,
        text: '@brueckenfunk_hilft Unser Laden zieht am Montag um. Bleibt die Telefonnummer?',
      },
      {
        from: 'jana',
        minutesAgo: 181,
        text: 'Hallo ihr, ja, die Nummer zieht mit. Ich schaue am Montag um 12 Uhr nach, ob alles umgeschaltet ist.',
      },
      { from: 'lastenrad', minutesAgo: 175, text: 'Super, dann warten wir den Termin am Montag ab. Danke!' },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    assignee: 'jana',
    end: 'waiting-for-customer',
    turns: [
      {
        from: 'oliver',
        minutesAgo: 132,
        text: '@brueckenfunk_hilft Telefon klingelt, aber ich höre niemanden. Internet geht.',
      },
      {
        from: 'jana',
        minutesAgo: 126,
        text: 'Hallo Oliver, das klingt nach der Einstellung für Internettelefonie. Öffne im Router „Telefonie“ und setze das Häkchen bei „Verbindung aktiv halten“. Klappt es dann?',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'mobile',
    kind: 'mention',
    language: 'de',
    tags: ['Roaming'],
    assignee: 'amina',
    end: 'running',
    turns: [
      {
        from: 'samuel',
        minutesAgo: 9,
        text: '@brueckenfunk_hilft Lande morgen in Accra. Gilt mein Roaming-Paket in Ghana oder brauche ich ein extra Paket?',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'tv',
    kind: 'mention',
    language: 'tr',
    assignee: 'emre',
    end: 'running',
    turns: [
      {
        from: 'leyla',
        minutesAgo: 17,
        text: '@brueckenfunk_hilft Merhaba, Türkçe kanallar dünden beri donuyor. Kutuyu yeniden başlattım, değişmedi.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'tv',
    kind: 'mention',
    language: 'de',
    assignee: 'zofia',
    end: 'running',
    turns: [
      {
        from: 'ulla',
        minutesAgo: 95,
        text: '@brueckenfunk_hilft Unser Receiver zeigt nur noch „Fehler 34“. Heute Abend ist Tatort!',
        picture: { object: 'screen', alt: 'Fernseher mit der Meldung Fehler 34 auf dunklem Grund' },
      },
      {
        from: 'zofia',
        minutesAgo: 88,
        text: 'Hallo ihr zwei, Fehler 34 heißt: Der Receiver bekommt keine Adresse. Zieht bitte einmal das Netzwerkkabel für zehn Sekunden und schreibt mir, was dann dort steht.',
      },
      { from: 'ulla', minutesAgo: 14, text: 'Jetzt steht da „Suche Sender“ und ein Balken. Ist das gut?' },
    ],
  },
  {
    place: 'marketplace',
    team: 'billing',
    kind: 'message',
    isPrivate: true,
    language: 'de',
    assignee: 'linh',
    end: 'running',
    turns: [
      {
        from: 'mai',
        minutesAgo: 75,
        text: 'Hallo, ich habe zweimal denselben Betrag abgebucht bekommen. Kundennummer 5521 7730 04.',
      },
      {
        from: 'linh',
        minutesAgo: 66,
        text: 'Hallo Mai, ich sehe beide Buchungen. Die zweite geht heute zurück, auf dem Konto ist sie in zwei bis drei Tagen.',
      },
      { from: 'mai', minutesAgo: 27, text: 'Super schnell, danke! Kommt dazu noch ein Schreiben?' },
    ],
  },
  {
    place: 'forum',
    team: 'landline',
    kind: 'comment',
    language: 'de',
    end: 'running',
    turns: [
      {
        from: 'pavel',
        minutesAgo: 6,
        text: 'Mein Upload bricht jeden Abend um 20 Uhr ein, Download bleibt gleich. Messprotokolle hab ich da. Wer schaut sich das an?',
      },
    ],
  },
  {
    place: 'reviews',
    team: 'mobile',
    kind: 'review',
    rating: 1,
    language: 'de',
    end: 'running',
    turns: [
      {
        from: 'tobias',
        minutesAgo: 4,
        text: 'Rufnummer mitnehmen geht in der App nicht, bricht bei Schritt 3 immer ab. Dreimal probiert.',
      },
    ],
  },
  {
    place: 'marketplace',
    team: 'landline',
    kind: 'mention',
    language: 'de',
    end: 'running',
    turns: [
      {
        from: 'kimi',
        minutesAgo: 2,
        text: '@brueckenfunk_hilft Hallo, mein neuer Router ist da. Muss ich den alten zurückschicken und wenn ja wohin?',
        picture: { object: 'box', alt: 'Geöffneter Karton mit einem neuen Router darin' },
      },
    ],
  },
];
