import type { NoticeKind } from '@visavis/shared/api/notices';

interface LetterWords {
  greeting: (name: string) => string;
  many: (count: number) => string;
  intro: (organisation: string) => string;
  more: (count: number) => string;
  all: string;
  settings: string;
  /** Of several conversations, or channels, at once. */
  alerted: Record<'slaBreach' | 'slaWarning' | 'channelDown', (count: number) => string>;
  /** What happened, by whom of us (null: nobody in particular) and about whom, which channel or team (null: not to be named). */
  told: Record<NoticeKind, (name: string | null, contact: string | null) => string>;
}

const de: LetterWords = {
  greeting: (name) => `Hallo ${name},`,
  many: (count) => `${count} Hinweise für dich`,
  intro: (organisation) => `das hast du bei ${organisation} noch nicht gesehen:`,
  more: (count) => (count === 1 ? 'Und einer mehr.' : `Und ${count} mehr.`),
  all: 'Alle Hinweise',
  settings: 'Was dich per E-Mail erreicht, stellst du hier ein',
  alerted: {
    // Without a tense: true also when the letter is read, hours later.
    slaBreach: (count) => `Zu spät: ${count.toLocaleString('de-DE')} Gespräche`,
    slaWarning: (count) => `Bald zu spät: ${count.toLocaleString('de-DE')} Gespräche`,
    channelDown: (count) => `Gestört: ${count.toLocaleString('de-DE')} Kanäle`,
  },
  told: {
    slaBreach: (_name, contact) => (contact === null ? 'Eine Frist ist abgelaufen' : `Zu spät: ${contact}`),
    slaWarning: (_name, contact) =>
      contact === null ? 'Eine Frist läuft bald ab' : `Bald zu spät: ${contact}`,
    channelDown: (_name, channel) =>
      channel === null ? 'Ein Kanal ist gestört' : `Der Kanal „${channel}“ ist gestört`,
    unlockAsked: (name, team) =>
      `${name ?? 'Jemand'} bittet um Einsicht in Zahlen einzelner Menschen${team === null ? '' : ` im Team ${team}`}`,
    unlockDecided: (name, team) =>
      `${name ?? 'Jemand'} hat über deine Bitte um Einsicht${team === null ? '' : ` im Team ${team}`} entschieden`,
    askedForHelp: (name, contact) =>
      name === null
        ? `Deine Hilfe wird gebraucht${bei(contact)}`
        : `${name} bittet dich${bei(contact)} um Hilfe`,
    handOver: (name, contact) =>
      name === null
        ? `Dir wurde ${contact ?? 'ein Gespräch'} übergeben`
        : `${name} hat dir ${contact ?? 'ein Gespräch'} übergeben`,
    mentioned: (name, contact) => `${name ?? 'Jemand'} hat dich${bei(contact)} erwähnt`,
    answered: (name, contact) =>
      `${name ?? 'Jemand'} hat deine Frage${contact === null ? '' : ` zu ${contact}`} beantwortet`,
    customerBack: (_name, contact) => `${contact ?? 'Jemand, dem du geholfen hast,'} ist zurück`,
    assigned: (name, contact) =>
      name === null
        ? `${contact ?? 'Ein Gespräch'} ist jetzt bei dir`
        : `${name} hat dir ${contact ?? 'ein Gespräch'} zugewiesen`,
    takenOver: (name, contact) => `${name ?? 'Jemand'} hat ${contact ?? 'ein Gespräch'} von dir genommen`,
    followed: (name, contact) =>
      contact === null
        ? 'Neues in einem Gespräch, dem du folgst'
        : name === null
          ? `${contact} hat geschrieben`
          : `${name} hat${bei(contact)} geschrieben`,
  },
};

const en: LetterWords = {
  alerted: {
    slaBreach: (count) => `Late: ${count.toLocaleString('en-GB')} conversations`,
    slaWarning: (count) => `Soon late: ${count.toLocaleString('en-GB')} conversations`,
    channelDown: (count) => `In trouble: ${count.toLocaleString('en-GB')} channels`,
  },
  greeting: (name) => `Hello ${name},`,
  many: (count) => `${count} notices for you`,
  intro: (organisation) => `you haven’t seen this at ${organisation} yet:`,
  more: (count) => `And ${count} more.`,
  all: 'All notices',
  settings: 'You choose what reaches you by email here',
  told: {
    slaBreach: (_name, contact) => (contact === null ? 'A conversation is late' : `Late: ${contact}`),
    slaWarning: (_name, contact) =>
      contact === null ? 'A conversation will soon be late' : `Soon late: ${contact}`,
    channelDown: (_name, channel) =>
      channel === null ? 'A channel is in trouble' : `The channel “${channel}” is in trouble`,
    unlockAsked: (name, team) =>
      `${name ?? 'Somebody'} asks to see figures of single people${team === null ? '' : ` in team ${team}`}`,
    unlockDecided: (name, team) =>
      `${name ?? 'Somebody'} decided on your request to see figures${team === null ? '' : ` of team ${team}`}`,
    askedForHelp: (name, contact) =>
      name === null
        ? `Your help is needed${withWhom(contact)}`
        : `${name} asks for your help${withWhom(contact)}`,
    handOver: (name, contact) =>
      name === null
        ? `${contact ?? 'A conversation'} was handed over to you`
        : `${name} handed ${contact ?? 'a conversation'} over to you`,
    mentioned: (name, contact) => `${name ?? 'Somebody'} mentioned you${withWhom(contact)}`,
    answered: (name, contact) =>
      `${name ?? 'Somebody'} answered your question${contact === null ? '' : ` about ${contact}`}`,
    customerBack: (_name, contact) => `${contact ?? 'Somebody you helped'} is back`,
    assigned: (name, contact) =>
      name === null
        ? `${contact ?? 'A conversation'} is with you now`
        : `${name} assigned ${contact ?? 'a conversation'} to you`,
    takenOver: (name, contact) => `${name ?? 'Somebody'} took ${contact ?? 'a conversation'} from you`,
    followed: (name, contact) =>
      contact === null
        ? 'News in a conversation you follow'
        : name === null
          ? `${contact} wrote`
          : `${name} wrote${withWhom(contact)}`,
  },
};

function bei(contact: string | null): string {
  return contact === null ? '' : ` bei ${contact}`;
}

function withWhom(contact: string | null): string {
  return contact === null ? '' : ` with ${contact}`;
}

/** What a letter about notices says, in the language of its reader. */
export const digestWords = { de, en } as const;
