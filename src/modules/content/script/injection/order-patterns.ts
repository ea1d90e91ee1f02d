/**
 * How texts give orders to whoever reads them for us, in the five languages. All patterns meet text that is
 * `unmasked`: lower case, straight apostrophes.
 */

const MACHINE =
  '(?:a\\.?i\\.?|artificial intelligence|llms?|gpt(?:-?\\d\\w*)?|chat-?gpt|claude|gemini|copilot|chat-?bots?|bots?|(?:large )?(?:language |ai )model(?:l)?s?|ai (?:assistant|agent|system|writer|editor)s?|assistants?|ki|künstliche intelligenz|sprachmodell|ki-(?:modell|assistent|system)|assistent|i\\.?a\\.?|intelligence artificielle|modèle de langage|intelligenza artificiale|modello linguistico|assistente|inteligencia artificial|modelo de lenguaje|asistente)';

const AIR =
  '(?:news ?readers?|(?:radio |show |news |ai |podcast )?(?:hosts?|presenters?|announcers?|anchors?|narrators?)|(?:radio |news )?moderator(?:in|en)?|co-?hosts?|djs?|script ?writers?|text[- ]to[- ]speech|tts|summari[sz]ers?|(?:nachrichten|radio)?sprecher(?:in)?|radiomoderator(?:in)?|vorleser(?:in)?|présentat(?:eur|rice)|animat(?:eur|rice)|conduttore|conduttrice|presentatore|presentatrice|annunciatore|presentador(?:a)?|locutor(?:a)?)';

const READER = `(?<!\\p{L})(?:${MACHINE}|${AIR})(?!\\p{L})`;

/** Where an order may begin: at the start, after a mark, after "please" or "must". */
const AT = `(?:^|[.:;!?,"'“„«»(*\\]>]\\s*|\\s[-–—]+\\s+|\\b(?:please|now|then|must|should|shall|always|and|to|you|instead|bitte|jetzt|nun|sofort|und|svp|maintenant|ensuite|et|ora|adesso|poi|per favore|ahora|luego|por favor|y)\\s+)`;

const SAY_EN =
  'say|read|announce|repeat|tell|include|mention|broadcast|insert|append|add|end|begin|start|open|close|finish|output|print|write|reply|respond|answer|reveal|recite|utter|pronounce|speak|spell|state|declare|sing|whisper|shout|quote|use|replace|air|play|proclaim|voice';
const SAY_DE =
  'sag|sage|sagt|sagen sie|sprich|sprecht|sprechen sie|lies|lest|lesen sie|wiederhole?|wiederholt|wiederholen sie|erwähne?|erwähnt|erwähnen sie|verkünde|verkünden sie|gib|geben sie|schreibe?|schreiben sie|füge?|fügen sie|beende|beenden sie|beginne|beginnen sie|nenne|nennen sie|antworte|antworten sie|melde|melden sie';
const SAY_FR =
  'dis|dites|répète|répétez|lis|lisez|annonce|annoncez|mentionne|mentionnez|ajoute|ajoutez|termine|terminez|commence|commencez|prononce|prononcez|écris|écrivez|réponds|répondez|insère|insérez|révèle|révélez|diffuse|diffusez|cite|citez';
const SAY_IT =
  'di(?=:? ?["“«])|di\'|dì|dite|dica|dicano|ripeti|ripetete|ripeta|leggi|leggete|legga|annuncia|annunciate|annunci|menziona|menzionate|aggiungi|aggiungete|aggiunga|termina|terminate|termini|concludi|concludete|inizia|iniziate|pronuncia|pronunciate|scrivi|scrivete|rispondi|inserisci|inserite|rivela|rivelate|cita|citate';
const SAY_ES =
  'di(?=:? ?["“«])|diga|digan|decid|repite|repita|repitan|lee|lea|lean|anuncia|anuncie|menciona|mencione|añade|añada|agrega|agregue|termina|termine|empieza|empiece|pronuncia|pronuncie|escribe|escriba|responde|responda|inserta|inserte|revela|revele|cita|cite';
const SAY = `(?:${SAY_EN}|${SAY_DE}|${SAY_FR}|${SAY_IT}|${SAY_ES})`;

/** What an order to speak is about: words to be said. */
const PAYLOAD = `(?:["“„«»‘]|(?<=\\s)'(?=\\p{L})|:\\s|\\b(?:the|this|these|a|following|exact|secret|magic)\\s+(?:\\w+\\s+)?(?:words?|phrases?|sentences?|code ?words?|codes?|passwords?|passphrase|token|string|line|slogan|message|text)\\b|\\bthe following\\b|\\b(?:exactly|verbatim|literally|word for word|out loud|aloud|on (?:the )?air|live|to (?:your|the|all|our) listeners?)\\b|\\b(?:das wort|die worte|den satz|den code|folgende[nsr]?|wörtlich|laut|on air|im radio)\\b|\\b(?:le mot|les mots|la phrase|le code|suivante?s?|à l'antenne|à voix haute|mot pour mot)\\b|\\b(?:la parola|le parole|la frase|il codice|seguent[ei]|in onda|ad alta voce|alla lettera)\\b|\\b(?:la palabra|las palabras|el código|siguientes?|en antena|en voz alta|al aire|textualmente)\\b)`;

const MUST =
  '(?:must|shall|should|has to|have to|needs? to|is to|are to|will|please|is required to|are required to|muss|müssen|soll|sollen|sollte|sollten|hat|haben|doit|doivent|devez|dois|devra|deve|devono|devi|debe|deben|debes|tiene que|tienen que)';

function order(source: string): RegExp {
  return new RegExp(source, 'u');
}

/** Who may be spoken to. Most sentences name nobody of the kind, which spares them most patterns. */
export const ADDRESSEE = order(READER);

/** Orders beyond doubt: what stands after them belongs to them. */
export const ORDERS: readonly RegExp[] = [
  // To forget what it was told.
  order(
    `${AT}(?:ignore|disregard|forget|override|bypass|discard|skip|drop|stop following|do not follow|don't follow)\\b[^.!?]{0,40}?\\b(?:previous|prior|above|earlier|preceding|all|any|your|these|those|system|original|initial|former|other)\\b[^.!?]{0,25}?\\b(?:instructions?|prompts?|directives?|(?<=(?:your|system|previous|prior|above|earlier|original)[^.!?]{0,20})(?:rules?|guidelines?|orders?|messages?|context|text|training|programming|commands?)|articles?|stories)\\b`,
  ),
  order(
    `${AT}(?:ignore|disregard|forget)\\b (?:everything|all|anything)(?: of)?(?: the)? (?:above|before|previous|you)`,
  ),
  order(
    `${AT}(?:ignorier\\p{L}*|vergiss|vergesst|vergessen sie|missachte\\p{L}*|verwirf|übergehe?)\\b[^.!?]{0,50}?(?:anweisung|instruktion|vorgabe|befehl|prompt|bisherig|vorherig|(?:obige|deine|ihre systemweiten)\\p{L}* regeln)`,
  ),
  order(
    `${AT}(?:ignore[zr]?|oublie[zr]?|ne (?:tiens|tenez) pas compte)\\b[^.!?]{0,50}?\\b(?:instructions?|consignes|directives|ordres)\\b[^.!?]{0,15}?\\b(?:précédent|antérieur|ci-dessus|reçu|système|données)`,
  ),
  order(
    `${AT}(?:ignore[zr]?|oublie[zr]?)\\b[^.!?]{0,20}?\\b(?:toutes|tes|vos)\\b[^.!?]{0,20}?\\b(?:instructions|consignes|directives)\\b`,
  ),
  order(
    `${AT}(?:ignora(?:te|re)?|ignori|dimentica(?:te|re)?|trascura(?:te)?)\\b[^.!?]{0,50}?\\b(?:istruzioni|indicazioni|direttive|comandi)\\b`,
  ),
  order(
    `${AT}(?:ignora[rd]?|ignore|ignoren|olvida[rd]?|olvide|descarta|descarte)\\b[^.!?]{0,50}?\\b(?:instrucciones|indicaciones|directrices|órdenes)\\b`,
  ),
  // To the machine or the voice, by name.
  order(
    `${AT}(?:to|for) (?:whichever|whatever|any|the) (?:${MACHINE}) (?:that |who |which |reading|processing|summari)`,
  ),
  order(
    `\\b(?:if|when|in case) you are (?:an?|the|reading this as) (?:\\p{L}+ ){0,3}${READER}|\\bas an? (?:ai|large language model|language model|ai (?:model|assistant|system))\\b,? (?:you|i|we|must)|\\byou are (?:now|henceforth|no longer)\\b|\\byou are an? (?:\\p{L}+ ){0,2}${MACHINE}|\\b(?:wenn|falls|sofern) (?:du|sie) (?:ein(?:e)? )?(?:\\p{L}+ )?${READER}|\\bdu bist (?:jetzt|nun|ab sofort|ein(?:e)? (?:ki|sprachmodell|assistent))|\\bsi (?:tu es|vous êtes|t'es) une? (?:\\p{L}+ )?${READER}|\\b(?:tu es|vous êtes) (?:maintenant|désormais)\\b|\\bse sei un(?:a |'| )?(?:\\p{L}+ )?${READER}|\\b(?:sei|tu sei) (?:ora|adesso|d'ora in poi)\\b|\\bsi eres una? (?:\\p{L}+ )?${READER}|\\b(?:ahora|a partir de ahora)[, ]+eres\\b`,
  ),
  // Speaking on command.
  order(`${AT}(?:${SAY})\\b[^.!?]{0,45}?${PAYLOAD}[^.!?]{0,12}?[:"“„«‘']`),
  order(
    `^\\W*(?:please |now |then |also |first |finally |always |immediately |instead,? |bitte |jetzt )*(?:${SAY})\\b[^.!?]{0,45}?${PAYLOAD}`,
  ),
  order(
    `${AT}(?:${SAY_EN})\\b[^.!?]{0,30}?\\b(?:on (?:the )?air|live on|to (?:your|the|all|our) listeners|in (?:your|the|this|every) (?:show|bulletin|broadcast|greeting|sign-?off|script|summary|answer|reply|response|output))\\b`,
  ),
  order(
    `\\b(?:your|the|every|each|any) (?:next |final |first |last )?(?:reply|response|answer|output|summary|bulletin|greeting|sign-?off|sentence|segment|script)\\b[^.!?]{0,30}?\\b(?:must|should|shall|has to|needs to|is to) (?:begin|start|end|contain|include|mention|say|be|close|open)\\b`,
  ),
  // Its rules.
  order(
    `${AT}(?:reveal|print|show|repeat|output|leak|disclose|display|give|tell|share|verrate?|zeige?|nenne|révèle[zr]?|affiche[zr]?|rivela|mostra|revela|muestra)\\b[^.!?]{0,30}?\\b(?:your|the|deine?n?|ihre|tes?|vos|votre|ton|i tuoi|le tue|tus?|sus) (?:\\p{L}+ )?(?:prompts?|instructions?|rules|configuration|anweisungen|systemprompt|istruzioni|instrucciones|consignes|api key|key|password)\\b`,
  ),
  order(
    `\\b(?:system|developer|hidden|initial|original) ?(?:prompt|message|instruction|override|directive)s?\\b`,
  ),
  order(
    `\\b(?:new|updated?|additional|important|urgent|special|secret|neue|wichtige|nouvelles?|nuove|nuevas) (?:instructions?|directives?|rules?|policy|task|orders?|anweisung(?:en)?|consignes?|istruzioni|instrucciones)\\b[^.!?]{0,20}?(?:\\b(?:for|to|an|für|pour|à|per|para)\\b[^.!?]{0,15}?${READER}|:)`,
  ),
  // Marks of a conversation, of a prompt, of an answer.
  order(
    `<\\|[^>]{0,40}\\|?>|\\[/?(?:inst|system|sys|user|assistant)\\]|<</?sys>>|#{2,}\\s*(?:system|instruction|user|assistant|human|new|override|end)|^\\W*(?:system|assistant|user|developer|human|tool|admin(?:istrator)?)\\s*(?:message|note|notice|override|update|instruction|prompt)?\\s*[:>]`,
  ),
  order(
    `["']?role["']?\\s*:\\s*["']?(?:system|user|assistant|developer)|["'](?:segments?|segment_type|speaker|text|type|stories|content|messages)["']\\s*:|\\{\\s*["']\\w+["']\\s*:|\\}\\s*[,\\]]\\s*[{\\]]|\`\`\``,
  ),
  order(
    `</?\\s*(?:story|stories|article|articles|data|document|system|instructions?|prompt|context|untrusted|sources?|user|assistant|end)\\b[^>]{0,60}>`,
  ),
  order(
    `\\b(?:begin|end|start|close)(?:ing)? (?:of )?(?:the )?(?:system|data|articles?|stories|story|prompt|instructions?|context|input|document|untrusted|material|feed)\\b(?=\\W*$|[^.!?]{0,40}\\b(?:new|now|instructions?|system|follow)\\b)|-{3,}\\s*(?:end|begin|system|new)`,
  ),
  order(
    `\\b(?:do anything now|developer mode|jailbreak|dan mode|god mode|prompt injection payload|tool_?call|function_?call)\\b`,
  ),
  // Packed or turned round, to be read by a machine only.
  order(
    `${AT}(?:decode|decrypt|unscramble|dekodiere?|entschlüssle|décode[zr]?|decodifica|descifra)\\b|\\b(?:rot-?13|base-?64)\\b|${AT}(?:read|say|spell|lies|lis|leggi|lee)\\b[^.!?]{0,40}\\b(?:backwards|in reverse|letter by letter|rückwärts|buchstabe für buchstabe|à l'envers|lettre par lettre|al contrario|lettera per lettera|al revés|letra por letra)\\b`,
  ),
  order(
    `${AT}(?:translate|übersetze?|traduis|traduisez|traduci|traduce|traduzca)\\b[^.!?]{0,40}(?:["“„«:]|\\b(?:and|und|et|e|y) (?:say|read|sag|lies|dis|lis|leggi|di|lee))`,
  ),
  order(
    `${AT}(?:pretend|act as|roleplay|imagine you|tu so|stell dir vor,? du|fais comme si|faites comme si|fingi|finge|haz como si)\\b`,
  ),
];

/** Orders that name whom they are for. */
export const ADDRESSED_ORDERS: readonly RegExp[] = [
  order(
    `^\\W*(?:dear |hey |hello |attention,? (?:to )?(?:all )?|note (?:to|for) (?:the |all |any )?|message (?:to|for) (?:the |all |any )?|instructions? (?:to|for) (?:the |all |any )?|hinweis (?:an|für) (?:die |das |den |alle )?|nachricht an (?:die |das |den |alle )?|anweisung (?:an|für) (?:die |das |den |alle )?|achtung,? (?:an )?|note (?:à|pour) (?:l'|le |la |les )?|message (?:à|pour) (?:l'|le |la |les )?|consigne (?:à|pour) (?:l'|le |la |les )?|nota (?:per|para) (?:l'|il |la |el |los )?|messaggio (?:per|a) (?:l'|il |la )?|mensaje (?:para|a) (?:la |el |los )?|istruzioni per (?:l'|il |la )?|instrucciones para (?:la |el |los )?|atención,? )+${READER}\\b`,
  ),
  order(`^\\W*${READER}\\s*!`),
  order(
    `^\\W*(?:${READER}(?:\\s*[,/]\\s*| (?:and|und|et|e|y) )?){1,3}\\s*[:,–—-]\\s*(?:please |you |do not |don't |always |now |bitte |immediately )?(?:${SAY}|ignore|disregard|forget|translate|pretend|act|do|make|give|mach|tu|fais|faites|fai|haz|you|du|vous|tu|usted)\\b`,
  ),
  order(
    `\\b(?:${READER}|you|we|station|(?:this|the|every|each) (?:station|show|programme|program|broadcast|bulletin|script|segment)|sender|sendung)\\b[^.!?]{0,30}?\\b${MUST}\\b[^.!?]{0,25}?\\b(?:${SAY})\\b[^.!?]{0,50}?${PAYLOAD}`,
  ),
  order(
    `${READER}\\b[^.!?]{0,30}?\\b${MUST}\\b[^.!?]{0,80}?\\b(?:sagen|vorlesen|verlesen|erwähnen|wiederholen|aussprechen|nennen|durchsagen|dire|répéter|lire|annoncer|prononcer|ripetere|leggere|annunciare|pronunciare|decir|repetir|leer|anunciar|pronunciar)\\b`,
  ),
  order(
    `\\b(?:following|next|folgende[nsrm]?|nächste[nsrm]?|suivante?s?|seguent[ei]|siguientes?)\\b[^.!?]{0,30}?\\b(?:for|to|by|für|an|von|pour|à|par|per|al|para)\\b[^.!?]{0,12}?${READER}\\b`,
  ),
];

/** Sentences that speak to somebody, or hold what nobody says: no news, but no more than that. */
export const ASIDES: readonly RegExp[] = [
  order(
    `^\\W*(?:please |now |then |also |finally |always |bitte |veuillez |per favore |por favor )*(?:say|repeat|announce|recite|utter|pronounce|mention|insert|append|output|print|respond|reply|reveal|disregard|ignore|forget|sag|sage|sagen sie|wiederhole|erwähne|ignoriere|vergiss|dites|dis|répétez|répète|ripeti|ripetete|dite|diga|digan|repita|repite|decid)\\b`,
  ),
  order(
    `\\b(?:code ?word|password|passphrase|(?:secret|magic|trigger) (?:word|phrase|code)|codewort|kennwort|passwort|mot de passe|mot secret|parola d'ordine|parola segreta|contraseña|palabra secreta)\\b[^.!?]{0,25}(?:\\b(?:is|ist|est|è|es)\\b|[:=])`,
  ),
  order(
    `\\b(?:to (?:the |our )?(?:listeners|audience)|an (?:die|alle) (?:hörer|zuhörer)\\p{L}*|aux auditeurs|agli ascoltatori|a los oyentes)\\b[^.!?]{0,6}:`,
  ),
  order(
    `\\b(?:call|text|ring|dial|phone|visit|go to|head to|sign up|click|tap|scan|send (?:money|bitcoin|\\d)|use (?:the )?code|ruf\\p{L}* (?:jetzt )?an|anrufen unter|besuchen sie|überweis\\p{L}*|appelez|visitez|envoyez|achetez|chiamate|chiama|visitate|inviate|acquista|llame|llama al|visite|envíe|compre)\\b[^.!?]{0,40}(?:\\d{3}|https?:|www\\.|\\b[\\w-]+ ?(?:\\.|dot|punkt|point|punto) ?(?:com|org|net|ch|de|fr|it|es|io|example)\\b)`,
  ),
];

/** A made-up code in capitals: "ZEBRA-42", "PINEAPPLE77". Illnesses and standards are called so as well. */
export const CODE =
  /(?<![\p{L}\p{N}])(?!(?:COVID|SARS|CRISPR|BREXIT|ARTEMIS|APOLLO|MERS)-?[\dC])(?:\p{Lu}{4,}(?:[-_]?\p{Lu}+)*[-_]?\d[\p{Lu}\d-]*|\p{Lu}{3,}(?:[-_][\p{Lu}\d]{2,}){2,}|\p{Lu}{3,}_[\p{Lu}\d_]{2,}|(?=[a-z\d]*\d[a-z\d]*[a-z][a-z\d]*\d)(?=[a-z\d]*[a-z]\d*[a-z])[a-z\d]{8,})(?![\p{L}\p{N}])/u;
