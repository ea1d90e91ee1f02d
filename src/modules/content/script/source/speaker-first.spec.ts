import type { Language } from '#kernel';
import { speakerFirst } from './speaker-first.js';

it.each<[Language, string, string]>([
  ['en', '"We did it," said Anna Muster.', 'Anna Muster said: "We did it."'],
  [
    'en',
    '"Nobody was hurt," said the captain, Salvatore Esposito, after the fire.',
    'The captain, Salvatore Esposito, said after the fire: "Nobody was hurt."',
  ],
  [
    'de',
    '«Das ist ungewöhnlich», sagte die Meteorologin Regula Firnbach.',
    'Die Meteorologin Regula Firnbach sagte: «Das ist ungewöhnlich.»',
  ],
  [
    'de',
    '„Ich habe gehofft“, sagte Brändlin nach dem Schlusspfiff.',
    'Brändlin sagte nach dem Schlusspfiff: „Ich habe gehofft.“',
  ],
  [
    'fr',
    '« Nous avons jeté 320 croissants », a raconté le boulanger Yves Morel.',
    'Le boulanger Yves Morel a raconté : « Nous avons jeté 320 croissants. »',
  ],
  [
    'it',
    '«Gli fa risparmiare passi», precisa l’ingegnere Nevio Taddeucci.',
    'L’ingegnere Nevio Taddeucci precisa: «Gli fa risparmiare passi.»',
  ],
  [
    'es',
    '«Una taza costará más», calcula Evaristo Lumbral, dueño de 28 cafeterías.',
    'Evaristo Lumbral, dueño de 28 cafeterías, calcula: «Una taza costará más.»',
  ],
  [
    'es',
    '«Pido paciencia», declaró la candidata, Mirta Alzuregui, ante 20.000 seguidores.',
    'La candidata, Mirta Alzuregui, declaró ante 20.000 seguidores: «Pido paciencia.»',
  ],
])('puts the speaker before the words, %s: %s', (language, sentence, turned) => {
  expect(speakerFirst(sentence, language)).toBe(turned);
});

it.each<[Language, string]>([
  ['en', '"We did it," she said.'],
  ['en', 'He said "never again" and left.'],
  ['en', '"Where were they?" asked Anna Muster.'],
  ['de', '«Ein halbes Prozent ist kein Freipass», räumte Stadtrat Konrad Leihügel ein.'],
  ['de', '«Etwa die Hälfte stimmt», sagte er bei der Probe.'],
  ['it', '«È una porta», riassume.'],
  ['es', '«La reconocí», contó emocionada la investigadora Rosalba Quintarel.'],
  ['fr', '« La Traversée », une bande dessinée, se lit à Morges.'],
])('leaves alone what cannot be turned without other words, %s: %s', (language, sentence) => {
  expect(speakerFirst(sentence, language)).toBe(sentence);
});
