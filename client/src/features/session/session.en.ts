import type { Words } from '../../lib/i18n.ts';
import type { sessionDe } from './session.de.ts';

export const sessionEn: Words<typeof sessionDe> = {
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  forgot: 'Forgot your password?',
  forgotText:
    'Ask your administrator for a new link. They make it under Settings, People; it works once and only for a short time.',
  ended: 'Your session has ended. Sign in again; what you wrote is still there.',
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
    progress: 'Step {{step}} of {{steps}}',
    steps: 'Steps',
    step: {
      organisation: 'Company',
      administrator: 'Administrator',
      channel: 'First channel',
      people: 'First people',
    },
    organisation: {
      title: 'Who are you?',
      text: 'Your customers see this on the check page. Logo, colour and everything else wait in the settings.',
    },
    administrator: {
      title: 'Who sets it up?',
      text: "This works exactly once. You'll invite more people in a moment.",
    },
    channel: {
      title: 'Where do posts come from?',
      text: 'Connect the first account. Older posts count as the past: without a clock, and nobody has to answer them.',
    },
    people: {
      title: 'Who answers?',
      text: 'Everybody gets a link with which to set a password. It works once and only for a short time: hand it over in person.',
    },
    token: 'One-time key',
    tokenHelp: 'The server wrote it to its output when it started.',
    organisationName: 'Name of the company',
    publicAddress: 'Public address',
    publicAddressHelp: 'The website your customers know, with https://. It may stay empty.',
    formOfAddress: 'Form of address in German',
    du: 'du',
    sie: 'Sie',
    timeZone: 'Time zone',
    displayName: 'Your name',
    wrongKey: "The key isn't right or was used already.",
    passwordHelp: 'At least ten characters',
    next: 'Continue',
    submit: 'Set up',
    skip: 'Skip',
    later: 'Continue later',
    finish: 'Go to the inbox',
    resume: 'Continue',
    end: "Don't remind me",
    missing: {
      channel: "Setting up isn't done yet: the first channel and the first people are missing.",
      people: 'Setting up is almost done: invite the first people.',
    },
  },
};
