import { englishHandOvers } from './hand-overs/en.js';
import { calm, lively, plain } from './phrase.js';
import type { PhraseBook } from './phrase-book.js';

export const english: PhraseBook = {
  date: (weekday, day, month) => `${weekday}, ${day} ${month}`,
  ...englishHandOvers,
  hoursAgo: (hours) =>
    hours < 1 ? 'less than an hour ago' : hours === 1 ? 'an hour ago' : `${hours} hours ago`,
  moments: {
    night: 'in the night',
    morning: 'this morning',
    afternoon: 'this afternoon',
    evening: 'this evening',
  },
  daysAgo: (days) =>
    `${['', 'one', 'two', 'three', 'four', 'five', 'six'][days] ?? String(days)} days ago`,
  onDay: (day, month, year) => `on ${day} ${month}${year}`,
  degrees: (value) => `${value} ${value === 1 ? 'degree' : 'degrees'}`,
  greeting: {
    fresh_morning: [
      'Good morning, {city}.',
      'Good morning, {city}, and welcome to the new day.',
      lively('Good morning, {city}, and up we get.'),
      lively('A very good morning, {city}.'),
      calm('A gentle good morning, {city}.'),
      plain('Good morning to {city}.'),
    ],
    professional_afternoon: [
      'Good afternoon, {city}.',
      'Good afternoon to everyone in {city}.',
      lively('Hello and good afternoon, {city}.'),
      calm('A relaxed good afternoon, {city}.'),
    ],
    chill_evening: [
      'Good evening, {city}.',
      'A good evening to {city}.',
      lively('Good evening, {city}, the day is done and here is the news.'),
      calm('Good evening, {city}, and welcome to the slower part of the day.'),
    ],
    late_night: [
      'Good evening, {city}, to everyone who is still up.',
      'Late as it is, good evening, {city}.',
      calm('A quiet hello to all who are still awake in {city}.'),
      lively('Still awake, {city}? So are we.'),
    ],
  },
  opening: [
    'It is {date}, you are listening to {station}, and I am {main}.',
    'This is {station} on {date}. My name is {main}.',
    '{station}, on {date}, and my name is {main}.',
    plain('It is {date}. This is {station}, and I am {main}.'),
    lively('It is {date}, this is {station}, and I am {main}. Nice to have you with us.'),
    lively('You have found {station}, it is {date}, and I am {main}.'),
    calm('It is {date}, and this is {station}. I am {main}, and it is good to have you with us.'),
  ],
  company: [
    'With me today: {others}.',
    'At my side: {others}.',
    'Also in the studio: {others}.',
    lively('And I am not alone: {others} will be with us too.'),
    calm('I share the microphone with {others}.'),
  ],
  openingInBrief: [
    'This is {station} on {date}, with {hosts}.',
    '{station} on {date}, with {hosts}.',
    'You are listening to {station} on {date}, with {hosts}.',
  ],
  hello: [
    'Hello from me as well. Everything is on the desk, so let us get to it.',
    'Good to be here, {main}. The papers are sorted, we can start.',
    'Hello, {main}, and hello to everyone listening.',
    plain('Hello from me, too. We can begin.'),
    lively('Hello everyone! The desk is full, {main}, so let us go.'),
    lively('Hello, {main}! Wide awake and ready when you are.'),
    calm('Thank you, {main}, and hello to all of you.'),
  ],
  headlines: [
    'First, the headlines.',
    'The headlines at a glance.',
    'Here are the headlines.',
    'These are the headlines.',
    lively('Straight to the headlines.'),
    plain('The headlines.'),
  ],
  toWeather: [
    '{name}, what does the weather do?',
    'Time for the weather, with {name}.',
    'And the weather comes from {name}.',
    '{name}, how does it look outside?',
  ],
  weather: [
    'The weather in {city}: {condition}, at {degrees}.',
    'Outside in {city}: {condition} and {degrees}.',
    'The weather for {city} now: {condition}, {degrees}.',
  ],
  weatherRange: [
    'The day takes us up to {high}, and the low is {low}.',
    'Expect a high of {high} and a low of {low}.',
  ],
  weatherHigh: ['The high is {high}.'],
  lookBack: [
    'Before we go, once more in short.',
    'A last look at what we had.',
    'Some of what we told you, in short.',
    lively('That was plenty, so here it is once more, quickly.'),
    calm('Let us look back for a moment.'),
    plain('The look back.'),
  ],
  signOff: {
    fresh_morning: [
      'That was {station}.{sources} Have a good start to the day, {city}.',
      'This was {station} with {hosts}.{sources} Enjoy the morning.',
      lively('That was {station}.{sources} Off you go, {city}, and have a great day.'),
      calm('This was {station}.{sources} Take your time with the day, {city}.'),
    ],
    professional_afternoon: [
      'That was {station} with {hosts}.{sources} Have a good afternoon.',
      'This has been {station}.{sources} Have a good rest of the day, {city}.',
      lively('That was {station}.{sources} A fine afternoon to you, {city}.'),
    ],
    chill_evening: [
      'That was {station}.{sources} Have a pleasant evening, {city}.',
      'This was {station} with {hosts}.{sources} Enjoy the evening.',
      calm('That was {station}.{sources} Lean back, {city}, the evening is yours.'),
    ],
    late_night: [
      'That was {station}.{sources} Good night, {city}.',
      'This was {station} with {hosts}.{sources} Sleep well when you get there.',
      calm('That was {station}.{sources} Sleep well, {city}.'),
    ],
  },
  signOffSources: [
    'You will find the sources of all our stories on the page of this show.',
    'If you want to read more, all sources are on the page of this show.',
    'The page of this show names the sources of all stories.',
  ],
  goodbye: [
    'Goodbye from me as well, and thank you for listening.',
    'Thank you for listening, and until next time.',
    'Bye from me, too. It was good to have you with us.',
    lively('Bye from me, too! See you next time.'),
    calm('Take care, and thank you for your company.'),
  ],
  signOffInBrief: [
    'That was {station}.{sources}',
    'This was {station}.{sources} Goodbye.',
    '{station}, thank you for listening.{sources}',
    'More next time, here on {station}.{sources}',
  ],
  sample: [
    'A word before we begin: this is a sample edition, and all its stories are invented.',
    'Please note that this is a sample edition: the outlets and the stories in it are invented.',
  ],
  storedNews: [
    'None of our sources can be reached right now. The latest report we have came in {age}.',
    'Our sources are out of reach at the moment, so we tell what we have: the latest of it came in {age}.',
  ],
  weatherSource: ['The figures come from {source}.', 'That is the forecast by {source}.'],
  bitcoin: [
    'Bitcoin stands at about {price} dollars.',
    'One bitcoin costs about {price} dollars.',
    'The price of bitcoin is about {price} dollars.',
  ],
  bitcoinUp: [
    'That is {percent} percent more than a day ago.',
    'It gained {percent} percent in 24 hours.',
  ],
  bitcoinDown: [
    'That is {percent} percent less than a day ago.',
    'It lost {percent} percent in 24 hours.',
  ],
  bitcoinFlat: ['That is hardly any change from a day ago.'],
  bitcoinSource: ['The price is from {source}.'],
  title: '{station} {city}, {date}',
  and: 'and',
  minus: 'minus ',
  chapters: {
    greeting: 'Welcome',
    headlines: 'Headlines',
    brief: 'In brief',
    weather: 'Weather',
    traffic: 'Traffic',
    bitcoin: 'Bitcoin',
    lookBack: 'Looking back',
    signOff: 'Goodbye',
  },
};
