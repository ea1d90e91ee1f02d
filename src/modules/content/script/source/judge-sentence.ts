import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { hasBalancedQuotes, quotationsIn, withoutQuotations } from './sentences.js';
import { wordsOf } from './stemmer.js';

/** A listener loses the thread of anything longer. */
const WORDS_MAX = 38;
const WORDS_MIN = 5;

/** A quotation of fewer words is a label in the reporter's own sentence. */
const QUOTED_WORDS_MIN = 5;

/** @returns Why a sentence cannot be read out, or undefined where it can. */
export function faultOf(sentence: string, language: Language): string | undefined {
  const words = wordsOf(sentence);
  if (turnsBack(sentence)) return 'promise';
  if (words.length < WORDS_MIN) return 'short';
  if (words.length > WORDS_MAX) return 'long';
  return formFault(sentence) ?? voiceFault(sentence, words, language);
}

function formFault(sentence: string): string | undefined {
  if (!/[.!]["”“»«’')]*$/u.test(sentence)) return 'no full stop';
  if (/…|\.\.|\?/u.test(sentence)) return 'broken off or a question';
  if (/https?:|www\.|\S@\S|(?:^|\s)[@#]\p{L}|[<>{}[\]|*_~^\\=]|\+\+/iu.test(sentence))
    return 'signs';
  if (/\b[\w-]+\.(?:com|org|net|ch|de|fr|it|es|eu|io|tv|co\.uk|example)\b/iu.test(sentence))
    return 'address';
  if (!/^(?:«\s|["“„«»'‘¡(])*[\p{Lu}\p{N}]/u.test(sentence)) return 'starts in the middle';
  if (/^(?:["“„«]?\d{1,2}[.)]\s|[-–—•])/u.test(sentence)) return 'list';
  if (!hasBalancedQuotes(sentence)) return 'unbalanced';
  if (/(?:^|\s)(?!\p{N})\p{Lu}{4,}(?:\s\p{Lu}{3,})/u.test(sentence)) return 'shouting';
  if (/:\s*["”»]?[.!]?$/u.test(sentence)) return 'announces a list';
  return undefined;
}

/** A question without its mark: "What that means and who profits." */
const TEASER =
  /^(?:here['’]s|here are|what|how|why|was|wie|warum|wer|wo|weshalb|comment|pourquoi|ce qu['’]il faut|voici|ecco|perché|cómo|por qué|qué|estas son)(?!\p{L})/iu;

/** Says only that something is going to be said: it is told with the next sentence, or not at all. */
const PROMISE =
  /(?<!\p{L})(?:(?:held|brought|had|yielded|in for) a surprise|(?:hielt|brachte|hatte|hat|gab es) eine überraschung|réserv(?:é|ait|e) (?:une|des) surprises?|riserva(?:to|va)? (?:una sorpresa|sorprese)|(?:deparó|deparaba|guardaba|dio) (?:una sorpresa|sorpresas)|do(?:es)? the (?:sums|maths)|font leurs comptes|fanno i conti|hacen cuentas|(?:in sight|in Sicht|en vue|in vista|a la vista)|(?:is|are) (?:quite )?(?:a|an)(?:other| different) (?:question|matter)(?: altogether)?|(?:ist|sind) eine (?:ganz )?andere Frage|(?:est|sont) une (?:tout )?autre (?:question|affaire)|(?:è|sono) (?:tutta )?un['’]altra (?:questione|faccenda)|(?:es|son) otra (?:cuestión|cosa))(?: (?:bereit|parat))?["”»]?[.!]?$/iu;
/** Turns back to how it began: "It had looked quite different." What it turns from is how the story opened. */
const TURNS_BACK =
  /^(?:It had (?:all )?(?:looked|begun|started) (?:quite |very |so |rather )?(?:different(?:ly)?|badly|otherwise)|(?:Dabei|Lange|Zuerst|Zunächst) hatte es (?:\p{L}+ ){0,2}anders ausgesehen|Es hatte (?:\p{L}+ ){0,2}anders ausgesehen|(?:Tout|La soirée|Le match) avait (?:pourtant )?(?:si |très )?(?:mal (?:commencé|débuté)|commencé autrement)|(?:Eppure )?(?:tutto |la serata |la partita )?era (?:cominciat|iniziat)[oa] (?:male|diversamente)|Todo había (?:empezado|comenzado) (?:mal|de otra manera))\.$/iu;

/** Names somebody and leaves to the next sentence what they did: "L'héroïne de la soirée se nomme Kadia Berthoud." */
const NAMES_ONLY =
  /^(?:The|Der|Die|L['’]|Le|La|Il|Lo|El) ?(?:her(?:o|oine)|star|held(?:in)?|heldin|matchwinnerin|matchwinner|héroïne|héros|eroina|eroe|protagonista|heroína|héroe)(?!\p{L})[^,:]*? (?:was|is|ist|war|heisst|heißt|hiess|hieß|est|était|se nomme|s['’]appelle|è|era|è stat[ao]|si chiama|es|fue|se llama) (?:\p{Lu}[\p{L}'’-]+ ?){2,4}\.$/iu;

/** Says of the sentence before who said it, and when: "Lo ha comunicato il comando dei pompieri alle 7.40." */
const SAYS_WHO: Readonly<Record<Language, RegExp>> = {
  en: /^(?:This|That) (?:was|has been) (?:said|announced|confirmed|reported|made public)(?!\p{L})/iu,
  de: /^Das (?:teilten? .+ mit|gab(?:en)? .+ bekannt|meldeten?|bestätigten?|sagten?|erklärten?|berichteten?)(?!\p{L})/iu,
  fr: /^C['’]est ce qu(?:['’]|e )/iu,
  it: /^(?:Lo (?:ha|hanno|rend[eo]no?) |L['’](?:ha|hanno) )(?:comunicato|annunciato|reso noto|confermato|riferito|dichiarato|detto|spiegato|noto)(?!\p{L})/iu,
  es: /^Así lo (?:ha|han|informó|informaron|comunicó|anunció|confirmó|dijo|explicó|aseguró)(?!\p{L})/iu,
};

/** Corrects what an earlier report said, which the listener may never have heard. */
const EARLIER_REPORT: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:(?:an|the) )?(?:earlier|previous) (?:report|count|toll|tally|bulletin|version)s?(?!\p{L})/iu,
  de: /(?<!\p{L})(?:frühere[nr]?|vorherige[nr]?|vorangegangene[nr]?) (?:Meldung|Bilanz|Zählung|Angaben)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:bilan (?:précédent|antérieur)|précédent bilan|premier bilan faisait)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:bilancio precedente|precedente bilancio|primo bilancio parlava)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:(?:balance|recuento) (?:anterior|previo)|primer balance hablaba)(?!\p{L})/iu,
};

/** @returns Whether a sentence only turns back to how the story began. */
export function turnsBack(sentence: string): boolean {
  return TURNS_BACK.test(sentence);
}

/** @returns Whether a sentence only says who said the one before, or corrects what was never heard: it is left out. */
export function isAside(sentence: string, language: Language): boolean {
  return (
    SAYS_WHO[language].test(sentence) || EARLIER_REPORT[language].test(withoutQuotations(sentence))
  );
}

/** Says that the news may yet change: a result that is being recounted, a decision that is appealed against. */
const RESERVATION: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:recount|provisional|preliminary|final result|(?:not|yet to be) (?:yet )?(?:been )?confirmed|unconfirmed|appeal(?:ed)? against|did not concede|ruled out)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:Nachzählung|vorläufige[nrs]?|Endergebnis|Schlussresultat|definitive[nrs]? (?:Ergebnis|Resultat)|nicht bestätigt|unbestätigt|noch nicht rechtskräftig|Rekurs|Beschwerde gegen)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:recomptage|nouveau décompte|provisoires?|résultats? définitifs?|pas (?:encore )?(?:été )?confirmée?s?|recours contre)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:riconteggio|provvisori[oae]?|risultat[oi] definitiv[oi]|non (?:ancora )?confermat[oaie]|ricorso contro)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:recuento parcial|nuevo recuento de votos|provisional(?:es)?|resultado definitivo|sin confirmar|no (?:se )?(?:ha|han) confirmado|recurso contra)(?!\p{L})/iu,
};

/** @returns Whether a sentence says that the news may yet change, or is not sure. */
export function isReservation(sentence: string, language: Language): boolean {
  return RESERVATION[language].test(withoutQuotations(sentence));
}

function voiceFault(
  sentence: string,
  words: readonly string[],
  language: Language,
): string | undefined {
  const grammar = grammarOf(language);
  const own = withoutQuotations(sentence);
  if (grammar.imperative.test(sentence)) return 'imperative';
  if (TEASER.test(sentence) && !sentence.includes(',')) return 'teaser';
  if (PROMISE.test(sentence) && !/\p{N}/u.test(sentence)) return 'promise';
  if (NAMES_ONLY.test(sentence)) return 'promise';
  if (isAside(sentence, language)) return 'aside';
  if (grammar.reader.test(own)) return 'first or second person';
  if (language === 'de' && /(?<=[\p{L},] )(?:Sie|Ihnen|Ihre?[nmrs]?)(?![\p{L}])/u.test(own))
    return 'second person';
  const quoted = quotationsIn(sentence).filter((text) => wordsOf(text).length >= QUOTED_WORDS_MIN);
  if (quoted.length > 0 && !grammar.reporting.test(own)) return 'nobody says the quotation';
  if (quoted.length > 0 && /!["”»]?/u.test(quoted.join(' ')) && words.length < 8)
    return 'exclamation';
  const letters = sentence.replace(/[^\p{L}]/gu, '');
  const capitals = sentence.replace(/[^\p{Lu}]/gu, '');
  return capitals.length > letters.length / 2 ? 'shouting' : undefined;
}

/** @returns Whether the sentence only makes sense right after the one before it. */
export function pointsBack(sentence: string, language: Language): boolean {
  const grammar = grammarOf(language);
  if (grammar.dependentStart.test(withoutLeadingQuotation(sentence))) return true;
  const own = withoutQuotations(sentence);
  if (grammar.pronounReporting.test(own) || saysNobody(sentence, own, language)) return true;
  if (CONNECTIVE[language].test(own) || QUOTES_OF_SOMEBODY[language].test(sentence)) return true;
  if (language === 'de')
    return RELATIVE_PRONOUN.test(own) || (REPORTED.test(own) && !grammar.reporting.test(own));
  return language === 'en' && (hasLonePronoun(own) || leansOnThing(own));
}

/** "He asked me what the score was": who he is, the sentence before has said. */
const QUOTES_OF_SOMEBODY: Readonly<Record<Language, RegExp>> = {
  en: /["“](?:He|She|They) \p{Ll}/u,
  de: /["„«]Er \p{Ll}/u,
  fr: /["“«]\s?(?:Elles?|Ils?) (?!faut|fallait|faudra|y a|y avait|est temps|n['’]y|s['’]agit|pleu|neige)\p{Ll}/u,
  it: /["“«](?:Lui|Lei|Loro) \p{Ll}/u,
  es: /["“«](?:Él|Ella|Ellos|Ellas) \p{Ll}/u,
};

/** Wherever it stands, it joins the sentence to the one before: "technicians finally drove there", "ont toutefois refusé". */
const CONNECTIVE: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:finally|instead(?! of)|however(?= ?,)|therefore|nevertheless|nonetheless|as a result|all the same)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:stattdessen|deshalb|deswegen|daraufhin|dennoch|trotzdem|schliesslich|schließlich|jedoch|hingegen|dagegen|indessen)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:finalement|pourtant|toutefois|cependant|néanmoins|du coup|en revanche|par contre)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:alla fine(?! d)|però|invece(?! d)|tuttavia|perciò|pertanto|ciononostante)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:finalmente|sin embargo|por eso|en cambio|no obstante|al final(?! de))(?!\p{L})/iu,
};

/** "In neun Jahren sei dort noch Schnee gefallen": who says so stands in the sentence before. */
const REPORTED =
  /(?<!\p{L})(?:sei|seien|habe|werde|könne|müsse|dürfe|wolle|solle|gebe|gehe|komme)(?!\p{L})/u;

/** "Der Auftrag, der es hätte erneuern sollen": what it is, the sentence before has named. */
const RELATIVE_PRONOUN = /^[^,]+, (?:der|die|das|den|dem|deren|dessen) (?:es|ihn|sie) /u;

/** "Who no longer works there.", "A chip can run it in real time": a place or a thing named before. */
function leansOnThing(own: string): boolean {
  return (
    /(?<!\p{L})there(?=[.,;]|$)/u.test(own) ||
    /^(?:An?|Some|Many) [^,:;]*?\b(?:can|could|may|will|would|must) \p{Ll}+ (?:it|them)\b/u.test(
      own,
    )
  );
}

/** «È una porta», riassume: Italian and Spanish leave out who says it. */
function saysNobody(sentence: string, own: string, language: Language): boolean {
  if ((language !== 'it' && language !== 'es') || !/^["“«]/u.test(sentence)) return false;
  const rest = own.replace(/^[\s,.:]+/u, '');
  return (
    wordsOf(rest).length <= 3 &&
    !/\p{Lu}/u.test(rest) &&
    !/(?<!\p{L})(?:il|la|lo|l['’]|el|un|una)(?!\p{L})/iu.test(rest)
  );
}

/** "Two metres down her probe": somebody has to have been named before the pronoun. */
function hasLonePronoun(own: string): boolean {
  const at = own.search(/(?<!\p{L})(?:he|she|his|her|him)(?!\p{L})/iu);
  return (
    at > 0 &&
    !/\p{L}\s+(?:[\p{L}-]+\s+)*?\p{Lu}\p{Ll}/u.test(own.slice(0, at)) &&
    !/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(own)
  );
}

/** "That charge", "diese Massnahme": a noun that has been named before, and no word of time. */
const POINTS_AT: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:(?:this|these|those) (?!(?:year|week|month|morning|evening|afternoon|weekend|season|summer|winter|spring|autumn|century|is|was|are|were)\b)\p{Ll}{3,}|(?:leveled|made|of|for|about|in|on|with|by|had|has) that (?!(?:the|a|it|they|he|she|there|people|all|some|no|one|its|their)\b)\p{Ll}+)/u,
  de: /(?<!\p{L})(?:[Dd]iese[rsmn]?|[Jj]ene[rsmn]?) (?!(?:Woche|Jahr|Jahre|Monat|Tage|Tagen|Sommer|Winter|Herbst|Frühling|Saison|Jahres|Wochenende|Zeit))\p{Lu}/u,
  fr: /(?<!\p{L})(?:cet(?:te)?|ces|ce) (?!(?:semaine|année|mois|été|hiver|printemps|automne|week-end|matin|soir|saison|jour|siècle|nuit|qui|que|qu|dont|sont|n|sera|fut|matinée|après-midi)(?!\p{L}))\p{Ll}{3,}/iu,
  it: /(?<!\p{L})quest[oaie] (?!(?:settimana|anno|mese|mattina|sera|estate|inverno|primavera|autunno|stagione|notte|pomeriggio|giorni|ore|secolo)(?!\p{L}))\p{Ll}{3,}/iu,
  es: /(?<!\p{L})(?:est[eao]s?|es[eao]s?) (?!(?:semana|año|mes|mañana|tarde|noche|verano|invierno|primavera|otoño|temporada|fin|lunes|martes|miércoles|jueves|viernes|sábado|domingo|madrugada|siglo|es|son|está)(?!\p{L}))\p{Ll}{3,}/iu,
};

/** "The region", of which only a title says which one. */
const SOME_PLACE: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:in|of|across) the (?:region|area|village|valley|province|district)(?=[ ,.])(?! of (?:the )?\p{Lu})/u,
  de: /(?<!\p{L})(?:in der (?:Region|Gegend|Provinz)|im (?:Dorf|Tal|Gebiet|Bezirk))(?=[ ,.])(?! \p{Lu}\p{Ll}+(?:[ ,.]|$))/u,
  fr: /(?<!\p{L})(?:dans|de) (?:la (?:région|vallée|province|zone)|le (?:village|district))(?=[ ,.])(?! (?:de|du|d['’])\s?(?:la )?\p{Lu})/u,
  it: /(?<!\p{L})(?:nella|della) (?:regione|zona|valle|provincia)(?=[ ,.])(?! (?:di|del|della) \p{Lu})/u,
  es: /(?<!\p{L})(?:en|de) (?:la (?:región|zona|provincia|comarca)|el (?:pueblo|valle))(?=[ ,.])(?! (?:de|del) (?:la )?\p{Lu})/u,
};

/** @returns Whether the sentence, said first, would speak of a place without saying which. */
export function isOfSomePlace(sentence: string, language: Language): boolean {
  return SOME_PLACE[language].test(withoutQuotations(sentence));
}

/** @returns Whether the sentence, said first, would speak of something as if it had been named. */
export function pointsAtUnnamed(sentence: string, language: Language): boolean {
  return POINTS_AT[language].test(withoutQuotations(sentence));
}

/** A finite verb in front is a sentence whose subject stands in the one before: "Abita da sempre", "Lidera la tabla". */
const VERB_FIRST: Readonly<Partial<Record<Language, RegExp>>> = {
  it: /^(?:(?:è|sono|era|erano|sarà|saranno|fu|furono) |(?!(?:alla|dalla|nella|sulla|della|la|le|una|ogni|prima|senza|oltre|come|dove|quanto|persino|infine|contro|mentre|sette|nove|forse|circa)(?!\p{L}))\p{L}+(?:a|e|ano|ono|ò|rà|ranno|iva|ava|evano|avano) (?:da|dal|dalla|di|in|a|al|alla|il|lo|la|i|gli|le|un|una|con|per|su|sul|che|anche|poi|domani|ancora|già|solo|inoltre|però)(?!\p{L}))/iu,
  es: /^(?:(?:es|son|era|eran|será|serán|fue|fueron) |(?!(?:la|una|cada|hasta|para|sobre|entre|desde|ante|durante|mediante|siete|nueve|doce|trece|quince|parte|nada)(?!\p{L}))\p{L}+(?:a|e|an|en|ó|rá|rán|aron|ieron|aba|ía|aban|ían) (?:de|del|desde|en|a|al|el|la|los|las|un|una|con|por|para|que|también|además|ya|solo|su|sus)(?!\p{L}))/iu,
};
/** "In due stagioni di prova, su 26 ettari, ha dato l'allarme": behind what stands before it the verb has no subject. */
const VERB_LATE: Readonly<Partial<Record<Language, RegExp>>> = {
  it: /^(?:In|Nel|Nell['’]|Nella|Nelle|Nei|Negli|Dopo|Per|Con|A|Al|Da|Dal) [^.:;«»]*?, (?:ha|hanno|è|sono|aveva|avevano|sarà|saranno) \p{Ll}+[oaie](?!\p{L})/u,
  es: /^(?:En|Tras|Por|Con|A|Al|Desde|Durante) [^.:;«»]*?, (?:ha|han|había|habían|fue|fueron) \p{Ll}+(?!\p{L})/u,
};
/** A pronoun behind a verb, before any clause that could hold its noun: "Für das Jahr rechnet sie mit". */
const LATE_PRONOUN: Readonly<Partial<Record<Language, RegExp>>> = {
  de: /^[^,:«„"]*?(?<!(?:und|oder|dass|weil|wenn|ob|als|wie|was|wo|bis|denn|aber|dem|sobald)) (?:er|sie)(?= \p{Ll})/u,
  fr: /^(?:(?!(?:le|la|les|un|une|l['’]\p{L}+|des|du|aux?) \p{L}+)[\p{L}'’-]+,? ){0,3}(?:elles?|ils)(?!\p{L})/iu,
};

/**
 * @returns Whether the sentence names its subject only by what its language allows to leave to the one before. Softer
 * than `pointsBack`: where nothing stands before it, it may still stand alone.
 */
export function leansOnSubject(sentence: string, language: Language): boolean {
  const own = withoutQuotations(sentence).trim();
  return (
    VERB_FIRST[language]?.test(own) === true ||
    VERB_LATE[language]?.test(own) === true ||
    LATE_PRONOUN[language]?.test(own) === true ||
    (language === 'en' && hasLonePlural(own))
  );
}

/** "On a mixed farm, up to five of them": no plural before the pronoun. */
function hasLonePlural(own: string): boolean {
  const at = own.search(/(?<!\p{L})(?:they|them)(?!\p{L})/iu);
  return (
    at > 0 &&
    !/\p{L}{3}s(?!\p{L})|\b(?:people|police|men|women|children|staff|crowd|and)\b/iu.test(
      own.slice(0, at),
    )
  );
}

/** A quotation may start with "we" or "it": its speaker decides, who comes after it. */
function withoutLeadingQuotation(sentence: string): string {
  return /^["“„«»]/u.test(sentence)
    ? withoutQuotations(sentence).replace(/^[\s,]+/u, '')
    : sentence;
}

/** @returns Whether the sentence has a person in it that is only called he or she. */
export function saysPerson(sentence: string, language: Language): boolean {
  const own = withoutQuotations(sentence);
  return (
    grammarOf(language).pronounReporting.test(own) ||
    saysNobody(sentence, own, language) ||
    (language === 'en' && /^[\s,"“]*(?:he|she|his|her)(?!\p{L})/iu.test(own))
  );
}

/** @returns Whether the sentence names somebody by two names. */
export function namesPerson(sentence: string, language: Language): boolean {
  const { stopWords } = grammarOf(language);
  return [...sentence.matchAll(/(?<!\p{L})(\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?) \p{Lu}\p{Ll}+/gu)].some(
    ([, first = '']) => !stopWords.has(first.toLowerCase()),
  );
}

/** A definite article and the noun it stands with; a number or small adjectives may come between. */
const DEFINITE: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:the|both) (?:\d+ )?(\p{Ll}[\p{L}-]{3,})/giu,
  de: /(?<!\p{L})(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Bb]eide|[Bb]eim|[Zz]um|[Zz]ur|[Ii]ns) (?:\d+ )?(?:\p{Ll}+ ){0,2}(\p{Lu}[\p{L}-]{3,})/gu,
  fr: /(?<!\p{L})(?:le |la |les |l['’]|du |au |aux )(?:\d+ )?(\p{Ll}[\p{L}-]{2,})/giu,
  it: /(?<!\p{L})(?:il |lo |la |i |gli |le |l['’]|(?:d|n|a|da|su)(?:el|al|l|ell)[oaie]? )(?:\d+ )?(\p{Ll}[\p{L}-]{3,})/giu,
  es: /(?<!\p{L})(?:el |la |los |las |del |al )(?:\d+ )?(\p{Ll}[\p{L}-]{3,})/giu,
};
/** There is one of it, and everybody knows which. */
const UNIQUE =
  /^(?:police|polizei|kantonspolizei|stadtpolizei|polizia|policía|government|regierung|gouvernement|governo|gobierno|bundesrat|fire|firefighters|feuerwehr|pompiers|pompieri|vigili|bomberos|authorities|behörden|autorités|autorità|autoridades|city|town|stadt|ville|città|ciudad|canton|kanton|cantone|gemeinde|comune|commune|municipality|ayuntamiento|parliament|parlament|parlement|parlamento|weather|wetter|météo|meteo|sun|sonne|soleil|sole|world|welt|monde|mondo|mundo|first|second|third|next|last|erste[nr]?|zweite[nr]?|première?s?|prim[oaie]|primer[oa]s?|suite|reste|rest|resto|morning|afternoon|evening|night|day|week|weekend|month|year|season|break|end|morgen|abend|nacht|tag|woche|monat|jahr|saison|pause|halbzeit|ende|anfang|matin|soir|nuit|journée|semaine|mois|année|mi-temps|fin|début|mattina|sera|notte|giorno|settimana|mese|anno|stagione|intervallo|fine|inizio|mañana|tarde|noche|día|semana|mes|año|temporada|descanso|final|principio)$/iu;

/** @returns The nouns that a sentence speaks of as if they were known, as "the fire", in their order. */
export function takenAsKnown(sentence: string, language: Language): string[] {
  return [...withoutQuotations(sentence).matchAll(DEFINITE[language])].flatMap(([, noun = '']) =>
    UNIQUE.test(noun) ? [] : [noun],
  );
}

/** @returns Whether it opens with such a noun. */
export function opensAsKnown(sentence: string, language: Language): boolean {
  // "La Suisse romande" is known.
  const [noun] = takenAsKnown(sentence, language).filter(
    (word) => language === 'de' || /^\p{Ll}/u.test(word),
  );
  return noun !== undefined && sentence.indexOf(noun) < OPENING_LETTERS;
}

/** An article, a number and an adjective. */
const OPENING_LETTERS = 24;
