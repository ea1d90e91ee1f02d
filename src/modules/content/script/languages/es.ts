import type { Grammar } from './grammar.js';
import { startPattern, uncapitalisedPattern, wordPattern, wordSet } from './patterns.js';

/** Spanish. */
export const spanish: Grammar = {
  locale: 'es-ES',
  abbreviations:
    'sr sra srta dr dra prof d dña lic ing arq gral cap sto sta etc p. ej p.ej ej aprox ca núm n.º nº art pág vol fig tel av avda c ee.uu ee. uu uu a.c d.c a.m p.m ene feb mar abr jun jul ago sep sept oct nov dic máx mín'.split(
      ' ',
    ),
  stopWords:
    wordSet(`a al algo algunos ante antes aquel aquella aquí así aún aunque bajo bien cada casi como con contra cual
    cuales cuando de del desde donde dos durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta
    está están estas este esto estos fue fueron ha había habían han hasta hay hoy la las le les lo los más me mi mientras
    mis mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque que
    quien quienes se sea según ser si sí sido sin sobre son su sus también tan tanto te tiene tienen toda todas todo todos
    tras tu tus un una uno unos y ya yo dijo unas`),
  dependentStart: startPattern(
    'es|son|fue|era|fueron|eran|será|serán|tiene|tienen|había|hubo|él|ella|ellos|ellas|este|esta|esto|estos|estas|ese|esa|eso|esos|esas|aquel|aquella|su|sus|le|les|lo|pero|y|e|o|sin embargo|no obstante|además|también|tampoco|así|así que|por eso|por ello|por tanto|por lo tanto|entonces|luego|después|más tarde|finalmente|mientras tanto|en cambio|por ejemplo|ambos|ambas|otros|otras|otro|otra|los dos|las dos|allí|ahí|aquí|antes|desde entonces|al contrario|en este|en esta|en ese|en esa|con ello|con esto|para ello|de hecho|asimismo|aun así|la decisión|la medida|de ellos|de ellas|la otra|el otro|en la otra|entre ell[oa]s|para (?:él|ella|ellos|ellas)|con (?:él|ella|ellos|ellas)|según (?:él|ella|ellos)|se trata|lo ha|la ha|los ha|las ha|lo han|la han|los han|las han|él mism[oa]|ella misma|las separan|los separan|se la|se lo|porque',
  ),
  reporting: wordPattern(
    'dijo|dice|dicen|declaró|declara|afirmó|afirma|explicó|explica|añadió|añade|según|anunció|anuncia|contó|cuenta|relató|relata|aseguró|asegura|advirtió|advierte|señaló|señala|informó|informa|indicó|indica|escribió|recordó|recuerda|admitió|calcula|estima|prometió|describió|subrayó|lamentó|celebró|comentó|comenta|confesó|resumió|resume|concluyó|reconoció|ha dicho|ha explicado|ha declarado|ha afirmado|ha celebrado|ha asegurado|ha señalado|ha advertido|ha lamentado|ha destacado|destacó|destaca|celebra|lamenta|insistió|insiste|criticó|critica|denunció|denuncia|pidió|respondió|manifestó|sostuvo|sostiene|opina|apuntó|apunta|precisó|precisa|ha anunciado|relata|bromeó|informaron|informan|señalaron',
  ),
  pronounReporting: wordPattern(
    '(?:él|ella|ellos) (?:dijo|dice|explicó|añadió)|(?:dijo|explicó|añadió|contó|recuerda|recordó|agregó|señaló|aseguró)(?=[.]?$)',
  ),
  reader: uncapitalisedPattern(
    'yo|mi|mis|mío|mía|me|nosotros|nosotras|nuestro|nuestra|nuestros|nuestras|nos|tú|tu|tus|te|os|puedes|podéis|debes|quieres|necesitas|encontrarás|verás|ti|te|vosotros|vuestro|vuestra|usted|ustedes',
  ),
  imperative: startPattern(
    'ignora|ignore|ignoren|olvida|olvide|di|diga|repite|repita|haz|haga|lee|lea|lea también|lee también|mira|mire|escucha|suscríbete|suscríbase|regístrate|regístrese|sigue|síguenos|siga|comparte|comparta|descarga|descargue|visita|visite|descubre|descubra|pide|aprovecha|participa|gana|compra|compre|envía|llama|llame|consulta|consulte|no te pierdas|no olvides|más información|atención|por favor',
  ),
  relativeDay: wordPattern(
    'hoy|ayer|mañana(?! siguiente)|anteayer|anoche|pasado mañana|esta (?:mañana|tarde|noche|madrugada|semana)|este (?:mes|lunes|martes|miércoles|jueves|viernes|sábado|domingo|fin de semana)|la (?:semana|noche) pasada|la próxima semana|la semana que viene|hace (?:unas|dos|tres) horas|hace (?:dos|tres|unos) días|de madrugada|el fin de semana',
  ),
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  months:
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
      ' ',
    ),
  weekdayAdverbial:
    /(?:el|este) (?:pasado )?(?:domingo|lunes|martes|miércoles|jueves|viernes|sábado)(?: (?:por la (?:mañana|tarde|noche)|pasado))?(?! (?:y|o|próximo)\b)|(?:en|durante) la (?:noche|madrugada) del? (?:domingo|lunes|martes|miércoles|jueves|viernes|sábado)(?: al (?:domingo|lunes|martes|miércoles|jueves|viernes|sábado))?/u,
  pastDayAdverbial:
    /(?<!(?:desde|de) )(?:ayer(?: por la (?:mañana|tarde|noche))?|anteayer|anoche|la semana pasada)/u,
  leaning: wordPattern('también|además|sin embargo|en cambio|asimismo'),
  comingWeekday:
    /(?:desde el|a partir del|hasta el|próximo) (?:domingo|lunes|martes|miércoles|jueves|viernes|sábado)(?!\p{L})/iu,
  articles: ['el', 'la', 'los', 'las'],
  smallStarts: wordSet(
    'todo todos todas cada hasta durante contra mediante ante unas unos ya casi el la los las un una unos unas en de del al a por para con sin sobre entre desde tras según más casi dos tres cuatro cinco seis siete ocho nueve diez',
  ),
};
