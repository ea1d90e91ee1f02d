import { italianHandOvers } from './hand-overs/it.js';
import { calm, lively, plain } from './phrase.js';
import type { PhraseBook } from './phrase-book.js';

export const italian: PhraseBook = {
  date: (weekday, day, month) => `${weekday} ${day === 1 ? '1°' : day} ${month}`,
  ...italianHandOvers,
  hoursAgo: (hours) =>
    hours < 1 ? 'meno di un’ora fa' : hours === 1 ? 'un’ora fa' : `${hours} ore fa`,
  moments: {
    night: 'nella notte',
    morning: 'questa mattina',
    afternoon: 'questo pomeriggio',
    evening: 'questa sera',
  },
  daysAgo: (days) =>
    `${['', 'un', 'due', 'tre', 'quattro', 'cinque', 'sei'][days] ?? String(days)} giorni fa`,
  onDay: (day, month, year) =>
    `${day === 1 ? 'il 1°' : /^(?:8|11)$/u.test(String(day)) ? `l’${day}` : `il ${day}`} ${month}${year}`,
  degrees: (value) => `${value} ${value === 1 ? 'grado' : 'gradi'}`,
  greeting: {
    fresh_morning: [
      'Buongiorno, {city}.',
      'Buongiorno, {city}, e benvenuti in questa nuova giornata.',
      lively('Buongiorno, {city}, e buon risveglio!'),
      lively('Un bellissimo buongiorno, {city}!'),
      calm('Un buongiorno tranquillo {inCity}.'),
      plain('Buongiorno {inCity}.'),
    ],
    professional_afternoon: [
      'Buon pomeriggio, {city}.',
      'Buon pomeriggio a tutti, {inCity}.',
      lively('Un allegro buon pomeriggio, {city}!'),
      calm('Un sereno buon pomeriggio, {city}.'),
    ],
    chill_evening: [
      'Buonasera, {city}.',
      'Buonasera a tutti, {inCity}.',
      lively('Buonasera, {city}, la giornata è finita, ecco le notizie!'),
      calm('Buonasera, {city}, e benvenuti.'),
    ],
    late_night: [
      'Buonasera a chi è ancora sveglio, {inCity}.',
      'Si è fatto tardi, buonasera, {city}.',
      calm('Buonasera, {city}, e benvenuti.'),
      lively('Ancora svegli, {city}? Anche noi.'),
    ],
  },
  opening: [
    'È {date}, state ascoltando {station}, e io sono {main}.',
    'Qui {station}. Oggi è {date}, al microfono c’è {main}.',
    'Siete su {station}, oggi è {date}, e io sono {main}.',
    plain('Oggi è {date}. Qui {station}, e io sono {main}.'),
    lively('È {date}, questa è {station}, e io sono {main}. Che bello avervi con noi.'),
    calm('È {date}, e questa è {station}. Sono {main}, grazie di essere con noi.'),
  ],
  company: [
    'Con me in studio: {others}.',
    'Al mio fianco: {others}.',
    'Al microfono anche: {others}.',
    lively('Con me, al microfono, {others}.'),
    calm('Divido il microfono con {others}.'),
  ],
  openingInBrief: [
    'Qui {station}, oggi è {date}, con {hosts}.',
    'State ascoltando {station}, oggi è {date}, con {hosts}.',
    'Questa è {station}, oggi è {date}, con {hosts}.',
  ],
  hello: [
    'Grazie, {main}. Le notizie sono pronte, possiamo cominciare.',
    'Bello essere qui, {main}. Vediamo i temi.',
    'Ciao {main}, e un saluto a chi ci ascolta.',
    plain('Grazie, {main}. Buon ascolto a tutti.'),
    lively('Ciao a tutti! Il tavolo è pieno, {main}, si comincia.'),
    lively('Eccomi, {main}! Quando vuoi, si parte.'),
    calm('Grazie, {main}, e un saluto a tutti voi.'),
  ],
  headlines: [
    'Per cominciare, i titoli.',
    'I titoli in breve.',
    'Ecco i titoli.',
    'I titoli di questa edizione.',
    lively('Subito i titoli.'),
    plain('I titoli.'),
    calm('Per prima cosa, uno sguardo ai titoli.'),
  ],
  toWeather: [
    '{name}, che tempo fa?',
    'È l’ora del meteo, con {name}.',
    'E per il tempo c’è {name}.',
  ],
  weather: [
    'Il tempo {inCity}: {condition}, {degrees}.',
    'Fuori, {inCity}: {condition} e {degrees}.',
  ],
  weatherRange: [
    'La temperatura massima è di {high}, la minima di {low}.',
    'La massima è di {high}, la minima di {low}.',
  ],
  weatherHigh: ['La massima è di {high}.'],
  lookBack: [
    'Prima di salutarci, un riepilogo in breve.',
    'Un ultimo sguardo a questa edizione.',
    'In breve, alcune delle notizie che avete sentito.',
    lively('Era parecchio, quindi riassumiamo.'),
    calm('Riepiloghiamo in poche parole.'),
    plain('Da ricordare.'),
  ],
  signOff: {
    fresh_morning: [
      'Avete ascoltato {station}.{sources} Buona giornata, {city}.',
      'Era con voi {station}, con {hosts}.{sources} Buon inizio di giornata.',
      lively('Avete ascoltato {station}.{sources} Una splendida giornata a tutti, {inCity}!'),
      calm('Era con voi {station}.{sources} Una giornata serena, {city}.'),
    ],
    professional_afternoon: [
      'Avete ascoltato {station}, con {hosts}.{sources} Buon pomeriggio.',
      'Era con voi {station}.{sources} Buon proseguimento, {city}.',
      lively('Avete ascoltato {station}.{sources} Un ottimo pomeriggio, {city}!'),
    ],
    chill_evening: [
      'Avete ascoltato {station}.{sources} Buona serata, {city}.',
      'Era con voi {station}, con {hosts}.{sources} Buona serata.',
      calm('Avete ascoltato {station}.{sources} La serata è vostra, {city}.'),
    ],
    late_night: [
      'Avete ascoltato {station}.{sources} Buona notte, {city}.',
      'Era con voi {station}, con {hosts}.{sources} Buona notte.',
      calm('Avete ascoltato {station}.{sources} Riposate bene, {city}.'),
    ],
  },
  signOffSources: [
    'Trovate tutte le fonti sulla pagina di questa edizione.',
    'Per saperne di più, tutte le fonti sono sulla pagina di questa edizione.',
    'Le fonti di tutte le notizie sono sulla pagina di questa edizione.',
  ],
  goodbye: [
    'Arrivederci, e grazie dell’ascolto.',
    'Grazie dell’ascolto, e alla prossima.',
    'Grazie di essere stati con noi, a presto.',
    lively('Ciao a tutti, alla prossima!'),
    calm('State bene, e grazie della compagnia.'),
  ],
  signOffInBrief: [
    'Avete ascoltato {station}.{sources}',
    'Avete ascoltato {station}.{sources} Arrivederci.',
    '{station}, grazie dell’ascolto.{sources}',
    'Alla prossima, su {station}.{sources}',
  ],
  sample: [
    'Un avviso prima di cominciare: questa è un’edizione di prova, e tutte le notizie sono inventate.',
    'Attenzione: questa è un’edizione di prova, le testate e le notizie sono inventate.',
  ],
  storedNews: [
    'In questo momento le nostre fonti non sono raggiungibili. L’ultima notizia che abbiamo è uscita {age}.',
    'Nessuna delle nostre fonti risponde in questo momento. Vi diciamo ciò che abbiamo, e l’ultima notizia è uscita {age}.',
  ],
  weatherSource: ['I valori sono forniti da {source}.'],
  bitcoin: [
    'Il bitcoin vale circa {price} dollari.',
    'Per un bitcoin ci vogliono circa {price} dollari.',
  ],
  bitcoinUp: [
    'Il {percent} per cento in più rispetto al giorno prima.',
    'Ha guadagnato il {percent} per cento in 24 ore.',
  ],
  bitcoinDown: [
    'Il {percent} per cento in meno rispetto al giorno prima.',
    'Ha perso il {percent} per cento in 24 ore.',
  ],
  bitcoinFlat: ['Rispetto al giorno prima il prezzo si è mosso appena.'],
  bitcoinSource: ['Il prezzo è fornito da {source}.'],
  title: '{station} {city}, {date}',
  and: 'e',
  minus: 'meno ',
  chapters: {
    greeting: 'Benvenuti',
    headlines: 'Titoli',
    brief: 'In breve',
    weather: 'Meteo',
    traffic: 'Traffico',
    bitcoin: 'Bitcoin',
    lookBack: 'Riepilogo',
    signOff: 'Saluti',
  },
};
