import type { Grammar } from './grammar.js';
import { startPattern, uncapitalisedPattern, wordPattern, wordSet } from './patterns.js';

/** Italian, as spoken in Ticino. */
export const italian: Grammar = {
  locale: 'it-CH',
  abbreviations:
    'sig sigg sig.ra dott dr dr.ssa dott.ssa prof prof.ssa ing avv on sen arch geom ecc es p. es p.es ca circa n nr art pag cap vol fig tel v s a.c d.c gen feb mar apr mag giu lug ago set ott nov dic mio mrd max min cfr'.split(
      ' ',
    ),
  stopWords:
    wordSet(`a abbia ad agli ai al alla alle allo altri altra altre altro anche ancora avere aveva avevano c che chi ci
    come con contro cosa cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro di dopo dove due e
    ed era erano essere fa fino fra gli ha hanno i il in io l la le lei li lo loro lui ma mentre mi mia mio molto ne negli
    nei nel nella nelle nello no noi non nostro o ogni oltre ora per perché però più poi prima proprio può qua quale quando
    quanto quella quelle quelli quello questa queste questi questo qui quindi sarà se sei senza si sia sono sopra sotto
    stata state stati stato su sua sue sugli sui sul sulla sulle sullo suo suoi tra tre tu tutti tutto un una uno vi voi
    detto secondo circa`),
  dependentStart: startPattern(
    "era|erano|sarà|ha|hanno|sono stat[aeio]|aveva|lui|lei|egli|ella|esso|essa|essi|esse|loro|gli|le ha|lo ha|la ha|li ha|l['’]ha|le hanno|li hanno|il suo|la sua|i suoi|le sue|suo|sua|questo|questa|questi|queste|quello|quella|quelli|quelle|ciò|ma|e|ed|o|però|tuttavia|inoltre|invece|quindi|dunque|perciò|così|allora|poi|infine|anche|intanto|nel frattempo|ciononostante|eppure|infatti|per esempio|ad esempio|entrambi|entrambe|altri|altre|un altro|un['’]altra|gli altri|le altre|lì|là|qui|prima|dopo|in precedenza|da allora|al contrario|in questo|in questa|in quel|a questo|per questo|la decisione|la misura|i due|le due|ne|vi|ci|perché|poiché|tra (?:loro|questi|queste|essi|di loro)|fra (?:loro|questi|queste)|secondo (?:lui|lei|loro)|per (?:lui|lei|loro)|con (?:lui|lei|loro)|si tratta|ad essi|a lui|a lei|ne",
  ),
  reporting: wordPattern(
    'raccomanda|lodato|elogiato|ha detto|dice|dicono|detto|ha dichiarato|dichiara|ha spiegato|spiega|spiegato|ha aggiunto|aggiunge|secondo|afferma|ha affermato|ha annunciato|annuncia|racconta|ha raccontato|raccontato|comunica|ha comunicato|sottolinea|ha sottolineato|avverte|ammette|assicura|scrive|precisa|riferisce|stima|calcola|confida|promette|ricorda|sorride|riassume|osserva|commenta|consiglia|conferma|denuncia|ha commentato|ha ammesso|ha avvertito|ha assicurato|ha ricordato|ha sottolineato|ha precisato|ha riferito|ha risposto|ha ribadito|ribadisce|risponde|ha concluso|conclude|ha scritto|ha promesso|replica|ha replicato|esulta|ammonisce|insiste|parla di|si è detto|si è detta|si dice',
  ),
  pronounReporting: wordPattern(
    '(?:lui|lei|egli) (?:dice|ha detto|spiega|ha spiegato|aggiunge)|ha (?:aggiunto|detto|spiegato)(?=[.,]?$)|(?:aggiunge|dice|spiega|racconta)(?=[.]?$)',
  ),
  reader: uncapitalisedPattern(
    'io|mio|mia|miei|mie|noi|nostro|nostra|nostri|nostre|tu|puoi|potete|trovi|trovate|vuoi|volete|tuo|tua|tuoi|tue|voi|vostro|vostra|vostri|vostre|ti|vi',
  ),
  imperative: startPattern(
    'ignora|ignorate|dimentica|dì|dite|ripeti|clicca|cliccate|leggi|leggete|guarda|guardate|ascolta|iscriviti|iscrivetevi|abbonati|segui|seguite|seguici|condividi|scarica|visita|scopri|scoprite|ordina|approfitta|partecipa|registrati|prova|vinci|chiama|invia|contatta|nota|attenzione|non (?:perdere|dimenticare)|qui (?:trovi|trovate)|acquista',
  ),
  relativeDay: wordPattern(
    "oggi|ieri|domani|dopodomani|stamattina|stamane|stasera|stanotte|questa (?:mattina|sera|notte|settimana)|questo pomeriggio|questo mese|la (?:scorsa|prossima) settimana|la settimana (?:scorsa|prossima)|ieri sera|l['’]altro ieri|nella notte|(?:poche|due|tre) ore fa|(?:due|tre) giorni fa|nel fine settimana",
  ),
  weekdays: ['domenica', 'lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato'],
  months:
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
      ' ',
    ),
  weekdayAdverbial:
    /(?<!(?:da|di|a|fino a|entro|il|la|dal|del|e|su) )(?:(?:nella (?:notte|serata|mattinata|giornata) di|questo|questa) )?(?:domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato)(?: (?:mattina|pomeriggio|sera|notte|scorso|scorsa))?(?! (?:e|o|prossim\w+)\b)|nella notte (?:su|tra|fra|di|da) (?:domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato)(?: (?:e|su|a) (?:domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato))?/u,
  pastDayAdverbial:
    /(?<!(?:da|di) )(?:ieri(?: (?:mattina|pomeriggio|sera|notte))?|l['’]altro ieri|la (?:settimana scorsa|scorsa settimana|notte scorsa|scorsa notte))/u,
  leaning: wordPattern('anche|inoltre|però|invece|tuttavia|così'),
  comingWeekday:
    /(?:da|entro|fino a|a partire da) (?:domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato)(?!\p{L})/iu,
  articles: ['il', 'lo', 'la', 'i', 'gli', 'le', 'l’', "l'"],
  smallStarts: wordSet(
    'dal dalla dalle dallo dai dagli alla alle allo ai agli del della delle dei degli sul sulla sulle sui nello nella negli ogni quasi oltre circa tutti tutte anche durante contro secondo grazie il lo la i gli le l un una uno nel nella nei nelle a al alla in per con senza su tra fra da dal dopo due tre quattro cinque sei sette otto nove dieci',
  ),
};
