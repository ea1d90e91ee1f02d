import { spanishHandOvers } from './hand-overs/es.js';
import { calm, lively, plain } from './phrase.js';
import type { PhraseBook } from './phrase-book.js';

export const spanish: PhraseBook = {
  date: (weekday, day, month) => `${weekday}, ${day} de ${month}`,
  ...spanishHandOvers,
  hoursAgo: (hours) =>
    hours < 1 ? 'hace menos de una hora' : hours === 1 ? 'hace una hora' : `hace ${hours} horas`,
  moments: {
    night: 'esta madrugada',
    morning: 'esta mañana',
    afternoon: 'esta tarde',
    evening: 'esta noche',
  },
  daysAgo: (days) =>
    `hace ${['', 'un', 'dos', 'tres', 'cuatro', 'cinco', 'seis'][days] ?? String(days)} días`,
  onDay: (day, month, year) => `el ${day} de ${month}${year === '' ? '' : ` de${year}`}`,
  degrees: (value) => `${value} ${value === 1 ? 'grado' : 'grados'}`,
  greeting: {
    fresh_morning: [
      'Buenos días, {city}.',
      'Buenos días, {city}, y bienvenidos a un nuevo día.',
      lively('¡Muy buenos días, {city}!'),
      lively('¡Arriba, {city}, y muy buenos días!'),
      calm('Un buenos días tranquilo, {city}.'),
      plain('Buenos días a todos, {inCity}.'),
    ],
    professional_afternoon: [
      'Buenas tardes, {city}.',
      'Buenas tardes a todos, {inCity}.',
      lively('¡Muy buenas tardes, {city}!'),
      calm('Unas tranquilas buenas tardes, {city}.'),
    ],
    chill_evening: [
      'Buenas noches, {city}.',
      'Buenas noches a todos, {inCity}.',
      lively('¡Buenas noches, {city}! El día ha terminado, aquí están las noticias.'),
      calm('Buenas noches, {city}, y bienvenidos.'),
    ],
    late_night: [
      'Buenas noches a quienes siguen despiertos, {inCity}.',
      'Ya es tarde, buenas noches, {city}.',
      calm('Bienvenidos a estas horas, {city}.'),
      lively('¿Aún despiertos, {city}? Nosotros también.'),
    ],
  },
  opening: [
    'Hoy es {date}, esto es {station}, y yo soy {main}.',
    'Aquí {station}. Hoy es {date}, y al micrófono está {main}.',
    'Están escuchando {station}, hoy es {date}, y yo soy {main}.',
    plain('Hoy es {date}. Aquí {station}, y soy {main}.'),
    lively('Hoy es {date}, esto es {station}, y yo soy {main}. Qué bien tenerlos con nosotros.'),
    calm('Hoy es {date}, y esto es {station}. Soy {main}, gracias por estar ahí.'),
  ],
  company: [
    'Conmigo en el estudio: {others}.',
    'A mi lado: {others}.',
    'También al micrófono: {others}.',
    lively('Conmigo, al micrófono, {others}.'),
    calm('Comparto el micrófono con {others}.'),
  ],
  openingInBrief: [
    'Esto es {station}, hoy es {date}, con {hosts}.',
    'Aquí {station}, hoy es {date}, con {hosts}.',
    'Están escuchando {station}, hoy es {date}, con {hosts}.',
  ],
  hello: [
    'Gracias, {main}. Las noticias están listas, podemos empezar.',
    'Qué gusto estar aquí, {main}. Repasemos los temas.',
    'Hola, {main}, y hola a quienes nos escuchan.',
    plain('Gracias, {main}. Podemos empezar.'),
    lively('¡Hola a todos! La mesa está llena, {main}, vamos allá.'),
    lively('¡Aquí estoy, {main}! Cuando quieras.'),
    calm('Gracias, {main}, y bienvenidos todos.'),
  ],
  headlines: [
    'Primero, los titulares.',
    'Los titulares de un vistazo.',
    'Estos son los titulares.',
    'Los titulares de esta edición.',
    lively('Directos a los titulares.'),
    plain('Los titulares.'),
  ],
  toWeather: [
    '{name}, ¿qué tiempo hace?',
    'Es la hora del tiempo, con {name}.',
    'Y el tiempo lo cuenta {name}.',
  ],
  weather: [
    'El tiempo {inCity}: {condition}, {degrees}.',
    'Fuera, {inCity}: {condition} y {degrees}.',
  ],
  weatherRange: [
    'La temperatura máxima es de {high}, la mínima de {low}.',
    'La máxima es de {high}, la mínima de {low}.',
  ],
  weatherHigh: ['La máxima es de {high}.'],
  lookBack: [
    'Antes de despedirnos, un repaso en breve.',
    'Una última mirada a esta edición.',
    'Lo que hemos contado, en breve.',
    lively('Ha sido mucho, así que lo resumimos.'),
    calm('Un repaso en pocas palabras.'),
    plain('El repaso.'),
  ],
  signOff: {
    fresh_morning: [
      'Esto ha sido {station}.{sources} Buen día, {city}.',
      'Hasta aquí {station}, con {hosts}.{sources} Que empiecen bien el día.',
      lively('Esto ha sido {station}.{sources} ¡Un día estupendo, {city}!'),
      calm('Hasta aquí {station}.{sources} Un día tranquilo, {city}.'),
    ],
    professional_afternoon: [
      'Esto ha sido {station}, con {hosts}.{sources} Buena tarde.',
      'Hasta aquí {station}.{sources} Que pasen buena tarde, {city}.',
      lively('Esto ha sido {station}.{sources} ¡Muy buena tarde, {city}!'),
    ],
    chill_evening: [
      'Esto ha sido {station}.{sources} Que pasen una buena noche, {city}.',
      'Hasta aquí {station}, con {hosts}.{sources} Disfruten de la noche.',
      calm('Hasta aquí {station}.{sources} La noche es suya, {city}.'),
    ],
    late_night: [
      'Esto ha sido {station}.{sources} Feliz noche, {city}.',
      'Hasta aquí {station}, con {hosts}.{sources} Que descansen.',
      calm('Hasta aquí {station}.{sources} Felices sueños, {city}.'),
    ],
  },
  signOffSources: [
    'Encontrarán todas las fuentes en la página de esta edición.',
    'Para leer más, todas las fuentes están en la página de esta edición.',
    'Las fuentes de todas las noticias están en la página de esta edición.',
  ],
  goodbye: [
    'Adiós a todos, y gracias por escuchar.',
    'Gracias por escuchar, y hasta la próxima.',
    'Gracias por acompañarnos, y hasta pronto.',
    lively('¡Hasta la próxima, y gracias por estar ahí!'),
    calm('Cuídense, y gracias por la compañía.'),
  ],
  signOffInBrief: [
    'Esto ha sido {station}.{sources}',
    'Esto ha sido {station}.{sources} Hasta pronto.',
    '{station}, gracias por escuchar.{sources}',
    'Hasta la próxima, en {station}.{sources}',
  ],
  sample: [
    'Un aviso antes de empezar: esta es una edición de muestra, y todas sus noticias son inventadas.',
    'Tengan en cuenta que esta es una edición de muestra: los medios y las noticias son inventados.',
  ],
  storedNews: [
    'En este momento no podemos acceder a nuestras fuentes. La última noticia que tenemos se publicó {age}.',
    'Ninguna de nuestras fuentes responde en este momento. Les contamos lo que tenemos, y lo último se publicó {age}.',
  ],
  weatherSource: ['Los datos son de {source}.'],
  bitcoin: ['El bitcoin vale unos {price} dólares.', 'Un bitcoin cuesta unos {price} dólares.'],
  bitcoinUp: [
    'Es un {percent} por ciento más que el día anterior.',
    'Ha ganado un {percent} por ciento en 24 horas.',
  ],
  bitcoinDown: [
    'Es un {percent} por ciento menos que el día anterior.',
    'Ha perdido un {percent} por ciento en 24 horas.',
  ],
  bitcoinFlat: ['Apenas ha cambiado desde el día anterior.'],
  bitcoinSource: ['El precio es de {source}.'],
  title: '{station} {city}, {date}',
  and: 'y',
  minus: 'menos ',
  chapters: {
    greeting: 'Bienvenida',
    headlines: 'Titulares',
    brief: 'En breve',
    weather: 'El tiempo',
    traffic: 'Tráfico',
    bitcoin: 'Bitcoin',
    lookBack: 'Repaso',
    signOff: 'Despedida',
  },
};
