import type { Story } from './story.ts';

/** Private messages that are a day old and not done with: the playground takes answers to them for a day only. */
export const storiesOfYesterday: Story[] = [
  {
    place: 'marketplace',
    team: 'mobile',
    kind: 'message',
    isPrivate: true,
    language: 'de',
    tags: ['eSIM'],
    assignee: 'marta',
    end: 'waiting-for-customer',
    turns: [
      {
        from: 'finn',
        minutesAgo: 1_640,
        text: 'Die eSIM ist auf dem neuen Handy, aber es steht „Kein Dienst“ da. Neu gestartet habe ich schon.',
      },
      {
        from: 'marta',
        minutesAgo: 1_622,
        text: 'Hallo Finn, dann fehlt noch die Freischaltung. Schickst du mir die letzten vier Ziffern der EID? Die stehen unter Einstellungen, Info.',
      },
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
        from: 'wiebke',
        minutesAgo: 1_330,
        text: 'Guten Abend, ich brauche die Rechnung von Oktober noch einmal mit der neuen Anschrift.',
      },
      {
        from: 'linh',
        minutesAgo: 1_312,
        text: 'Guten Abend, sie liegt mit der neuen Anschrift im Postfach, und ab November steht sie überall.',
      },
      { from: 'wiebke', minutesAgo: 1_285, text: 'Super, vielen Dank! 🙏' },
    ],
  },
];
