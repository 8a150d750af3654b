import { publicFace } from '@visavis/shared/agents/public-face';
import type { TeamAnswer, TeamPerson } from '@visavis/shared/api/trust';
import { unitedWeek, weekOf } from '@visavis/shared/sla/week';
import { Injectable } from '@nestjs/common';
import { publicFacePath } from '../agents/face-path.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { languageOf, ownName } from './language-names.ts';
import { TeamPageRepository, type ShownPerson } from './team-page.repository.ts';
import { commonTopics, helpsWithTopic } from './topics.ts';
import { withoutOrganisation } from './trust.service.ts';
import { type PublicOrganisation, TrustRepository } from './trust.repository.ts';

/** What a visitor looks for; null is everything. */
export interface TeamFilter {
  topic: string | null;
  /** The language alone, without region. */
  language: string | null;
}

/** The people who answer, with what a page needs besides. */
export interface TeamShown {
  answer: TeamAnswer;
  organisation: PublicOrganisation;
  filter: TeamFilter;
  /** How many show themselves, before the filter. */
  shownCount: number;
}

/** The people who answer, as far as each of them wants to be seen. */
@Injectable()
export class TeamPageService {
  constructor(
    private readonly repository: TeamPageRepository,
    private readonly trust: TrustRepository,
    private readonly config: AppConfig,
  ) {}

  async show(filter: TeamFilter): Promise<TeamShown> {
    const [found, all, counts] = await Promise.all([
      this.trust.organisation(),
      this.repository.people(),
      this.repository.counts(),
    ]);
    const organisation = found ?? withoutOrganisation;
    const { timeZone } = organisation;
    const hours = await this.repository.hours(timeZone);
    const people = all.map((person) => this.present(person)).toSorted(byName(organisation.locale));
    const languages = [...new Set(people.flatMap((person) => person.languages.map(languageOf)))];
    return {
      answer: {
        organisation: organisation.name,
        isDemo: organisation.isDemo,
        peopleCount: counts.people,
        presentCount: counts.present,
        hours: hours.length === 0 ? null : { timeZone, weekly: unitedWeek(hours.map(weekOf)) },
        topics: commonTopics(
          people.map(({ helpsWith }) => helpsWith),
          organisation.locale,
        ),
        languages: languages.toSorted((a, b) => ownName(a).localeCompare(ownName(b), organisation.locale)),
        people: people.filter((person) => isWanted(person, filter)),
      },
      organisation,
      filter,
      shownCount: people.length,
    };
  }

  /** Somebody who shows their mark alone says nothing else about themselves than what they help with. */
  private present(person: ShownPerson): TeamPerson {
    const { name, mark, faceVersion } = publicFace(person, person.form);
    const isNamed = name !== null;
    return {
      name,
      mark,
      faceUrl:
        this.config.publicUrl +
        publicFacePath('teamPage', { agentId: person.id, version: faceVersion, size: 256 }),
      pronouns: isNamed ? person.pronouns : '',
      helpsWith: person.helpsWith,
      languages: person.languages,
      sinceYear: isNamed ? person.sinceYear : null,
      sentence: isNamed ? person.sentence : '',
      isPresent: person.availability === 'available' || person.availability === 'busy',
    };
  }
}

function isWanted(person: TeamPerson, { topic, language }: TeamFilter): boolean {
  return (
    (topic === null || helpsWithTopic(person.helpsWith, topic)) &&
    (language === null || person.languages.some((tag) => languageOf(tag) === language))
  );
}

/** By name, so that nobody comes first for another reason; marks alone stand at the end. */
function byName(locale: string): (a: TeamPerson, b: TeamPerson) => number {
  return (a, b) => {
    if (a.name === null || b.name === null)
      return Number(a.name === null) - Number(b.name === null) || a.mark.localeCompare(b.mark, locale);
    return a.name.localeCompare(b.name, locale) || a.mark.localeCompare(b.mark, locale);
  };
}
