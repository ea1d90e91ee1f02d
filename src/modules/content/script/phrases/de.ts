import { germanHandOvers } from './hand-overs/de.js';
import { calm, lively, plain } from './phrase.js';
import type { PhraseBook } from './phrase-book.js';

export const german: PhraseBook = {
  date: (weekday, day, month) => `${weekday}, der ${day}. ${month}`,
  ...germanHandOvers,
  hoursAgo: (hours) =>
    hours < 1
      ? 'vor weniger als einer Stunde'
      : hours === 1
        ? 'vor einer Stunde'
        : `vor ${hours} Stunden`,
  moments: {
    night: 'in der Nacht',
    morning: 'heute Morgen',
    afternoon: 'heute Nachmittag',
    evening: 'heute Abend',
  },
  daysAgo: (days) =>
    `vor ${['', 'einem', 'zwei', 'drei', 'vier', 'fünf', 'sechs'][days] ?? String(days)} Tagen`,
  onDay: (day, month, year) => `am ${day}. ${month}${year}`,
  degrees: (value) => `${value} Grad`,
  greeting: {
    fresh_morning: [
      'Guten Morgen, {city}.',
      'Guten Morgen, {city}, und willkommen im neuen Tag.',
      lively('Einen wunderschönen guten Morgen, {city}!'),
      lively('Guten Morgen, {city}, raus aus den Federn!'),
      calm('Einen ruhigen guten Morgen, {city}.'),
      plain('Guten Morgen nach {city}.'),
    ],
    professional_afternoon: [
      'Guten Tag, {city}.',
      'Guten Tag an alle in {city}.',
      lively('Hallo und guten Tag, {city}!'),
      calm('Einen gemütlichen guten Tag, {city}.'),
    ],
    chill_evening: [
      'Guten Abend, {city}.',
      'Einen guten Abend nach {city}.',
      lively('Guten Abend, {city}, der Tag ist geschafft, hier sind die Nachrichten.'),
      calm('Guten Abend, {city}, schön, dass Sie mit uns in den Abend gehen.'),
    ],
    late_night: [
      'Guten Abend an alle in {city}, die noch wach sind.',
      'Es ist spät geworden, guten Abend, {city}.',
      calm('Willkommen zu später Stunde, {city}.'),
      lively('Noch wach, {city}? Wir auch.'),
    ],
  },
  opening: [
    'Es ist {date}, Sie hören {station}, und mein Name ist {main}.',
    'Hier ist {station}. Heute ist {date}, am Mikrofon ist {main}.',
    'Sie hören {station}, es ist {date}, und ich bin {main}.',
    plain('Es ist {date}. Das ist {station}, am Mikrofon begrüsst Sie {main}.'),
    lively(
      'Es ist {date}, das ist {station}, und ich bin {main}. Schön, dass Sie eingeschaltet haben.',
    ),
    lively('Das ist {station}, heute ist {date}, und hier spricht {main}.'),
    calm('Es ist {date}, und Sie hören {station}. Ich bin {main}, danke, dass Sie dabei sind.'),
  ],
  company: [
    'Mit mir im Studio: {others}.',
    'An meiner Seite: {others}.',
    'Ebenfalls am Mikrofon: {others}.',
    lively('Und ich bin nicht allein, mit dabei: {others}.'),
    calm('Das Mikrofon teile ich mir mit {others}.'),
  ],
  openingInBrief: [
    'Hier ist {station} mit {hosts}, heute ist {date}.',
    'Sie hören {station} mit {hosts}, es ist {date}.',
    'Das ist {station} mit {hosts}, heute ist {date}.',
  ],
  hello: [
    'Auch von mir ein herzliches Hallo. Die Meldungen liegen bereit, wir können loslegen.',
    'Schön, hier zu sein, {main}. Gehen wir die Themen durch.',
    'Hallo, {main}, und hallo an alle, die zuhören.',
    plain('Willkommen auch von mir. Wir können beginnen.'),
    lively('Hallo zusammen! Der Tisch ist voll, {main}, fangen wir an.'),
    lively('Hallo, {main}! Hellwach und bereit.'),
    calm('Danke, {main}, und hallo zusammen.'),
  ],
  headlines: [
    'Zuerst die Schlagzeilen.',
    'Die Schlagzeilen im Überblick.',
    'Das sind die Schlagzeilen.',
    'Hier die Schlagzeilen.',
    lively('Gleich zu den Schlagzeilen.'),
    plain('Die Schlagzeilen.'),
  ],
  toWeather: [
    '{name}, was macht das Wetter?',
    'Zeit für das Wetter mit {name}.',
    'Und das Wetter kommt von {name}.',
    '{name}, wie sieht es draussen aus?',
  ],
  weather: [
    'Das Wetter in {city}: {condition}, {degrees}.',
    'Draussen in {city}: {condition} und {degrees}.',
    'Das Wetter für {city}: {condition} bei {degrees}.',
  ],
  weatherRange: [
    'Die Höchstwerte liegen bei {high}, die Tiefstwerte bei {low}.',
    'Der höchste Wert ist {high}, der tiefste {low}.',
  ],
  weatherHigh: ['Der Höchstwert liegt bei {high}.'],
  lookBack: [
    'Bevor wir gehen, noch einmal in Kürze.',
    'Ein letzter Blick auf diese Sendung.',
    'Was wir erzählt haben, in Kürze.',
    lively('Das war eine Menge, darum noch einmal im Schnelldurchlauf.'),
    calm('Schauen wir noch einen Moment zurück.'),
    plain('Der Rückblick.'),
  ],
  signOff: {
    fresh_morning: [
      'Das war {station}.{sources} Kommen Sie gut in den Tag, {city}.',
      'Das war {station} mit {hosts}.{sources} Einen guten Start in den Tag.',
      lively('Das war {station}.{sources} Einen grossartigen Tag, {city}!'),
      calm('Das war {station}.{sources} Lassen Sie es ruhig angehen, {city}.'),
    ],
    professional_afternoon: [
      'Das war {station} mit {hosts}.{sources} Einen guten Nachmittag.',
      'Das war {station}.{sources} Noch einen guten Tag, {city}.',
      lively('Das war {station}.{sources} Einen schönen Nachmittag, {city}!'),
    ],
    chill_evening: [
      'Das war {station}.{sources} Einen schönen Abend, {city}.',
      'Das war {station} mit {hosts}.{sources} Geniessen Sie den Abend.',
      calm('Das war {station}.{sources} Lehnen Sie sich zurück, {city}, der Abend gehört Ihnen.'),
    ],
    late_night: [
      'Das war {station}.{sources} Gute Nacht, {city}.',
      'Das war {station} mit {hosts}.{sources} Schlafen Sie gut, wenn es so weit ist.',
      calm('Das war {station}.{sources} Kommen Sie gut durch die Nacht, {city}.'),
    ],
  },
  signOffSources: [
    'Die Quellen aller Meldungen finden Sie auf der Seite dieser Sendung.',
    'Wer mehr lesen will, findet alle Quellen auf der Seite dieser Sendung.',
    'Alle Quellen stehen auf der Seite dieser Sendung.',
  ],
  goodbye: [
    'Auf Wiederhören auch von mir, und danke fürs Zuhören.',
    'Danke fürs Zuhören und bis zum nächsten Mal.',
    'Auch von mir auf Wiederhören. Schön, dass Sie dabei waren.',
    lively('Tschüss auch von mir, bis zum nächsten Mal!'),
    calm('Machen Sie es gut, und danke für Ihre Gesellschaft.'),
  ],
  signOffInBrief: [
    'Das war {station}.{sources}',
    'Das war {station}.{sources} Auf Wiederhören.',
    '{station}, danke fürs Zuhören.{sources}',
    'Bis zum nächsten Mal, hier auf {station}.{sources}',
  ],
  sample: [
    'Ein Hinweis vorab: Das ist eine Beispielausgabe, alle Meldungen darin sind erfunden.',
    'Bitte beachten Sie: Dies ist eine Beispielausgabe, Medien und Meldungen sind erfunden.',
  ],
  storedNews: [
    'Unsere Quellen sind im Moment nicht erreichbar. Die neuste Meldung, die uns vorliegt, erschien {age}.',
    'Im Moment antwortet keine unserer Quellen. Sie hören, was uns vorliegt, das Neuste davon erschien {age}.',
  ],
  weatherSource: ['Die Werte stammen von {source}.', 'So die Angaben von {source}.'],
  bitcoin: [
    'Der Bitcoin steht bei rund {price} Dollar.',
    'Ein Bitcoin kostet rund {price} Dollar.',
    'Der Bitcoin notiert bei rund {price} Dollar.',
  ],
  bitcoinUp: [
    'Das sind {percent} Prozent mehr als vor einem Tag.',
    'Er hat in 24 Stunden {percent} Prozent gewonnen.',
  ],
  bitcoinDown: [
    'Das sind {percent} Prozent weniger als vor einem Tag.',
    'Er hat in 24 Stunden {percent} Prozent verloren.',
  ],
  bitcoinFlat: ['Gegenüber dem Vortag hat sich der Kurs kaum bewegt.'],
  bitcoinSource: ['Der Kurs stammt von {source}.'],
  title: '{station} {city}, {date}',
  and: 'und',
  minus: 'minus ',
  chapters: {
    greeting: 'Begrüssung',
    headlines: 'Schlagzeilen',
    brief: 'Kurz gemeldet',
    weather: 'Wetter',
    traffic: 'Verkehr',
    bitcoin: 'Bitcoin',
    lookBack: 'Rückblick',
    signOff: 'Abschied',
  },
};
