import type { Locale } from '@visavis/shared/api/session';
import type { AnnexCounts, AnnexPolicyRow } from './annex.repository.ts';

export interface AnnexTexts {
  title: string;
  of: (name: string, at: string) => string;
  intro: string;
  principles: string;
  rules: (smallestGroup: number) => string[];
  categories: string;
  columns: readonly string[];
  teams: string;
  admins: (count: number) => string;
  team: (name: string, people: number, leads: string) => string;
  policies: string;
  targets: (targets: AnnexPolicyRow['targets']) => string;
  channels: string;
  state: string;
  counts: (counts: AnnexCounts) => string[];
}

const words = {
  de: {
    firstResponse: 'erste Antwort',
    nextResponse: 'weitere Antwort',
    pickUp: 'geöffnet nach Zuteilung',
    resolution: 'gelöst',
  },
  en: {
    firstResponse: 'first answer',
    nextResponse: 'further answer',
    pickUp: 'opened after it was given',
    resolution: 'solved',
  },
} as const;

function told(targets: AnnexPolicyRow['targets'], locale: Locale): string {
  const minutes = locale === 'de' ? 'Minuten' : 'minutes';
  const parts = (Object.keys(words.de) as (keyof typeof words.de)[]).flatMap((metric) => {
    const target = targets[metric] ?? null;
    return target === null ? [] : [`${words[locale][metric]} ${target} ${minutes}`];
  });
  return parts.length > 0 ? parts.join(', ') : locale === 'de' ? 'keine Zielzeit' : 'no target';
}

export const annexTexts: Readonly<Record<Locale, AnnexTexts>> = {
  de: {
    title: 'Anlage zur Betriebsvereinbarung: Visavis',
    of: (name, at) => `${name}, Stand ${at}`,
    intro:
      'Diese Anlage beschreibt, welche Daten über Beschäftigte diese Installation verarbeitet, wozu, wer sie sieht und wie lange sie bleiben. Sie ist aus der laufenden Einstellung erzeugt; nach einer Änderung lässt sie sich neu erzeugen.',
    principles: 'Was nicht geschieht',
    rules: (smallest) => [
      'Menschen werden nicht gereiht: Es gibt keine Rangliste und keine Bestenliste.',
      'Es wird nicht gemessen, wie lange jemand nichts tut, und keine Bearbeitungszeit je Mensch.',
      `Zahlen gibt es nach Teams. Stehen hinter einer Gruppe weniger als ${smallest} Menschen, bleibt sichtbar, wie viel kam, und sonst nichts; ebenso bei jeder Gruppe, aus der sie sich durch Abziehen errechnen ließe. Zeiträume lassen sich voneinander abziehen: Das verhindert die Software nicht.`,
      'Die eigenen Zahlen sieht nur man selbst.',
      'Zahlen einzelner Menschen sind verschlossen. Öffnen können sie nur zwei Menschen gemeinsam, zu einem genannten Zweck, für höchstens 24 Stunden; jeder Blick ist festgehalten und für die Gezeigten sichtbar.',
      'Keine Antwort geht ohne einen Menschen hinaus; Automatik verteilt, erinnert und warnt.',
    ],
    categories: 'Daten, Zweck, Einsicht, Dauer',
    columns: ['Welche Daten', 'Wozu', 'Wer sie sieht', 'Wie lange'],
    teams: 'Wer Zahlen eines Teams sieht',
    admins: (count) => `Administration (${count}): alle Teams.`,
    team: (name, people, leads) => `${name} (${people}): ${leads === '' ? 'keine Leitung' : leads}`,
    policies: 'SLA-Vorgaben, an denen gemessen wird',
    targets: (targets) => told(targets, 'de'),
    channels: 'Verbundene Kanäle',
    state: 'Gegenwärtig eingerichtet',
    counts: (counts) => [
      `Wandbildschirme: ${counts.displays} (Vornamen nur mit Einwilligung)`,
      `Zugänge für Programme: ${counts.tokens} (keiner davon kann antworten oder Zahlen Einzelner öffnen)`,
      `Berichte per E-Mail: ${counts.mailedReports} (nur Zahlen nach Gruppen)`,
      `Regeln, wer bei späten Antworten Bescheid bekommt: ${counts.alertRules}`,
      `Einsichten in Zahlen Einzelner: ${counts.unlocksAsked} erbeten, ${counts.unlocksApproved} zugestimmt, ${counts.looks} Blicke`,
    ],
  },
  en: {
    title: 'Annex to a works agreement: Visavis',
    of: (name, at) => `${name}, as of ${at}`,
    intro:
      'This annex says which data about employees this installation processes, for what, who sees them and how long they stay. It is made from the running configuration; after a change it can be made anew.',
    principles: 'What does not happen',
    rules: (smallest) => [
      'People are not ranked: there is no ranking and no leaderboard.',
      'How long somebody does nothing is not measured, nor how long a single person takes.',
      `Figures are by team. Where fewer than ${smallest} people stand behind a group, how much came in stays visible and nothing else; the same holds for each group from which it could be worked out by subtraction. Periods can be subtracted from each other: the software does not prevent that.`,
      'Only oneself sees one’s own figures.',
      'Figures of single people are closed. Only two people together can open them, for a purpose they name, for at most 24 hours; each look is kept and visible to those shown.',
      'No reply goes out without a person; automation shares out, reminds and warns.',
    ],
    categories: 'Data, purpose, who sees them, how long',
    columns: ['Which data', 'For what', 'Who sees them', 'How long'],
    teams: 'Who sees figures of a team',
    admins: (count) => `Administrators (${count}): all teams.`,
    team: (name, people, leads) => `${name} (${people}): ${leads === '' ? 'no lead' : leads}`,
    policies: 'What customers are promised, which is measured',
    targets: (targets) => told(targets, 'en'),
    channels: 'Connected channels',
    state: 'Set up at present',
    counts: (counts) => [
      `Screens on walls: ${counts.displays} (first names only by consent)`,
      `Accesses for programs: ${counts.tokens} (none can reply or open figures of single people)`,
      `Reports by e-mail: ${counts.mailedReports} (figures of groups only)`,
      `Rules on who is called when answers are late: ${counts.alertRules}`,
      `Looks at figures of single people: ${counts.unlocksAsked} asked for, ${counts.unlocksApproved} agreed to, ${counts.looks} looks`,
    ],
  },
};
