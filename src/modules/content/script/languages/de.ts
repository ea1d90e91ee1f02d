import type { Grammar } from './grammar.js';
import { startPattern, uncapitalisedPattern, wordPattern, wordSet } from './patterns.js';

/** German, with Swiss spelling. */
export const german: Grammar = {
  locale: 'de-CH',
  abbreviations:
    'dr prof st hl hr fr nr ca bzw usw usf etc z.b z. b z.t z. t d.h d. h u.a u. a i.d.r o.ä v.a inkl exkl max min mio mrd tel str abs art bspw evtl ggf gem geb gest ing jan feb mär apr jun jul aug sep sept okt nov dez rd vgl sog u.s s.o s.u v.chr n.chr chr kt std mind stv lic jh jhd phil'.split(
      ' ',
    ),
  stopWords:
    wordSet(`aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf
    aus bei beim bin bis bist da damit dann das dass dazu dein dem den denn der des dessen die dies diese diesem diesen
    dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwas euch für gegen gewesen hab habe
    haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist jede jedem
    jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner können könnte machen man mehr mein mit muss nach
    nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so solche soll
    sollen sollte sondern sonst über um und uns unter viel vom von vor während war waren was weg weil weiter welche wenn
    werde werden wie wieder will wir wird wo wollen wollte worden wurde wurden zu zum zur zwar zwischen sagte sagt laut
    rund etwa bereits sowie ans aufs fürs ums durchs übers`),
  dependentStart: startPattern(
    'er|sie|es|ihm|ihn|ihr|ihre|ihrem|ihren|ihrer|ihnen|sein|seine|seinem|seinen|seiner|dies|diese|dieser|dieses|diesem|diesen|das (?:ist|sind|war|waren|wäre|sei|hat|habe|wird|werde|kann|soll|zeigt|bedeutet|heisst|heißt|entspricht|gilt|liegt|macht)|der (?:ist|war|hat)|die (?:sind|waren|haben) |aber|und|oder|denn|doch|jedoch|dennoch|trotzdem|allerdings|ausserdem|außerdem|zudem|zugleich|gleichzeitig|deshalb|daher|darum|deswegen|somit|dabei|dafür|dagegen|dadurch|danach|davor|daran|darauf|daraus|darin|darüber|darunter|davon|dazu|damit|dann|da|dort|hier|hierzu|hierfür|stattdessen|hingegen|vielmehr|schliesslich|schließlich|zuvor|vorher|nachher|später|inzwischen|unterdessen|seither|seitdem|bisher|beide|beiden|beides|solche|solcher|solches|andere|anderes|ein anderer|eine andere|so|auch|ebenso|ebenfalls|sonst|zum einen|zum anderen|im gegenzug|im anschluss|in diesem|in dieser|an diesem|bei diesem|bei dieser|aus diesem|von diesen|mit diesem|mit dieser|nach diesem|unter anderem|zum beispiel|solange das|derselbe|dieselbe|dasselbe|letztere|ersterer|die entscheidung|der entscheid|der schritt|die massnahme|die maßnahme|der vorfall|die beiden|nun|jetzt|noch|weiter|weitere|mehr|erzählt wird|weil|was|unter ihnen|darunter|laut ihm|laut ihr|mit ihm|mit ihr|für ihn|für sie|bei ihm|bei ihr|von ihnen|man',
  ),
  reporting: wordPattern(
    'sagte|sagten|sagt|sagen|erklärte|erklärt|erklärten|teilte|teilten|mitteilte|mitteilten|mitteilt|hiess es|hieß es|heisst es|heißt es|meinte|meint|betonte|betont|warnte|warnt|schrieb|schreibt|berichtet|berichtete|berichten|laut|gemäss|gemäß|zufolge|so|fügte|erzählt|erzählte|räumte|einräumte|kündigte|versprach|kritisierte|lobte|forderte|empfiehlt|rechnet|gab an|gibt|nannte|sprach|meldete|meldet|versicherte|verspricht|verteidigte|twitterte|zitiert|schätzt|erwartet|ergänzt|ergänzte|bestätigt|bestätigte|bedauert|bedauerte|begründet|begründete|bilanziert|freut sich|freute sich|fügt|rät|riet|kommentiert|kommentierte|verlangt|verlangte|kritisiert|antwortet|antwortete|hält|spricht|klagt|klagte|rief|ruft|erinnert|erinnerte|gesteht|gestand|findet|fand|glaubt|hofft|hoffte|stellt klar|stellte klar|lacht|lachte|schwärmt|schwärmte',
  ),
  pronounReporting: wordPattern(
    '(?:sagte|sagt|erklärte|meinte|betonte|schrieb|erzählte|erzählt|warnte|ergänzte|fügte) (?:er|sie)|so (?:er|sie)',
  ),
  reader: uncapitalisedPattern(
    'ich|wir|uns|unser|unsere|unserem|unseren|unserer|mein|meine|meinem|meinen|meiner|mir|mich|du|dein|deine|dir|dich|euch|euer|eure',
  ),
  imperative: startPattern(
    'ignoriere|ignorieren sie|vergiss|vergessen sie|sag|sage|sagen sie|klick|klicke|klicken|lies|lesen sie|schauen sie|hören sie|melden sie|abonniere|abonnieren sie|folge|folgen sie|teilen sie|laden sie|besuchen sie|bestellen sie|sichern sie|nutzen sie|kaufen sie|gewinnen sie|machen sie|nehmen sie|erfahren sie|entdecken sie|registrieren sie|testen sie|jetzt (?:lesen|abonnieren|sichern|bestellen|anmelden|registrieren)|hier (?:klicken|geht|finden)|bitte|schreib|antworte|wiederhole|übersetze|tun sie|achten sie|senden sie|schicken sie|rufen sie|tragen sie',
  ),
  relativeDay: wordPattern(
    'heute|gestern|vorgestern|morgen (?:früh|abend|vormittag|nachmittag)|übermorgen|heutige[nrsm]?|gestrige[nrsm]?|diese woche|dieser woche|letzte woche|vergangene woche|nächste woche|kommende woche|am wochenende|vergangenen wochenende|vor (?:wenigen|zwei|drei|einigen) (?:stunden|tagen)|in der nacht auf|am abend|am morgen|am frühen morgen|nächsten mittag',
  ),
  weekdays: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  months:
    'januar februar märz april mai juni juli august september oktober november dezember'.split(' '),
  weekdayAdverbial:
    /(?:am|vom) (?:(?:späten|frühen|vergangenen|letzten) )?(?:Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)(?:morgen|vormittag|mittag|nachmittag|abend)?(?! (?:und|bis|oder))|in der Nacht (?:auf|zum|von) (?:Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)(?: auf (?:Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag))?|diesen (?:Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)/u,
  pastDayAdverbial:
    /gestern(?: (?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht))?|vorgestern|vergangene (?:Woche|Nacht)|letzte (?:Woche|Nacht)|am vergangenen Wochenende/u,
  leaning: wordPattern(
    'dabei|dadurch|daraufhin|deswegen|deshalb|zudem|ebenfalls|hingegen|jedoch|allerdings|danach|davon|dazu|dafür|auch',
  ),
  comingWeekday:
    /(?:ab|bis|kommenden|nächsten|kommende|nächste|bis zum) (?:Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)(?!\p{L})/iu,
  articles: [],
  smallStarts: wordSet(
    'der die das ein eine einen einem einer im in am an auf aus bei mit nach vor zwischen während wenn wer wo als ab bis seit rund mehr fast nur alle drei zwei vier fünf sechs sieben acht neun zehn elf zwölf auch für gegen ohne unter über um von zum zur den dem',
  ),
};
