import type { Language } from '#kernel';
import {
  faultOf,
  isAside,
  isOfSomePlace,
  isReservation,
  leansOnSubject,
  pointsAtUnnamed,
  pointsBack,
} from './judge-sentence.js';

describe('judging a sentence', () => {
  it.each<[Language, string]>([
    ['en', 'The plan will cost the city about three million…'],
    ['en', 'Is this the best film of the whole year?'],
    ['en', 'We will keep an eye on it for readers here.'],
    ['en', 'Visit the museum and bring the whole family along.'],
    ['en', 'MAYOR OPENS LIBRARY IN SPRINGFIELD on a cold Friday.'],
    ['en', '"Heavy rain runs off hard ground as if off a plate."'],
    ['en', 'More is on example.com for those who want it.'],
    ['en', 'What that means for the people of the town.'],
    ['de', 'Was das bedeutet und wer davon am meisten profitiert.'],
    ['de', 'Sichern Sie sich jetzt Ihren Platz im Kurs.'],
    ['fr', 'Cliquez sur le lien pour en savoir plus ici.'],
    ['es', 'Suscríbete para leer todas las noticias del día.'],
    ['en', 'But the last day of the trial held a surprise.'],
    ['de', 'Die Auswertung der Proben brachte eine Überraschung.'],
    ['fr', 'L’analyse de leur matériel génétique a réservé une surprise.'],
    ['fr', 'Les boulangers, eux, font leurs comptes.'],
    ['it', "L'ultima prova ha riservato una sorpresa."],
    ['es', 'El análisis de las muestras deparó una sorpresa.'],
  ])('%s refuses: %s', (language, sentence) => {
    expect(faultOf(sentence, language)).toBeDefined();
  });

  it.each<[Language, string, boolean]>([
    ['en', 'He added that the work goes on.', true],
    ['en', '"It is done," she said.', true],
    ['en', 'The decision was expected by most.', true],
    ['en', 'Two metres down her probe measured nineteen degrees.', true],
    ['en', 'Nora Wyss scored in her last game.', false],
    ['en', 'From there the water supplies six thousand flats.', true],
    ['es', '"Es una puerta, no una llave", resume.', true],
    ['es', '"Los precios no ayudaron", dijo Ricardo Duque.', false],
    ['it', 'Tra loro anche quattordici minori.', true],
    ['de', 'Dabei wurde niemand verletzt, sagt die Polizei.', true],
    ['de', 'Die Polizei sucht Zeugen in Dietikon.', false],
    ['fr', 'Cette mesure entre en vigueur en juin.', true],
    ['it', 'Questo vale per tutti i comuni.', true],
    ['es', 'Además, el puente sigue cerrado.', true],
    ['en', 'Technicians finally drove to the data centre.', true],
    ['en', 'The letters went to somebody who no longer works there.', true],
    ['en', 'The new bridge is there to stay for many years.', false],
    ['en', 'A chip of two francs can run it in real time.', true],
    ['en', 'The mayor said that nobody would close it.', false],
    ['de', 'In neun Jahren sei auf dieser Höhe noch Schnee gefallen.', true],
    ['de', 'Der Hang habe sich beruhigt, teilte die Einsatzleitung mit.', false],
    ['en', 'Three pieces, however, are to be shown in a tank from next year.', true],
    ['de', 'Drei Stücke kommen jedoch ins Museum.', true],
    ['en', 'Shopkeepers fear for their custom all the same.', true],
    ['it', 'Gli albergatori però cercano personale.', true],
    ['fr', 'Sept pays côtiers ont toutefois refusé de signer.', true],
    ['it', 'Il sindaco alla fine ha firmato il decreto.', true],
    ['it', 'Alla fine di maggio riapre la funicolare di Locarno.', false],
    ['es', 'El equipo, sin embargo, no ganó la final.', true],
    ['en', 'Paramedic Dorin Halas said: "He asked me what the score was."', true],
    ['fr', 'Le maire a dit : « Elle nous a sauvés cette nuit. »', true],
    ['fr', 'Le maire a dit : « Il faut attendre encore deux jours. »', false],
    ['de', 'Die Trainerin sagte: «Er hat heute gut gespielt.»', true],
  ])('%s: whether "%s" points back: %s', (language, sentence, points) => {
    expect(pointsBack(sentence, language)).toBe(points);
  });

  it.each<[Language, string]>([
    ['en', 'US chipmaker Ardent will build a plant near Dresden.'],
    ['en', 'A coal mine near the border has been closed.'],
    ['en', 'Voters held a surprise party for the mayor of 80 years.'],
    ['it', 'Un negozio di Lugano TI è stato derubato nella notte.'],
  ])('%s takes no capitals for a reader: %s', (language, sentence) => {
    expect(faultOf(sentence, language)).toBeUndefined();
  });
});

describe('leaning on the subject of the sentence before', () => {
  it.each<[Language, string, boolean]>([
    ['de', 'Für das ganze Jahr rechnet sie mit mehr Umsatz.', true],
    ['de', 'Die Firma sagt, dass sie mit mehr Umsatz rechnet.', false],
    ['it', 'Abita da sempre nel quartiere di Daro.', true],
    ['it', 'È il miglior risultato dal 2011.', true],
    ['es', 'Fue la mayor caída desde 1938.', true],
    ['it', 'Alla festa hanno partecipato in trecento.', false],
    ['es', 'Lidera la tabla con 29 puntos.', true],
    ['es', 'La alcaldesa ha decretado tres días de luto.', false],
    ['en', 'On a mixed farm, up to five of them hung from a belt.', true],
    ['en', 'The engineers said they had checked it.', false],
    ['fr', 'À l’époque, elle vivait à Morges.', true],
    ['fr', 'La commune dit qu’elle paiera.', false],
  ])('%s: whether "%s" does: %s', (language, sentence, leans) => {
    expect(leansOnSubject(sentence, language)).toBe(leans);
  });
});

describe('speaking of what has not been named', () => {
  it.each<[Language, string, boolean]>([
    ['en', 'The authorities have never made that charge before.', true],
    ['en', 'The minister said that taxes would rise this year.', false],
    ['de', 'Mit dieser Massnahme will der Kanton sparen.', true],
    ['de', 'In dieser Woche tagt der Rat.', false],
    ['fr', 'La ville a renoncé à ce projet.', true],
    ['fr', 'Il a neigé cette semaine.', false],
    ['it', 'Il Cantone rinuncia a questa misura.', true],
    ['es', 'El Gobierno retira esta medida.', true],
    ['es', 'El Gobierno la retira este lunes.', false],
  ])('%s: whether "%s" does: %s', (language, sentence, points) => {
    expect(pointsAtUnnamed(sentence, language)).toBe(points);
  });
});

describe('a sentence whose subject stands in the one before', () => {
  it.each<[Language, string]>([
    ['it', "In due stagioni di prova, su 26 ettari, ha dato l'allarme 48 ore prima."],
    ['es', 'Tras dos temporadas de prueba, ha dado la alarma 48 horas antes.'],
  ])('%s: %s', (language, sentence) => {
    expect(leansOnSubject(sentence, language)).toBe(true);
  });

  it.each<[Language, string]>([
    ['it', "In due stagioni di prova il sensore ha dato l'allarme 48 ore prima."],
    ['es', 'Tras dos temporadas de prueba, el sensor ha dado la alarma.'],
  ])('%s, but not: %s', (language, sentence) => {
    expect(leansOnSubject(sentence, language)).toBe(false);
  });
});

describe('a sentence that tells nothing by itself', () => {
  it.each<[Language, string, boolean]>([
    ['it', 'Lo ha comunicato il comando dei pompieri alle 7.40.', true],
    ['fr', 'C’est ce qu’a annoncé la commune mardi matin.', true],
    ['es', 'Así lo informó la agencia de protección civil.', true],
    ['de', 'Das teilte die Kantonspolizei am Dienstag mit.', true],
    ['en', 'This was announced by the transport office.', true],
    ['en', 'An earlier report had spoken only of cracked roads.', true],
    ['es', 'El balance anterior no incluía víctimas.', true],
    ['de', 'Das gab es seit dreissig Jahren nicht mehr.', false],
    ['it', 'Lo stadio riapre sabato dopo due anni.', false],
    ['en', 'The previous record had stood for seventeen years.', false],
    ['es', 'El balance de la empresa mejora un cinco por ciento.', false],
  ])('%s: whether "%s" is left out: %s', (language, sentence, isLeftOut) => {
    expect(isAside(sentence, language)).toBe(isLeftOut);
    if (isLeftOut) expect(faultOf(sentence, language)).toBe('aside');
  });

  it.each<[Language, string, boolean]>([
    ['fr', 'L’héroïne de la soirée se nomme Kadia Berthoud.', true],
    ['en', 'The hero of the evening was Mia Sandoz.', true],
    ['it', 'L’eroe della serata si chiama Elia Quadranti.', true],
    ['de', 'Die Heldin des Abends heisst Jael Brändlin.', true],
    ['en', 'It had looked quite different.', true],
    ['de', 'Lange hatte es ganz anders ausgesehen.', true],
    ['fr', 'Tout avait pourtant mal commencé.', true],
    ['it', 'La partita era cominciata male.', true],
    ['es', 'Todo había empezado mal.', true],
    ['en', 'It had looked quite different from the road above.', false],
    ['en', 'Oceans are a different question altogether.', true],
    ['de', 'Ob dort Wasser fliesst, ist eine andere Frage.', true],
    ['fr', 'La présence d’océans est une tout autre question.', true],
    ['it', 'La presenza di oceani è un’altra questione.', true],
    ['es', 'La presencia de océanos es otra cuestión.', true],
    ['en', 'The committee put a different question to the minister.', false],
    ['en', 'The hero of the evening was Mia Sandoz, who scored twice.', false],
    ['de', 'Der Held wird am Montag in Bern geehrt.', false],
  ])('%s: whether "%s" only announces: %s', (language, sentence, announces) => {
    expect(faultOf(sentence, language) === 'promise').toBe(announces);
  });
});

describe('a place without a name', () => {
  it.each<[Language, string, boolean]>([
    ['es', 'Una masa de aire ha causado el mayor cambio jamás medido en la región.', true],
    ['en', 'Schools in the region stay closed until Friday.', true],
    ['de', 'Im Dorf brannte in der Nacht eine Scheune.', false],
    ['de', 'Die Schulen in der Region bleiben geschlossen.', true],
    ['en', 'Schools in the village of Ostwick stay closed.', false],
    ['it', 'Nella regione di Biasca restano chiuse le scuole.', false],
    ['fr', 'Les écoles de la région restent fermées.', true],
  ])('%s: whether "%s" is of one: %s', (language, sentence, isOfOne) => {
    expect(isOfSomePlace(sentence, language)).toBe(isOfOne);
  });
});

describe('a reservation', () => {
  it.each<[Language, string, boolean]>([
    ['es', 'La junta electoral ordenó un recuento parcial en once distritos.', true],
    ['en', 'The final result is expected within five days.', true],
    ['de', 'Das Urteil ist noch nicht rechtskräftig.', true],
    ['fr', 'Les résultats définitifs sont attendus lundi.', true],
    ['it', 'I dati sono provvisori, precisa il Cantone.', true],
    ['en', 'The team reached the final after a long season.', false],
    ['es', 'El recuento de aves termina en junio.', false],
  ])('%s: whether "%s" is one: %s', (language, sentence, isOne) => {
    expect(isReservation(sentence, language)).toBe(isOne);
  });
});
