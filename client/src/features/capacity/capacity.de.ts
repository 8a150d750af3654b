export const capacityDe = {
  title: 'Personalbedarf',
  link: 'Personalbedarf',
  back: 'Berichte',
  failed: 'Der Bedarf lässt sich gerade nicht rechnen',
  forbidden: 'Der Bedarf eines Teams ist für Teamleitungen',
  noTeam: 'Du leitest kein Team',
  team: 'Team',
  weeks: { label: 'Eingang der letzten', '4': '4 Wochen', '8': '8 Wochen', '13': '13 Wochen' },
  handling: 'Minuten je Anliegen',
  target: 'An der Reihe binnen Minuten',
  goal: 'Ziel in Prozent',
  breaks: 'Pausen in Prozent',
  week: {
    label: 'Woche',
    of: 'Woche ab {{day}}',
    previous: 'Woche davor',
    next: 'Woche danach',
  },
  basis_one: 'Gerechnet aus {{turns}} Anliegen von {{count}} Woche ({{from}} bis {{to}}).',
  basis_other: 'Gerechnet aus {{turns}} Anliegen von {{count}} Wochen ({{from}} bis {{to}}).',
  few: {
    title: 'Noch zu wenig für einen Plan',
    text: 'Gezählt sind {{turns}} Anliegen in {{weeks}} vollen Wochen. Ab {{leastTurns}} Anliegen aus {{leastWeeks}} Wochen wird aus dem Eingang ein Bedarf, vorher wäre er geraten.',
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
    title: 'Wie das gerechnet ist',
    turns:
      'Ein Anliegen ist, was jemand schreibt, bis wir antworten; ein erkannter Dank zählt nicht. Jede Stunde steht für den Durchschnitt derselben Stunde am selben Wochentag; kommt seltener als alle vier Wochen etwas, braucht sie niemanden.',
    erlang:
      'Wie viele Menschen die Stunde braucht, sagt die Formel von Erlang (Erlang C): so viele, dass der Zielanteil der Anliegen binnen der Zielzeit drankommt. Dazu kommt der Anteil für Pausen.',
    handling:
      'Wie lange ein Anliegen dauert, misst hier niemand: Die Minuten schätzt du. Ein Bedarf sagt nichts über einzelne Menschen.',
    planned: 'Geplant sind die Menschen mit Schicht in diesem Team, ohne Abwesende.',
  },
} as const;
