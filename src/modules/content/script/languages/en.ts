import type { Grammar } from './grammar.js';
import { startPattern, uncapitalisedPattern, wordPattern, wordSet } from './patterns.js';

/** English, as a Swiss station reads it: British dates. */
export const english: Grammar = {
  locale: 'en-GB',
  abbreviations:
    'mr mrs ms dr prof sen rep gov gen col lt sgt capt rev hon pres st mt ft jr sr inc ltd co corp vs etc no nos vol fig approx est dept e.g i.e a.m p.m u.s u.k u.n u.s.a d.c ph.d jan feb mar apr jun jul aug sep sept oct nov dec mio bn m'.split(
      ' ',
    ),
  stopWords:
    wordSet(`a about above after again all also am an and any are as at be because been before being below
    between both but by can could did do does down during each few for from further had has have having he her here hers
    him his how i if in into is it its itself just may me might more most must my no nor not now of off on once only or
    other our out over own same say says said she should since so some such than that the their them then there these
    they this those through to told too under until up upon us very was we were what when where which while who whom why
    will with would you your one new still yet`),
  dependentStart: startPattern(
    "he|she|it|they|him|her|his|its|their|them|these|this|those|that|such|both|neither|either|others?|another|but|and|or|so|yet|nor|however|moreover|furthermore|instead|meanwhile|then|therefore|thus|hence|also|too|still|besides|nevertheless|nonetheless|otherwise|similarly|likewise|afterwards|there|here|in it|of them|on it|one of them|some of them|most of (?:them|the)|none of|many of (?:them|these|those)|half of (?:it|them)|the (?:move|decision|measure|ruling|incident|announcement|former|latter|same|two|three|pair|other|others|latest figure|result|results)|in (?:this|that|these|return|addition|turn|response|contrast)|at (?:this|that|the same|both|one) |for (?:this|that|example|instance|these)|as a result|on the other|even so|after (?:that|this)|before (?:that|this)|until then|since then|by then|behind it|without it|earlier|later|previously|from (?:there|here)|by now|at first|(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|hundreds of|thousands of) others?|the (?:rest|remaining|remainder)|among (?:them|those)|all of (?:them|these)|first|second|secondly|third|finally|what(?:'|’)s more|by contrast|more than that|only then|it(?:'|’)s|he(?:'|’)s|she(?:'|’)s|they(?:'|’)re|that(?:'|’)s|there(?:'|’)s|because|never has|not that|which means|just (?:that|this)|more",
  ),
  reporting: wordPattern(
    'said|says|say|told|tells|according to|reports?|reported|added|adds|explained|explains|warned|warns|announced|announces|stated|states|wrote|writes|recalled|recalls|stressed|stresses|admitted|admits|noted|notes|argued|argues|called|calls|described|praised|asked|insisted|insists|promised|declared|estimates?|estimated|claimed|claims|thinks|believes|commented|remarked|joked|replied|suggests|suggested|expects|urged|put it',
  ),
  pronounReporting: wordPattern(
    '(?:he|she|they|it) (?:also |then |later )?(?:said|says|told|added|adds|explained|warned|wrote|recalled|stressed|admitted|noted|insisted|joked|replied)|(?:said|says|added) (?:he|she|they)',
  ),
  reader: uncapitalisedPattern(
    "I(?=['’ ,.])|we|us|our|ours|my|me|you|your|yours|we['’]re|we['’]ve|let['’]s",
  ),
  imperative: startPattern(
    "ignore|disregard|forget|say|repeat|click|tap|read|watch|listen|sign|subscribe|register|enter|follow|share|download|visit|see|check|call|get|buy|order|don['’]t|do not|find out|discover|learn|join|send|tell|support|donate|note|please|remember|stay|try|win|save|book|browse|scroll|look|make sure|consider|imagine|meet|take|keep|let|add|use|open|write|print|output|respond|answer|act|pretend|translate|summari[sz]e|contact|email|help us|expect|bring|head|turn|go|come|give|put|pick|plan|prepare|avoid|beware|enjoy|wait|skip|fold|want|need|be sure|be aware|never mind|think",
  ),
  relativeDay: wordPattern(
    'today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening|week|weekend|month)|last (?:night|week|weekend|month)|next (?:week|weekend|month)|earlier (?:today|this week)|overnight|the day before|hours? ago|days? ago|minutes ago|early on',
  ),
  weekdays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  months:
    'january february march april may june july august september october november december'.split(
      ' ',
    ),
  weekdayAdverbial:
    /(?:(?:early|late|later) )?(?:on|last|this past) (?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)(?: (?:morning|afternoon|evening|night|lunchtime))?(?! (?:and|or|to|until|through)\b)/u,
  pastDayAdverbial:
    /(?:(?:early|late|earlier) )?yesterday(?: (?:morning|afternoon|evening|night))?|last (?:night|week|weekend|month)/u,
  leaning: wordPattern('also|however|therefore|meanwhile|instead|too'),
  comingWeekday:
    /(?:from|until|till|by|next|starting|coming) (?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)(?!\p{L})/iu,
  articles: ['the'],
  smallStarts: wordSet(
    'the a an in on at for from with after before while when as if by more nearly about around almost some many most two three four five six seven eight nine ten there this that no all both only under over since until during',
  ),
};
