/** What is known of the running installation that says how long something is kept. */
export interface RetentionFacts {
  sessionDays: number;
  noticeDays: number;
  factDays: number;
  /** After this time without an open screen somebody counts as away; null never. */
  awayMinutes: number | null;
  smallestGroup: number;
}

interface CategoryWords {
  data: string;
  purpose: string;
  seenBy: string;
  kept: (facts: RetentionFacts) => string;
}

/** A kind of data about the people who work here. */
export interface DataCategory {
  id: string;
  /** Where it lies; a test holds that no table that names one of our people is missing. */
  tables: readonly string[];
  de: CategoryWords;
  en: CategoryWords;
}

const WHILE_ACCOUNT = {
  de: () =>
    'Solange das Konto besteht; es wird abgeschaltet und nicht gelöscht, solange Antworten den Namen tragen.',
  en: () => 'While the account exists; it is deactivated and not deleted while replies carry the name.',
};
const WITH_CONVERSATION = {
  de: () => 'So lange wie das Gespräch.',
  en: () => 'As long as the conversation.',
};

/** Everything about the people who work with the product, in one list: the annex for a works agreement is made of it. */
export const dataCategories: readonly DataCategory[] = [
  {
    id: 'account',
    tables: ['agent', 'team_member', 'api_token', 'password_reset'],
    de: {
      data: 'Name, öffentlicher Name, Kürzel, E-Mail-Adresse, Rolle, Teams, Sprachen, wie viele Gespräche zugleich; Zugänge für Programme',
      purpose: 'Anmelden, Antworten einem Menschen zuordnen, Gespräche verteilen',
      seenBy: 'Name, Rolle und Teams: alle, die angemeldet sind; E-Mail-Adresse: die Administration',
      kept: WHILE_ACCOUNT.de,
    },
    en: {
      data: 'Name, public name, mark, e-mail address, role, teams, languages, how many conversations at a time; accesses for programs',
      purpose: 'Signing in, telling whose reply it is, sharing conversations out',
      seenBy: 'Name, role and teams: everybody who is signed in; e-mail address: administrators',
      kept: WHILE_ACCOUNT.en,
    },
  },
  {
    id: 'session',
    tables: ['session'],
    de: {
      data: 'Anmeldungen: Gerät und Browser, Beginn, zuletzt benutzt',
      purpose: 'Angemeldet bleiben, fremde Anmeldungen erkennen und beenden',
      seenBy: 'Nur man selbst',
      kept: ({ sessionDays }) => `Höchstens ${sessionDays} Tage.`,
    },
    en: {
      data: 'Sign-ins: device and browser, beginning, last used',
      purpose: 'Staying signed in, finding and ending sign-ins that are not one’s own',
      seenBy: 'Only oneself',
      kept: ({ sessionDays }) => `At most ${sessionDays} days.`,
    },
  },
  {
    id: 'face',
    tables: ['face', 'face_consent', 'face_removal'],
    de: {
      data: 'Foto und Einwilligungen, je Zweck, mit Zeitpunkt',
      purpose: 'Antworten mit Gesicht, wo jemand das will; ohne Foto entsteht kein Nachteil',
      seenBy: 'Je nach Einwilligung: Kundschaft, Kolleginnen und Kollegen',
      kept: () => 'Das Foto bis zum Widerruf, der es überall löscht; die Einwilligung als Nachweis länger.',
    },
    en: {
      data: 'Photo and consents, by purpose, with their time',
      purpose: 'Replies with a face where somebody wants it; there is no disadvantage without',
      seenBy: 'As consented: customers, colleagues',
      kept: () =>
        'The photo until consent is withdrawn, which deletes it everywhere; the consent longer, as proof.',
    },
  },
  {
    id: 'skills',
    tables: ['agent_skill', 'agent_language'],
    de: {
      data: 'Kenntnisse und Sprachen in Stufen',
      purpose: 'Gespräche Menschen geben, die helfen können',
      seenBy: 'Alle, die angemeldet sind',
      kept: WHILE_ACCOUNT.de,
    },
    en: {
      data: 'Skills and languages in levels',
      purpose: 'Giving conversations to people who can help',
      seenBy: 'Everybody who is signed in',
      kept: WHILE_ACCOUNT.en,
    },
  },
  {
    id: 'plan',
    tables: ['shift', 'absence'],
    de: {
      data: 'Schichten und Abwesenheiten mit Art und Vertretung',
      purpose: 'Wissen, wer da ist; Bedarf je Stunde planen',
      seenBy: 'Alle, die angemeldet sind',
      kept: () => 'Bis sie jemand löscht.',
    },
    en: {
      data: 'Shifts and absences with their kind and stand-in',
      purpose: 'Knowing who is there; planning what an hour takes',
      seenBy: 'Everybody who is signed in',
      kept: () => 'Until somebody deletes them.',
    },
  },
  {
    id: 'availability',
    tables: [],
    de: {
      data: 'Verfügbarkeit, wie man sie selbst setzt, und ob ein Fenster offen ist. Wie lange jemand nichts tut, wird nicht gemessen',
      purpose: 'Niemandem ein Gespräch geben, der nicht da ist',
      seenBy: 'Alle, die angemeldet sind',
      kept: ({ awayMinutes }) =>
        awayMinutes === null
          ? 'Nur der gegenwärtige Stand. Niemand wird von selbst auf abwesend gesetzt.'
          : `Nur der gegenwärtige Stand. Ohne offenes Fenster gilt man nach ${awayMinutes} Minuten als abwesend.`,
    },
    en: {
      data: 'Availability as one sets it, and whether a window is open. How long somebody does nothing is not measured',
      purpose: 'Giving no conversation to anybody who is not there',
      seenBy: 'Everybody who is signed in',
      kept: ({ awayMinutes }) =>
        awayMinutes === null
          ? 'Only the present state. Nobody is set to away by themselves.'
          : `Only the present state. Without an open window one counts as away after ${awayMinutes} minutes.`,
    },
  },
  {
    id: 'work',
    tables: [
      'conversation',
      'conversation_event',
      'conversation_follower',
      'message',
      'message_mention',
      'reply_draft',
      'delivery',
      'contact',
      'hand_over',
      'bulk_change',
      'media',
    ],
    de: {
      data: 'Wer ein Gespräch hat oder hatte, wer was geschrieben, notiert, übergeben, geschlossen oder stumm geschaltet hat, Entwürfe, und wer ein Bild hochgeladen hat',
      purpose:
        'Hinter jeder Antwort steht ein Mensch; Verlauf und Übergabe nachvollziehen; Antworten prüfbar machen',
      seenBy: 'Alle, die das Gespräch sehen dürfen, auch Entwürfe; öffentliche Antworten dazu die Kundschaft',
      kept: WITH_CONVERSATION.de,
    },
    en: {
      data: 'Who has or had a conversation, who wrote, noted, handed over, closed or muted what, drafts, and who uploaded a picture',
      purpose:
        'A person stands behind each reply; following history and hand-over; making replies verifiable',
      seenBy: 'Everybody who may see the conversation, drafts too; public replies customers as well',
      kept: WITH_CONVERSATION.en,
    },
  },
  {
    id: 'routing',
    tables: ['routing_decision', 'routing_release', 'routing_shield'],
    de: {
      data: 'Wem ein Gespräch warum zugeteilt wurde, wer es zurückgab, wer vor wem geschützt ist',
      purpose: 'Die Verteilung erklären und gerecht halten; Menschen vor Übergriffen schützen',
      seenBy: 'Gründe: alle, die das Gespräch sehen; Schutz: man selbst und Leitungen',
      kept: WITH_CONVERSATION.de,
    },
    en: {
      data: 'To whom a conversation was given and why, who gave it back, who is shielded from whom',
      purpose: 'Explaining how work is shared out and keeping it fair; protecting people',
      seenBy: 'Reasons: everybody who sees the conversation; shields: oneself and leads',
      kept: WITH_CONVERSATION.en,
    },
  },
  {
    id: 'clocks',
    tables: ['sla_target', 'sla_reapply'],
    de: {
      data: 'Uhren der Gespräche (Beginn, Pause, Ende) und wer entschied, dass keine Antwort nötig ist oder Vorgaben auf laufende Uhren angewendet werden',
      purpose: 'SLA-Vorgaben einhalten und erklären',
      seenBy: 'Alle, die das Gespräch sehen dürfen',
      kept: WITH_CONVERSATION.de,
    },
    en: {
      data: 'Clocks of conversations (start, pause, end) and who decided that no answer is needed or that policies are applied to running clocks',
      purpose: 'Keeping and explaining what customers were promised',
      seenBy: 'Everybody who may see the conversation',
      kept: WITH_CONVERSATION.en,
    },
  },
  {
    id: 'notices',
    tables: ['notice', 'notice_settings'],
    de: {
      data: 'Mitteilungen und wie man sie bekommen möchte',
      purpose: 'Erfahren, dass etwas wartet',
      seenBy: 'Nur man selbst',
      kept: ({ noticeDays }) => `${noticeDays} Tage; Einstellungen solange das Konto besteht.`,
    },
    en: {
      data: 'Notices and how one wants to get them',
      purpose: 'Learning that something waits',
      seenBy: 'Only oneself',
      kept: ({ noticeDays }) => `${noticeDays} days; settings while the account exists.`,
    },
  },
  {
    id: 'alerts',
    tables: ['alert_rule'],
    de: {
      data: 'Wer Bescheid bekommt, wenn eine Antwort zu spät oder ein Kanal gestört ist: die zuständige Person, die Leitung oder Menschen, die die Regel nennt',
      purpose: 'Rechtzeitig erfahren, was Hilfe braucht',
      seenBy: 'Leitungen und Administration',
      kept: () => 'Bis jemand die Regel ändert oder löscht.',
    },
    en: {
      data: 'Who is told when an answer is late or a channel is disturbed: whoever has it, the leads, or people whom the rule names',
      purpose: 'Learning in time of what needs help',
      seenBy: 'Leads and administrators',
      kept: () => 'Until somebody changes or deletes the rule.',
    },
  },
  {
    id: 'figures',
    tables: ['report_person', 'saved_report'],
    de: {
      data: 'Zahlen nach Team, Kanal, Art, Sprache, Tags, Vorgabe und Stunde; eigene Zahlen; gespeicherte Berichte',
      purpose: 'Sehen, ob Kundschaft zu lange wartet, und Menschen dorthin planen',
      seenBy: 'Teams: ihre Leitungen und die Administration; eigene Zahlen: nur man selbst',
      kept: ({ smallestGroup }) =>
        `So lange wie die Gespräche. Gruppen, hinter denen weniger als ${smallestGroup} Menschen stehen, zeigen nur die Menge, ebenso jede, aus der sich eine solche errechnen ließe. Es gibt keine Rangliste.`,
    },
    en: {
      data: 'Figures by team, channel, kind, language, tag, policy and hour; one’s own figures; saved reports',
      purpose: 'Seeing whether customers wait too long, and planning people there',
      seenBy: 'Teams: their leads and administrators; one’s own figures: only oneself',
      kept: ({ smallestGroup }) =>
        `As long as the conversations. Groups with fewer than ${smallestGroup} people behind them show their volume only; so does each from which such a group could be worked out. There is no ranking.`,
    },
  },
  {
    id: 'unlocks',
    tables: ['report_unlock', 'report_look', 'report_look_person'],
    de: {
      data: 'Wer zu welchem Zweck um Zahlen einzelner Menschen bat, wer zustimmte, jeder Blick und wer gezeigt wurde',
      purpose:
        'Ein Blick auf Einzelne braucht zwei Menschen, einen Zweck und ein Ende, und bleibt nachvollziehbar',
      seenBy: 'Die Gezeigten, die Leitungen des Teams und die Administration',
      kept: () => 'Dauerhaft, als Nachweis. Die Einsicht selbst endet nach höchstens 24 Stunden.',
    },
    en: {
      data: 'Who asked for figures of single people and for what, who agreed, each look and who was shown',
      purpose: 'A look at single people takes two people, a purpose and an end, and stays on record',
      seenBy: 'Those shown, the leads of the team and administrators',
      kept: () => 'For good, as proof. The look itself ends after at most 24 hours.',
    },
  },
  {
    id: 'changes',
    tables: ['routing_rule', 'display_token'],
    de: {
      data: 'Wer eine Regel zuletzt geändert oder einen Wandbildschirm angelegt hat',
      purpose: 'Nachfragen können',
      seenBy: 'Leitungen und Administration',
      kept: () => 'So lange wie die Regel oder der Bildschirm.',
    },
    en: {
      data: 'Who changed a rule last or made a wall screen',
      purpose: 'Being able to ask',
      seenBy: 'Leads and administrators',
      kept: () => 'As long as the rule or the screen.',
    },
  },
  {
    id: 'facts',
    tables: [],
    de: {
      data: 'Technisches Protokoll der Ereignisse (Gespräch geändert, Antwort angenommen)',
      purpose: 'Bildschirme und Zahlen auf dem Stand halten, auch nach einem Ausfall',
      seenBy: 'Niemand; nur der Betrieb mit Zugang zur Datenbank',
      kept: ({ factDays }) => `${factDays} Tage.`,
    },
    en: {
      data: 'Technical record of events (conversation changed, reply accepted)',
      purpose: 'Keeping screens and figures up to date, also after an outage',
      seenBy: 'Nobody; only those who run it, with access to the database',
      kept: ({ factDays }) => `${factDays} days.`,
    },
  },
];
