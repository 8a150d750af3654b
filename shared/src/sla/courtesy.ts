/** Longer than this is more than a goodbye. */
const MOST_WORDS = 8;
const MOST_CHARACTERS = 80;

/** What people say when nothing is left to say, folded as `words` folds. By language, so that none reads another's. */
const closings: Readonly<Record<string, readonly string[]>> = {
  de: [
    'danke danken dank dankeschön dankesehr vielen besten herzlichen lieben tausend merci thx',
    'tschüss tschüssi tschau ciao servus pfiat bye gruß grüße lg vg mfg liebe viele schöne schönen schönes',
    'tag abend nacht wochenende feierabend gute guten gutes bis bald dann noch einen eine ein',
    'super prima toll top klasse perfekt genial spitze wunderbar alles klar ok okay gut bestens passt läuft wieder jetzt es',
    'dir euch ihnen für die das hilfe schnelle nette antwort sehr so ebenfalls gleichfalls gerne ihr seid du bist der beste besten auch und wirklich echt hat geholfen',
  ],
  en: [
    'thanks thank thx ty cheers you u so very much many a lot lots again for the your quick great help reply answer',
    'bye goodbye see ya later have nice good great day evening night weekend one too',
    'great perfect awesome super cool ok okay alright fine all works now working it is brilliant lovely amazing that did helped and really take care best regards',
  ],
  tr: [
    'teşekkür teşekkürler ederim ederiz çok sağ ol olun sağol sağolun eyvallah',
    'iyi günler akşamlar geceler hoşça kal kalın görüşürüz kolay gelsin selamlar',
    'süper harika tamam tamamdır oldu güzel mükemmel yardımınız için',
  ],
  fr: [
    'merci beaucoup bien mille encore pour votre ton aide la réponse à vous toi',
    'au revoir bonne bonjour journée soirée nuit bon week end à bientôt',
    'super parfait génial top ok très cool ça marche',
  ],
  es: [
    'gracias muchas mil muchísimas por la ayuda respuesta tu su a ti',
    'adiós hasta luego pronto buen buenas buenos día días tardes noches saludos',
    'genial perfecto vale ok muy bien estupendo todo',
  ],
  it: [
    'grazie mille tante molte infinite per la risposta aiuto a te voi',
    'ciao arrivederci buona giornata serata notte saluti buon a presto',
    'perfetto ottimo ok va bene benissimo tutto super',
  ],
  nl: [
    'bedankt dank dankjewel dankuwel je u wel zeer hartelijk voor de hulp snelle reactie',
    'doei dag tot ziens fijne fijn avond weekend groetjes groeten',
    'super top prima goed perfect oké ok helemaal',
  ],
  pl: [
    'dziękuję dzięki bardzo wielkie za pomoc szybką odpowiedź serdecznie',
    'do widzenia pa miłego dnia wieczoru dobranoc pozdrawiam',
    'super świetnie ok dobrze idealnie',
  ],
};

/** At least one of these has to be there: "gut jetzt" alone closes nothing. */
const thanks: Readonly<Record<string, readonly string[]>> = {
  de: words(
    'danke danken dank dankeschön dankesehr merci thx tschüss tschüssi tschau ciao servus bye gruß grüße lg vg mfg super prima toll top klasse perfekt genial spitze wunderbar gleichfalls ebenfalls',
  ),
  en: words('thanks thank thx ty cheers bye goodbye perfect awesome brilliant lovely amazing great regards'),
  tr: words('teşekkür teşekkürler sağ sağol sağolun eyvallah günler hoşça görüşürüz süper harika mükemmel'),
  fr: words('merci revoir super parfait génial top journée soirée'),
  es: words('gracias adiós genial perfecto estupendo saludos'),
  it: words('grazie ciao arrivederci perfetto ottimo saluti'),
  nl: words('bedankt dank dankjewel dankuwel doei super top perfect groetjes groeten'),
  pl: words('dziękuję dzięki widzenia pozdrawiam super świetnie idealnie'),
};

const known = new Map(
  Object.entries(closings).map(([language, lists]) => [language, new Set(lists.flatMap(words))]),
);

/** Hearts, thumbs and faces, with the joiners and tones they are made of. Digits are emoji to Unicode, and not to us. */
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3/gu;
/** As they are typed. */
const SMILEYS = /[:;]-?[)D*]|<3/gu;
/** What says that it is not over: bad news drawn as a face. */
const UNHAPPY = /[😠😡🤬😤😞😢😭😩😫🙁☹👎💩🤮🖕😒🙄💔❓❔⁉🆘⚠]/u;

/**
 * Whether a message says nothing but thank you or goodbye: short, no question, no number and no link, and no word that
 * is not part of such a phrase. Without a language every known one is tried. Only a message after a reply of ours
 * can be one; whoever calls knows that. In doubt it is none: a clock too many annoys us, one too few the customer.
 */
export function isCourtesy(text: string, language: string | null): boolean {
  const plain = text
    .normalize('NFC')
    .replaceAll(/(^|\s)@[\w.@-]+/gu, ' ')
    .replaceAll(SMILEYS, '🙂')
    .trim();
  if (plain.length > MOST_CHARACTERS || /[?¿؟？\d]|https?:|www\./u.test(plain) || UNHAPPY.test(plain))
    return false;
  const hasEmoji = plain.search(EMOJI) >= 0;
  const said = words(plain.replaceAll(EMOJI, ' '));
  if (said.length === 0) return hasEmoji;
  if (said.length > MOST_WORDS) return false;
  const base = language?.toLowerCase().split('-')[0];
  const languages = base !== undefined && known.has(base) ? [base, 'en'] : [...known.keys()];
  return languages.some(
    (one) =>
      said.every((word) => known.get(one)?.has(word) === true) &&
      said.some((word) => thanks[one]?.includes(word) === true),
  );
}

function words(text: string): string[] {
  return text.toLocaleLowerCase('und').match(/[\p{L}\p{M}]+/gu) ?? [];
}
