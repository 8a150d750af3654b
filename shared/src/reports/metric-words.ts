import type { MetricId } from './metrics.ts';
import { noAnswerWords } from './no-answer-words.ts';

/** How a metric is told: its name in a table, what it says, and how it is reckoned. */
export interface MetricWords {
  readonly name: string;
  readonly what: string;
  readonly formula: string;
}

const medianDe = 'Die mittlere, wenn man alle nach ihrer Dauer ordnet: Die Hälfte ging schneller.';
const p90De = 'Neun von zehn waren mindestens so schnell.';
const medianEn = 'The middle one when sorted by length: half of them were quicker.';
const p90En = 'Nine in ten were at least this quick.';
const workingDe =
  'Von dem, was im Zeitraum beantwortet oder gelöst wurde. Gezählt wird nur geöffnete Zeit im Kalender der Uhr, ohne Pausen; auf etwa 5 % genau.';
const calendarDe =
  'Von dem, was im Zeitraum beantwortet oder gelöst wurde. Gezählt wird die Zeit, die der Kunde erlebt hat, Nächte und Feiertage inbegriffen; auf etwa 5 % genau.';
const workingEn =
  'Of what was answered or solved in the period. Only open time in the clock’s calendar counts, pauses left out; within about 5%.';
const calendarEn =
  'Of what was answered or solved in the period. All the time that the customer lived through counts, nights and holidays included; within about 5%.';
/** @param done what stops the clock, as in "beantwortet"; `undone` begins a sentence */
const levelDe = (done: string, undone: string) =>
  `Rechtzeitig ${done}e ÷ alle, deren Frist in den Zeitraum fällt und die ${done} oder abgelaufen sind. ${undone} zählen als verfehlt; was abgelaufen ist, bleibt verfehlt.`;
/** @param done what stops the clock, as in "answered"; `first` begins a sentence */
const levelEn = (done: string, first: string) =>
  `${first} in time ÷ all whose deadline lies in the period and which were ${done} or ran out. What nobody ${done} counts as missed; what ran out stays missed.`;
const answeredDe = levelDe('beantwortet', 'Unbeantwortete');
const answeredEn = levelEn('answered', 'Answered');

const de: Record<MetricId, MetricWords> = {
  conversations: {
    name: 'Gespräche',
    what: 'Anliegen, mit denen Kunden kamen.',
    formula:
      'Gespräche, deren erste Kundennachricht im Zeitraum liegt, ohne Spam und ohne das, was schon da war, als der Kanal verbunden wurde.',
  },
  messages: {
    name: 'Nachrichten',
    what: 'Was Kunden geschrieben haben.',
    formula:
      'Nachrichten von Kunden nach der Zeit des Netzwerks, ohne Spam und ohne Gespräche von vor der Verbindung des Kanals.',
  },
  answeredShare: {
    name: 'Von Menschen beantwortet',
    what: 'Wie viele Gespräche eine Antwort bekommen haben.',
    formula:
      'Im Zeitraum begonnene Gespräche mit mindestens einer Antwort, die das Netzwerk angenommen hat ÷ alle im Zeitraum begonnenen.',
  },
  serviceLevel: {
    name: 'Pünktlich beantwortet',
    what: 'Wie oft eine Antwort rechtzeitig kam.',
    formula: `Erste und weitere Antworten zusammen. ${answeredDe}`,
  },
  answersKept: {
    name: 'Pünktliche Antworten',
    what: 'Wie viele der fälligen Antworten in der Zeit kamen.',
    formula: 'Fällige erste und weitere Antworten, deren Frist nicht ablief.',
  },
  answersDue: {
    name: 'Fällige Antworten',
    what: 'Wie viele Antworten fällig waren.',
    formula:
      'Erste und weitere Antworten, deren Frist in den Zeitraum fällt und die gegeben wurden oder abgelaufen sind, unbeantwortete inbegriffen.',
  },
  firstResponseLevel: {
    name: 'Erste Antwort pünktlich',
    what: 'Wie oft die erste Antwort in der Zeit war.',
    formula: answeredDe,
  },
  nextResponseLevel: {
    name: 'Weitere Antworten pünktlich',
    what: 'Wie oft eine weitere Antwort in der Zeit war.',
    formula: answeredDe,
  },
  pickUpLevel: {
    name: 'Pünktlich geöffnet',
    what: 'Wie oft Zugewiesenes in der Zeit geöffnet wurde.',
    formula: levelDe('geöffnet', 'Ungeöffnete'),
  },
  resolutionLevel: {
    name: 'Pünktlich gelöst',
    what: 'Wie oft ein Gespräch in der Zeit abgeschlossen wurde.',
    formula: levelDe('gelöst', 'Ungelöste'),
  },
  firstResponseMedianWorking: {
    name: 'Erste Antwort, Median (Arbeitszeit)',
    what: medianDe,
    formula: workingDe,
  },
  firstResponseP90Working: { name: 'Erste Antwort, 9 von 10 (Arbeitszeit)', what: p90De, formula: workingDe },
  firstResponseMedianCalendar: {
    name: 'Erste Antwort, Median (Kundenzeit)',
    what: medianDe,
    formula: calendarDe,
  },
  firstResponseP90Calendar: {
    name: 'Erste Antwort, 9 von 10 (Kundenzeit)',
    what: p90De,
    formula: calendarDe,
  },
  nextResponseMedianWorking: {
    name: 'Weitere Antworten, Median (Arbeitszeit)',
    what: medianDe,
    formula: workingDe,
  },
  nextResponseP90Working: {
    name: 'Weitere Antworten, 9 von 10 (Arbeitszeit)',
    what: p90De,
    formula: workingDe,
  },
  nextResponseMedianCalendar: {
    name: 'Weitere Antworten, Median (Kundenzeit)',
    what: medianDe,
    formula: calendarDe,
  },
  nextResponseP90Calendar: {
    name: 'Weitere Antworten, 9 von 10 (Kundenzeit)',
    what: p90De,
    formula: calendarDe,
  },
  resolutionMedianWorking: { name: 'Lösung, Median (Arbeitszeit)', what: medianDe, formula: workingDe },
  resolutionP90Working: { name: 'Lösung, 9 von 10 (Arbeitszeit)', what: p90De, formula: workingDe },
  resolutionMedianCalendar: { name: 'Lösung, Median (Kundenzeit)', what: medianDe, formula: calendarDe },
  resolutionP90Calendar: { name: 'Lösung, 9 von 10 (Kundenzeit)', what: p90De, formula: calendarDe },
  pauses: {
    name: 'Pausen',
    what: 'Wie oft eine Uhr stand, weil wir auf den Kunden warteten.',
    formula: 'Pausen von Uhren, die im Zeitraum begannen.',
  },
  pausedMinutes: {
    name: 'Pausen, Dauer',
    what: 'Wie lange Uhren standen.',
    formula:
      'Summe der beendeten Pausen, die im Zeitraum begannen. Jede Stunde zählt, auch nachts und am Wochenende.',
  },
  reopenings: {
    name: 'Wieder geöffnet',
    what: 'Wie oft etwas Abgeschlossenes wiederkam.',
    formula:
      'Wechsel aus „abgeschlossen“ in einen anderen Zustand. Wird „erledigt“ zurückgenommen, zählt das nicht.',
  },
  sameFaceShare: {
    name: 'Dasselbe Gesicht',
    what: 'Wie oft ein Kunde bei demselben Menschen blieb.',
    formula:
      'Antworten, die von derselben Person kommen wie die vorige im Gespräch ÷ alle Antworten nach der ersten.',
  },
  noAnswerNeeded: {
    name: 'Keine Antwort nötig',
    what: 'Was bewusst ohne Antwort blieb.',
    formula:
      'Entscheidungen „keine Antwort nötig“ und erkannte Dankesworte; sie zählen weder als gehalten noch als verfehlt.',
  },
  ...noAnswerWords.de,
  waiting: {
    name: 'Warten',
    what: 'Kunden, die gerade auf uns warten.',
    formula: 'Offene Gespräche, in denen eine Uhr für eine Antwort läuft, auch zurückgestellte; ohne Spam.',
  },
  longestWait: {
    name: 'Am längsten',
    what: 'Wie lange jemand schon wartet.',
    formula: 'Von jetzt zurück bis zum Beginn der ältesten laufenden Uhr für eine Antwort, in Kundenzeit.',
  },
  overTarget: {
    name: 'Zu spät',
    what: 'Wer länger wartet, als wir zugesagt haben.',
    formula: 'Wartende, deren Frist vorbei ist.',
  },
  dueSoon: {
    name: 'Läuft ab',
    what: 'Was bald fällig ist.',
    formula: 'Wartende, deren Warnpunkt erreicht ist und deren Frist noch läuft.',
  },
  unassigned: {
    name: 'Bei niemandem',
    what: 'Was noch niemand hat.',
    formula: 'Wartende ohne zugewiesene Person.',
  },
  available: {
    name: 'Da',
    what: 'Wie viele Menschen gerade da sind.',
    formula: 'Menschen des Teams, die sich als verfügbar eingetragen haben.',
  },
  backlog: {
    name: 'Rückstand',
    what: 'Was noch nicht abgeschlossen ist.',
    formula: 'Gespräche, die nicht abgeschlossen sind, nach Zustand, ohne Spam.',
  },
  load: {
    name: 'Auslastung',
    what: 'Wie viel bei uns liegt, verglichen mit dem, was alle zusammen bearbeiten können, die gerade da sind.',
    formula:
      'Gespräche, in denen wir an der Reihe sind (neu oder in Arbeit), ohne Spam; daneben, wie viele alle Verfügbaren zusammen zugleich bearbeiten.',
  },
  arrivals: {
    name: 'Eingang',
    what: 'Fragen von Kunden, auf die eine Antwort erwartet wird.',
    formula:
      'Gestartete Uhren für Antworten, nach der Stunde ihres Beginns, ohne Spam; ein Dank startet keine.',
  },
};

const en: Record<MetricId, MetricWords> = {
  conversations: {
    name: 'Conversations',
    what: 'What customers came to us with.',
    formula:
      'Conversations whose first customer message lies in the period, without spam and without what was there already when the channel was connected.',
  },
  messages: {
    name: 'Messages',
    what: 'What customers wrote.',
    formula:
      'Messages of customers by the network’s time, without spam and without conversations from before the channel was connected.',
  },
  answeredShare: {
    name: 'Answered by a human',
    what: 'How many conversations got an answer.',
    formula:
      'Conversations begun in the period with at least one reply that the network accepted ÷ all begun in the period.',
  },
  serviceLevel: {
    name: 'Answered on time',
    what: 'How often an answer came in time.',
    formula: `First and further answers together. ${answeredEn}`,
  },
  answersKept: {
    name: 'Answers on time',
    what: 'How many of the answers due came in time.',
    formula: 'First and further answers due whose deadline did not run out.',
  },
  answersDue: {
    name: 'Answers due',
    what: 'How many answers fell due.',
    formula:
      'First and further answers whose deadline lies in the period and which were given or ran out, unanswered ones included.',
  },
  firstResponseLevel: {
    name: 'First answer on time',
    what: 'How often the first answer was in time.',
    formula: answeredEn,
  },
  nextResponseLevel: {
    name: 'Further answers on time',
    what: 'How often a further answer was in time.',
    formula: answeredEn,
  },
  pickUpLevel: {
    name: 'Picked up on time',
    what: 'How often what was assigned was opened in time.',
    formula: levelEn('opened', 'Opened'),
  },
  resolutionLevel: {
    name: 'Solved on time',
    what: 'How often a conversation was closed in time.',
    formula: levelEn('solved', 'Solved'),
  },
  firstResponseMedianWorking: {
    name: 'First answer, median (working time)',
    what: medianEn,
    formula: workingEn,
  },
  firstResponseP90Working: { name: 'First answer, 9 in 10 (working time)', what: p90En, formula: workingEn },
  firstResponseMedianCalendar: {
    name: 'First answer, median (customer’s time)',
    what: medianEn,
    formula: calendarEn,
  },
  firstResponseP90Calendar: {
    name: 'First answer, 9 in 10 (customer’s time)',
    what: p90En,
    formula: calendarEn,
  },
  nextResponseMedianWorking: {
    name: 'Further answers, median (working time)',
    what: medianEn,
    formula: workingEn,
  },
  nextResponseP90Working: {
    name: 'Further answers, 9 in 10 (working time)',
    what: p90En,
    formula: workingEn,
  },
  nextResponseMedianCalendar: {
    name: 'Further answers, median (customer’s time)',
    what: medianEn,
    formula: calendarEn,
  },
  nextResponseP90Calendar: {
    name: 'Further answers, 9 in 10 (customer’s time)',
    what: p90En,
    formula: calendarEn,
  },
  resolutionMedianWorking: { name: 'Solution, median (working time)', what: medianEn, formula: workingEn },
  resolutionP90Working: { name: 'Solution, 9 in 10 (working time)', what: p90En, formula: workingEn },
  resolutionMedianCalendar: {
    name: 'Solution, median (customer’s time)',
    what: medianEn,
    formula: calendarEn,
  },
  resolutionP90Calendar: { name: 'Solution, 9 in 10 (customer’s time)', what: p90En, formula: calendarEn },
  pauses: {
    name: 'Pauses',
    what: 'How often a clock stood still because we waited for the customer.',
    formula: 'Pauses of clocks that began in the period.',
  },
  pausedMinutes: {
    name: 'Pauses, length',
    what: 'How long clocks stood still.',
    formula:
      'Sum of the pauses that have ended and began in the period. Every hour counts, at night and on weekends too.',
  },
  reopenings: {
    name: 'Reopened',
    what: 'How often something closed came back.',
    formula: 'Changes from “closed” to another state. A closing that was taken back does not count.',
  },
  sameFaceShare: {
    name: 'Same face',
    what: 'How often a customer stayed with the same person.',
    formula:
      'Replies by the same person as the one before in the conversation ÷ all replies after the first.',
  },
  noAnswerNeeded: {
    name: 'No answer needed',
    what: 'What was left without an answer on purpose.',
    formula:
      'Decisions “no answer needed” and recognised thank-yous; they count neither as kept nor as missed.',
  },
  ...noAnswerWords.en,
  waiting: {
    name: 'Waiting',
    what: 'Customers who wait for us right now.',
    formula: 'Open conversations in which the clock of an answer runs, snoozed ones too; without spam.',
  },
  longestWait: {
    name: 'Longest',
    what: 'How long somebody has waited already.',
    formula: 'Now minus the start of the oldest running clock of an answer, in the customer’s time.',
  },
  overTarget: {
    name: 'Late',
    what: 'Who waits longer than we promised.',
    formula: 'Those waiting whose deadline has passed.',
  },
  dueSoon: {
    name: 'Due soon',
    what: 'What falls due soon.',
    formula: 'Those waiting whose warn point is reached and whose deadline is not.',
  },
  unassigned: {
    name: 'With nobody',
    what: 'What nobody has yet.',
    formula: 'Those waiting without an assigned person.',
  },
  available: {
    name: 'Here',
    what: 'How many people are here right now.',
    formula: 'People of the team who have said that they are available.',
  },
  backlog: {
    name: 'Backlog',
    what: 'What is not closed yet.',
    formula: 'Conversations that are not closed, by state, without spam.',
  },
  load: {
    name: 'Load',
    what: 'How much is with us, beside what everybody who is here now can take together.',
    formula:
      'Conversations in which it is our turn (new or in progress), without spam; beside it how many those available take together.',
  },
  arrivals: {
    name: 'Arrivals',
    what: 'Questions of customers to which an answer is expected.',
    formula: 'Clocks for answers by the hour in which they started, without spam; a thank-you starts none.',
  },
};

/** The words of every metric; only `metrics.ts` reads them. */
export const metricWords = { de, en };
