export const capacityDe = {
  title: 'Personalbedarf',
  back: 'Berichte',
  failed: 'Der Bedarf lässt sich gerade nicht berechnen',
  forbidden: 'Den Personalbedarf sehen nur Teamleitungen',
  noTeam: 'Du leitest kein Team',
  team: 'Team',
  weeks: { label: 'Eingang der letzten', '4': '4 Wochen', '8': '8 Wochen', '13': '13 Wochen' },
  handling: 'Minuten je Anliegen',
  target: 'Höchstens warten (Minuten)',
  goal: 'Ziel in Prozent',
  breaks: 'Pausen in Prozent',
  week: {
    label: 'Woche',
    of: 'Woche ab {{day}}',
    previous: 'Woche davor',
    next: 'Woche danach',
  },
  basis_one: 'Berechnet aus {{turns}} Anliegen von {{count}} Woche ({{from}} bis {{to}}).',
  basis_other: 'Berechnet aus {{turns}} Anliegen von {{count}} Wochen ({{from}} bis {{to}}).',
  few: {
    title: 'Noch zu wenig für einen Plan',
    text: 'Bisher sind es {{turns}} Anliegen in {{weeks}} vollen Wochen. Ab {{leastTurns}} Anliegen aus {{leastWeeks}} Wochen lässt sich der Bedarf berechnen, vorher wäre er geraten.',
  },
  gaps: {
    title: 'Hier fehlen Menschen',
    none: 'In jeder Stunde dieser Woche sind genug Menschen geplant.',
    noShifts: 'Für diese Woche steht noch keine Schicht im Plan.',
    span: '{{from}} bis {{to}} Uhr',
    short_one: 'bis zu {{count}} Mensch fehlt',
    short_other: 'bis zu {{count}} Menschen fehlen',
    show: '{{day}} zeigen',
  },
  chart: {
    title: 'Gebraucht und geplant',
    day: 'Tag',
    needed: 'gebraucht',
    short: 'gebraucht, zu wenige geplant',
    planned: 'geplant',
    hour: 'Stunde',
    arrivals: 'Anliegen',
    difference: 'Unterschied',
    words:
      '{{day}}, {{hour}} bis {{end}} Uhr: {{arrivals}} Anliegen, {{needed}} gebraucht, {{planned}} geplant',
  },
  how: {
    title: 'So wird gerechnet',
    turns:
      'Ein Anliegen ist alles, was jemand schreibt, bis wir antworten; ein erkannter Dank zählt nicht. Gerechnet wird mit dem Durchschnitt derselben Stunde am selben Wochentag. Kommt dann seltener als alle vier Wochen etwas, wird niemand gebraucht.',
    erlang:
      'Wie viele Menschen eine Stunde braucht, sagt die Formel von Erlang (Erlang C): so viele, dass der gewünschte Anteil der Anliegen nicht länger wartet als angegeben. Dazu kommt der Anteil für Pausen.',
    handling:
      'Wie lange ein Anliegen dauert, misst hier niemand: Die Minuten schätzt du. Der Bedarf sagt nichts über einzelne Menschen.',
    planned: 'Geplant sind die Menschen mit Schicht in diesem Team, ohne Abwesende.',
  },
} as const;
