export const sessionDe = {
  signIn: 'Anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  forgot: 'Passwort vergessen?',
  forgotText:
    'Bitte deine Administration um einen neuen Link. Sie erstellt ihn unter Einstellungen, Menschen; er gilt einmal und nur kurze Zeit.',
  claim: 'Jede Antwort kommt von einem Menschen mit Namen.',
  demo: {
    title: 'Demonstration mit erfundenen Menschen',
    text: 'Such dir aus, wer du sein möchtest:',
    agent: 'Jana, Serviceteam',
    lead: 'Sabine, Teamleitung',
    admin: 'Administration',
  },
  reset: {
    title: 'Passwort setzen',
    text: 'Wähle ein Passwort mit mindestens zehn Zeichen. Danach meldest du dich damit an.',
    newPassword: 'Neues Passwort',
    submit: 'Passwort speichern',
    done: 'Dein Passwort ist gesetzt.',
  },
  setup: {
    title: 'Visavis einrichten',
    text: 'Das geht genau einmal. Den Schlüssel hat der Server beim Start in seine Ausgabe geschrieben.',
    token: 'Einmal-Schlüssel',
    organisationName: 'Name des Unternehmens',
    displayName: 'Dein Name',
    wrongKey: 'Der Schlüssel stimmt nicht oder wurde schon benutzt.',
    passwordHelp: 'Mindestens zehn Zeichen',
    submit: 'Einrichten',
  },
} as const;
