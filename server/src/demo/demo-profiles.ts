import { consentWording } from '@visavis/shared/agents/consent-wording';
import { consentPurposes, type ConsentPurpose, type PublicForm } from '@visavis/shared/agents/public-face';
import type { Locale } from '@visavis/shared/api/session';
import type { NewConsent } from '../agents/consents.repository.ts';
import type { DemoAgentKey } from './demo-people.ts';

/** What somebody tells about themselves besides name and topics. */
interface DemoProfile {
  pronouns?: string;
  sinceYear?: number;
  sentence?: string;
}

export const demoProfiles: Partial<Record<DemoAgentKey, DemoProfile>> = {
  sabine: { sinceYear: 2012, sentence: 'Wenn es hakt, bin ich da.' },
  jana: { pronouns: 'sie/ihr', sinceYear: 2017, sentence: 'Ich bleibe dran, bis es wieder läuft.' },
  mehmet: { sinceYear: 2019, sentence: 'Fast jedes WLAN lässt sich retten.' },
  lena: { pronouns: 'sie/ihr', sinceYear: 2020 },
  oleksandr: { sinceYear: 2022, sentence: 'Ich erkläre Glasfaser ohne Fachwörter.' },
  amina: { sinceYear: 2018, sentence: 'Unterwegs erreichbar sein ist keine Nebensache.' },
  thomas: { sinceYear: 2010, sentence: 'Rechnungen sollte man verstehen können.' },
  priya: { pronouns: 'she/her', sinceYear: 2021, sentence: 'New here? So was I once.' },
  kofi: { sinceYear: 2019 },
  zofia: { sinceYear: 2016, sentence: 'Kein Bild, kein Ton? Das kriegen wir hin.' },
  marta: { pronouns: 'sie/ihr', sinceYear: 2023 },
  jonas: { sinceYear: 2024 },
  ruth: { sinceYear: 2018, sentence: 'I like problems with more than one building.' },
  emre: { sinceYear: 2014, sentence: 'Barrierefrei ist besser für alle.' },
  carla: { sinceYear: 2011 },
};

type Agreed = Partial<Record<ConsentPurpose, PublicForm | null>>;

/** Who shows less than everything: null was never agreed to. */
const reserved: Partial<Record<DemoAgentKey, Agreed>> = {
  admin: { replies: 'initials', checkPage: 'initials', teamPage: null, persona: null },
  david: { replies: 'initials', checkPage: 'initials', teamPage: 'initials', persona: 'initials' },
  linh: { teamPage: null },
};

/** What somebody of the demonstration agreed to. */
export function demoConsents(key: DemoAgentKey, locale: Locale): NewConsent[] {
  return consentPurposes.flatMap((purpose) => {
    const agreed = reserved[key]?.[purpose];
    const form = agreed === undefined ? 'portrait' : agreed;
    return form === null ? [] : [{ purpose, form, wording: consentWording(purpose, form, locale), locale }];
  });
}
