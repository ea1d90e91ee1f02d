import type { Language } from '#kernel';

/** A quotation at the start of a sentence, its comma, and the words that say whose it is. */
const QUOTED_FIRST =
  /^(["“„«]\s?)([^"“”„«»]+?)([,!]?)(\s?["”“»])(,?)\s(?!["“„«])([^"“”„«»:;–—]+)\.$/u;

/** Verbs of speech that a language puts before who speaks: "said", "hat gesagt" in one or two words. */
const VERBS: Readonly<Record<Language, RegExp>> = {
  en: /^(said|says|added|told reporters|explained|warned|recalled|insisted|noted|argued|promised|admitted|joked) (?!(?:he|she|they|it|that|in|on|at|to|by)(?!\p{L}))/u,
  de: /^(sagte|sagt|erklärte|erklärt|meinte|meint|betonte|betont|warnte|warnt|ergänzte|versprach|verspricht|erzählte|erzählt|berichtete|berichtet|lobte|bilanziert|bilanzierte|schrieb|begründete|bestätigte|bestätigt|versicherte|kommentierte|mahnte|rät|riet|hofft|erinnert sich|erinnerte sich|scherzte) (?=\p{Lu}|der |die |das |ein )/u,
  fr: /^((?:a|ont) (?:dit|déclaré|expliqué|ajouté|raconté|affirmé|confié|lancé|résumé|averti|promis|précisé|rappelé|plaisanté|assuré|souligné|commenté|reconnu|témoigné|relevé|conclu|estimé|répondu|insisté|noté|indiqué|prévenu|regretté|admis|observé)|s['’]est (?:réjouie?|félicitée?|inquiétée?|souvenue?)|s['’](?:émerveille|inquiète|étonne|enthousiasme|amuse|indigne|agace)|relève|note|conclut|glisse|soupire|sourit|insiste|plaisante|tempère|nuance|observe|s['’]exclame|lance|répond|admet|indique|raille|estime|regrette|dit|explique|raconte|affirme|résume|précise|ajoute|confie|assure|souligne|déclare|témoigne|commente|reconnaît|rappelle|prévient|promet|se réjouit|se souvient) (?=\p{Lu}|le |la |les |l['’]|un |une )/u,
  it: /^((?:ha|hanno) (?:detto|dichiarato|spiegato|aggiunto|raccontato|affermato|ricordato|avvertito|promesso|commentato|raccomandato|assicurato|ammesso|scherzato)|dice|spiega|raccomanda|calcola|precisa|confida|conclude|replica|ribadisce|rivela|lamenta|racconta|afferma|aggiunge|ricorda|riassume|avverte|promette|commenta|sottolinea|assicura|ammette|dichiara|osserva) (?=\p{Lu}|il |lo |la |i |gli |le |l['’]|un |una )/u,
  es: /^(dijo|explicó|afirmó|contó|añadió|declaró|aseguró|señaló|advirtió|confesó|relató|recordó|prometió|resumió|replicó|admitió|bromeó|precisa|calcula|describe|describió|celebró|subraya|comenta|concluye|reconoce|lamenta|sostiene|opina|subrayó|comentó|reconoció|lamentó|sostuvo|opinó|dice|explica|afirma|cuenta|añade|declara|asegura|señala|advierte|recuerda|resume|promete|ha dicho|ha explicado|ha declarado) (?=\p{Lu}|el |la |los |las |un |una )/u,
};
/** Words that begin when and where it was said, behind who said it. */
const WHEN: Readonly<Record<Language, string>> = {
  en: 'at|in|on|after|during|before|when|to|from|outside',
  de: 'am|an|im|in|nach|bei|vor|zu|während|auf|gegenüber|mit',
  fr: 'après|à|au|aux|en|dans|devant|lors|pendant|avec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche',
  it: 'dopo|a|al|alla|in|nel|nella|durante|davanti|con|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica',
  es: 'tras|después|a|al|en|durante|ante|con|este|esta|el lunes|el martes|el miércoles|el jueves|el viernes',
};

/** Who speaks, as far as the last word of a name, before when and where it was said. */
function speakerOf(rest: string, language: Language): string | undefined {
  return new RegExp(
    `^(?:[\\p{L}\\p{N}'’-]+ )*?\\p{Lu}[\\p{L}'’-]+(?=$| (?:${WHEN[language]})(?!\\p{L}))`,
    'u',
  ).exec(rest)?.[0];
}

/**
 * On the radio the speaker comes before the words: a quotation that nobody has announced is heard as the host's own.
 * «Q», said the mayor, Anna Muster -> The mayor, Anna Muster, said: «Q». The quotation stays letter by letter.
 *
 * @returns The sentence, turned round where it can be done without a change of any word; as it was otherwise.
 */
export function speakerFirst(sentence: string, language: Language): string {
  const match = QUOTED_FIRST.exec(sentence);
  if (!match) return sentence;
  const [, open = '', quotation = '', mark = '', close = '', , saying = ''] = match;
  const verb = VERBS[language].exec(saying)?.[1];
  if (verb === undefined) return sentence;
  const { speaker, when } = parted(saying.slice(verb.length + 1), language);
  if (speaker === undefined) return sentence;
  const end = mark === '!' ? '!' : '.';
  const quoted = `${open}${quotation}${end}${close}`;
  const subject = speaker.charAt(0).toUpperCase() + speaker.slice(1);
  const comma = speaker.includes(',') ? ',' : '';
  const colon = language === 'fr' ? ' :' : ':';
  return `${subject}${comma} ${verb}${when === '' ? '' : ` ${when}`}${colon} ${quoted}`;
}

/** "The mayor, Anna Muster, after the vote": who, with what is said of them between commas, and when. */
function parted(
  rest: string,
  language: Language,
): { readonly speaker: string | undefined; readonly when: string } {
  const parts = rest.split(', ');
  if (parts.length === 1) {
    const speaker = speakerOf(rest, language);
    return { speaker, when: rest.slice(speaker?.length).trim() };
  }
  const last = parts.at(-1) ?? '';
  const isWhen = new RegExp(`^(?:${WHEN[language]})(?!\\p{L})`, 'iu').test(last);
  const speaker = (isWhen ? parts.slice(0, -1) : parts).join(', ');
  const isName = /\p{Lu}/u.test(speaker) && speakerOf(parts[0] ?? '', language) === parts[0];
  // "The captain, Salvatore Esposito": the office has no name in it, what follows is one.
  const isOffice = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)+$/u.test(parts[1] ?? '');
  return { speaker: isName || isOffice ? speaker : undefined, when: isWhen ? last : '' };
}
