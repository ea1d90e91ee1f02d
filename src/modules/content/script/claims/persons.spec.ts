import type { Language } from '#kernel';
import { deedsOfOthers } from './persons.js';
import { readingOf } from './quantities.js';

const SOURCES: Readonly<Record<Language, string>> = {
  en: 'Under the bill, introduced by Housing Minister Fiona Kerrigan in October, councils may cap lets. The spokesman Alasdair Munro called the law a blunt instrument.',
  de: 'Die Abfahrt in Garmisch hat Leonie Grabner gewonnen. Im Weltcup führt nun Noémie Duvanel mit 412 Punkten.',
  fr: 'Le Grand Prix revient à Park Joon pour un drame. Le prix d’interprétation masculine va à Dario Lecce, acclamé par la salle.',
  it: 'La squadra guidata dall’archeologa Teresa Imparato lavora nel sito da due anni. Per lo storico Ruggero Valli è la scoperta più bella.',
  es: 'El consejero delegado Jaume Ferragut admite que cada cama cuesta más. La analista Beatriz Olmedo esperaba algo peor.',
};

const found = (language: Language, text: string): string[] =>
  deedsOfOthers(readingOf(text, language), [readingOf(SOURCES[language], language)], language);

it.each<[Language, string]>([
  ['en', 'It was Alasdair Munro, the housing minister, who introduced the bill in October.'],
  ['de', 'Im Weltcup führt Leonie Grabner mit 412 Punkten.'],
  ['fr', 'Le prix d’interprétation masculine va à Park Joon, acclamé par la salle.'],
  ['it', 'A guidare la squadra nel sito da due anni è Ruggero Valli.'],
  ['es', 'La consejera delegada Beatriz Olmedo admite que cada cama cuesta más.'],
])('finds a person who is told of what another did, %s: %s', (language, text) => {
  expect(found(language, text)).toHaveLength(1);
});

it.each<[Language, string]>([
  ['en', 'Fiona Kerrigan, the housing minister, introduced the bill in October.'],
  ['en', 'Munro, for the other side, has no kind word for it.'],
  ['en', 'Kerrigan introduced the bill that Munro calls a blunt instrument.'],
  ['de', 'Noémie Duvanel führt im Weltcup mit 412 Punkten.'],
  ['fr', 'Park Joon reçoit le Grand Prix pour un drame.'],
  ['it', 'Teresa Imparato guida la squadra nel sito.'],
  ['es', 'Ferragut admite que cada cama cuesta más.'],
])('lets pass whoever is told of what they did, %s: %s', (language, text) => {
  expect(found(language, text)).toEqual([]);
});
