import type { Words } from '../../lib/i18n.ts';
import type { sessionDe } from './session.de.ts';

export const sessionEn: Words<typeof sessionDe> = {
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  forgot: 'Forgot your password?',
  forgotText:
    'Ask your administrator for a new link. They make it under Settings, People; it works once and only for a short time.',
  claim: 'Every reply comes from a person with a name.',
  demo: {
    title: 'Demonstration with invented people',
    text: 'Choose who you’d like to be:',
    agent: 'Jana, service team',
    lead: 'Sabine, team lead',
    admin: 'Administrator',
  },
  reset: {
    title: 'Set your password',
    text: 'Choose a password of at least ten characters. Then sign in with it.',
    newPassword: 'New password',
    submit: 'Save password',
    done: 'Your password is set.',
  },
  setup: {
    title: 'Set up Visavis',
    text: 'This works exactly once. The server printed the key when it started.',
    token: 'One-time key',
    organisationName: 'Name of the company',
    displayName: 'Your name',
    wrongKey: 'The key is wrong or was already used.',
    passwordHelp: 'At least ten characters',
    submit: 'Set up',
  },
};
