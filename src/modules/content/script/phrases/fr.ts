import { frenchHandOvers } from './hand-overs/fr.js';
import { calm, lively, plain } from './phrase.js';
import type { PhraseBook } from './phrase-book.js';

export const french: PhraseBook = {
  date: (weekday, day, month) => `${weekday} ${day === 1 ? '1er' : day} ${month}`,
  ...frenchHandOvers,
  hoursAgo: (hours) =>
    hours < 1
      ? 'il y a moins d’une heure'
      : hours === 1
        ? 'il y a une heure'
        : `il y a ${hours} heures`,
  moments: {
    night: 'cette nuit',
    morning: 'ce matin',
    afternoon: 'cet après-midi',
    evening: 'ce soir',
  },
  daysAgo: (days) =>
    `il y a ${['', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six'][days] ?? String(days)} jours`,
  onDay: (day, month, year) => `le ${day === 1 ? '1er' : day} ${month}${year}`,
  degrees: (value) => `${value} ${Math.abs(value) < 2 ? 'degré' : 'degrés'}`,
  greeting: {
    fresh_morning: [
      'Bonjour {city}.',
      'Bonjour {city}, et bienvenue dans cette nouvelle journée.',
      lively('Bonjour {city}, et bon réveil !'),
      lively('Un très bon matin à vous, {city} !'),
      calm('Bonjour à vous, {city}.'),
      calm('Un bonjour tout en douceur, {city}.'),
    ],
    professional_afternoon: [
      'Bonjour {city}.',
      'Bonjour à tous, {inCity}.',
      lively('Bon après-midi, {city} !'),
      calm('Un bel après-midi à vous, {city}.'),
    ],
    chill_evening: [
      'Bonsoir {city}.',
      'Bonsoir à tous, {inCity}.',
      lively('Bonsoir {city}, la journée est finie, voici les nouvelles !'),
      calm('Bonsoir {city}, et bienvenue.'),
    ],
    late_night: [
      'Bonsoir à tous ceux qui veillent encore, {inCity}.',
      'Il est tard, bonsoir {city}.',
      calm('Bonsoir {city}, à cette heure tardive.'),
      lively('Pas encore au lit, {city} ? Nous non plus.'),
    ],
  },
  opening: [
    'Nous sommes le {date}, vous écoutez {station}, je suis {main}.',
    'Ici {station}, nous sommes le {date}. Au micro, {main}.',
    'Vous êtes sur {station}, nous sommes le {date}, et je suis {main}.',
    plain('Nous sommes le {date}. Ici {station}, au micro, {main}.'),
    lively('Nous sommes le {date}, voici {station}, et je suis {main}. Merci d’être là.'),
    calm('Nous sommes le {date}, vous êtes sur {station}. Je suis {main}, merci d’être avec nous.'),
  ],
  company: [
    'À mes côtés : {others}.',
    'Avec moi en studio : {others}.',
    'Également au micro : {others}.',
    lively('Et au micro avec moi : {others}.'),
    calm('Je partage le micro avec {others}.'),
  ],
  openingInBrief: [
    'Ici {station}, nous sommes le {date}, avec {hosts}.',
    'Vous écoutez {station}, nous sommes le {date}, avec {hosts}.',
    'Voici {station}, nous sommes le {date}, avec {hosts}.',
  ],
  hello: [
    'Merci, {main}. Tout est prêt, nous pouvons commencer.',
    'Avec plaisir, {main}. Parcourons les sujets.',
    'Bonjour {main}, et merci à vous qui nous écoutez.',
    plain('Merci, {main}. Bonne écoute à tous.'),
    lively('Bienvenue à tous ! La table est pleine, {main}, allons-y.'),
    lively('Tout est prêt, {main}, allons-y !'),
    calm('Merci, {main}, et bienvenue à vous tous.'),
  ],
  headlines: [
    'Tout d’abord, les titres.',
    'Les titres en bref.',
    'Voici les titres.',
    'Les titres de cette édition.',
    lively('Tout de suite, les titres.'),
    plain('Les titres.'),
  ],
  toWeather: [
    '{name}, quel temps fait-il ?',
    'Place à la météo avec {name}.',
    'La météo, c’est avec {name}.',
  ],
  weather: [
    'La météo {inCity} : {condition}, {degrees}.',
    'Dehors, {inCity} : {condition} et {degrees}.',
  ],
  weatherRange: [
    'La température maximale est de {high}, la minimale de {low}.',
    'Le maximum est de {high}, le minimum de {low}.',
  ],
  weatherHigh: ['Le maximum est de {high}.'],
  lookBack: [
    'Avant de nous quitter, un rappel en bref.',
    'Un dernier regard sur cette édition.',
    'En bref, ce que nous avons raconté.',
    lively('C’était copieux, alors on résume.'),
    calm('Revenons un instant sur cette édition.'),
    plain('À retenir.'),
  ],
  signOff: {
    fresh_morning: [
      'C’était {station}.{sources} Bonne journée, {city}.',
      'C’était {station}, avec {hosts}.{sources} Commencez bien la journée.',
      lively('C’était {station}.{sources} Très belle journée à tous, {inCity} !'),
      calm('C’était {station}.{sources} Prenez le temps de bien commencer la journée.'),
    ],
    professional_afternoon: [
      'C’était {station}, avec {hosts}.{sources} Bon après-midi.',
      'C’était {station}.{sources} Bonne suite de journée, {city}.',
      lively('C’était {station}.{sources} Excellent après-midi, {city} !'),
    ],
    chill_evening: [
      'C’était {station}.{sources} Bonne soirée, {city}.',
      'C’était {station}, avec {hosts}.{sources} Belle soirée à vous.',
      calm('C’était {station}.{sources} La soirée est à vous, {city}.'),
    ],
    late_night: [
      'C’était {station}.{sources} Bonne nuit, {city}.',
      'C’était {station}, avec {hosts}.{sources} Bonne nuit.',
      calm('C’était {station}.{sources} Belle nuit à vous, {city}.'),
    ],
  },
  signOffSources: [
    'Vous trouverez toutes les sources sur la page de cette édition.',
    'Pour en lire davantage, toutes les sources sont sur la page de cette édition.',
    'Les sources de tous nos sujets sont sur la page de cette édition.',
  ],
  goodbye: [
    'Au revoir à vous, et merci de votre écoute.',
    'Merci de votre écoute, et à la prochaine.',
    'Merci d’avoir été avec nous, et à très vite.',
    lively('À très bientôt, et merci d’avoir été là !'),
    calm('Prenez soin de vous, et merci de votre compagnie.'),
  ],
  signOffInBrief: [
    'C’était {station}.{sources}',
    'C’était {station}.{sources} Au revoir.',
    '{station}, merci de votre écoute.{sources}',
    'À la prochaine, sur {station}.{sources}',
  ],
  sample: [
    'Une précision avant de commencer : ceci est une édition de démonstration, et toutes ses nouvelles sont inventées.',
    'Attention, ceci est une édition de démonstration : les médias et les nouvelles y sont inventés.',
  ],
  storedNews: [
    'Aucune de nos sources ne répond en ce moment. La dernière information dont nous disposons est parue {age}.',
    'Nos sources sont injoignables pour l’instant, voici donc ce que nous avons : le plus récent est paru {age}.',
  ],
  weatherSource: ['Ces valeurs sont fournies par {source}.'],
  bitcoin: [
    'Le bitcoin vaut environ {price} dollars.',
    'Il faut environ {price} dollars pour un bitcoin.',
  ],
  bitcoinUp: [
    'C’est {percent} pour cent de plus que la veille.',
    'Il a gagné {percent} pour cent en un jour.',
  ],
  bitcoinDown: [
    'C’est {percent} pour cent de moins que la veille.',
    'Il a perdu {percent} pour cent en un jour.',
  ],
  bitcoinFlat: ['Le cours n’a presque pas bougé depuis la veille.'],
  bitcoinSource: ['Le cours est fourni par {source}.'],
  title: '{station} {city}, {date}',
  and: 'et',
  minus: 'moins ',
  chapters: {
    greeting: 'Bienvenue',
    headlines: 'Les titres',
    brief: 'En bref',
    weather: 'Météo',
    traffic: 'Trafic',
    bitcoin: 'Bitcoin',
    lookBack: 'Retour',
    signOff: 'Au revoir',
  },
};
