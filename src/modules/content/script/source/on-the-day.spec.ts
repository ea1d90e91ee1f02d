import type { Language } from '#kernel';
import { hasComeSince, onTheDay } from './on-the-day.js';

describe('words that are true on one day', () => {
  const now = new Date('2026-05-20T08:00:00Z'); // A Wednesday.
  const on = (publishedAt: string): { publishedAt: Date; now: Date; timeZone: string } => ({
    publishedAt: new Date(publishedAt),
    now,
    timeZone: 'Europe/Zurich',
  });

  it('keeps "today" on the day itself and refuses it later', () => {
    expect(onTheDay('The bridge opens today.', 'en', on('2026-05-20T06:00:00Z'))).toBe(
      'The bridge opens today.',
    );
    expect(onTheDay('The bridge opens today.', 'en', on('2026-05-18T06:00:00Z'))).toBeUndefined();
  });

  it('leaves out a weekday that cannot be right', () => {
    expect(
      onTheDay('The bank kept its rate on Friday, as expected.', 'en', on('2026-05-20T06:00:00Z')),
    ).toBe('The bank kept its rate, as expected.');
    expect(onTheDay('Der See war am Freitag warm.', 'de', on('2026-05-20T06:00:00Z'))).toBe(
      'Der See war warm.',
    );
  });

  it.each<[Language, string, string | undefined]>([
    ['it', 'L’allerta resta in vigore fino alle 18 di sabato.', undefined],
    ['fr', 'Le Conseil a accepté vendredi le principe.', 'Le Conseil a accepté le principe.'],
    [
      'fr',
      'Un tableau a été volé dans la nuit de vendredi à samedi à Bâle.',
      'Un tableau a été volé à Bâle.',
    ],
    ['de', 'Der Biber hat in der Nacht auf Samstag genagt.', 'Der Biber hat genagt.'],
    ['es', 'El pleno ha aprobado este jueves la reducción.', 'El pleno ha aprobado la reducción.'],
    [
      'it',
      'Il furto è avvenuto nella notte su sabato in centro.',
      'Il furto è avvenuto in centro.',
    ],
    ['en', 'The party, on Friday, said it would stay.', 'The party said it would stay.'],
  ])('%s leaves out a day where that leaves a sentence: %s', (language, sentence, said) => {
    expect(onTheDay(sentence, language, on('2026-05-20T06:00:00Z'))).toBe(said);
  });

  it.each<[Language, string, string | undefined]>([
    [
      'en',
      'The minister said yesterday that it would rain.',
      'The minister said that it would rain.',
    ],
    ['de', 'Der Rat hat gestern Abend zugestimmt.', 'Der Rat hat zugestimmt.'],
    ['fr', 'Le Conseil a voté hier le budget.', 'Le Conseil a voté le budget.'],
    [
      'it',
      'Il Consiglio ha approvato ieri sera il credito.',
      'Il Consiglio ha approvato il credito.',
    ],
    ['es', 'El Gobierno aprobó ayer la ley.', 'El Gobierno aprobó la ley.'],
    ['en', 'The fire broke out yesterday at 5 p.m. in Basel.', undefined],
    ['en', 'The bridge opens tomorrow for all.', undefined],
    ['de', 'Gestern hat der Rat zugestimmt.', undefined],
  ])('%s says no "yesterday" of two days ago: %s', (language, sentence, said) => {
    expect(onTheDay(sentence, language, on('2026-05-18T06:00:00Z'))).toBe(said);
  });

  it.each<[Language, string]>([
    ['de', 'Der Empfang findet heute um 18 Uhr statt.'],
    ['fr', 'Le cortège part ce soir à 18 h 30 de la gare.'],
    ['it', 'La squadra sarà ricevuta oggi alle 18.30.'],
    ['es', 'El cortejo sale hoy a las 18.30 horas.'],
    ['en', 'The team will be welcomed today at 6 p.m. in the square.'],
    ['en', 'Boat trips on the lake are cancelled from six.'],
    ['en', 'The storm reaches the city at six tonight.'],
    ['de', 'Der Empfang beginnt heute um achtzehn Uhr.'],
    ['it', 'Le gite in battello sono annullate a partire dalle diciotto.'],
    ['it', 'Fronte temporalesco in arrivo: raffiche nel pomeriggio.'],
  ])('%s: what was to come and is over is left out: %s', (language, sentence) => {
    const morning = new Date('2026-05-20T06:00:00Z');
    const at = (hour: string) => ({
      publishedAt: morning,
      now: new Date(`2026-05-20T${hour}:00Z`),
      timeZone: 'Europe/Zurich',
    });

    expect(onTheDay(sentence, language, at('10:00'))).toBe(sentence);
    expect(onTheDay(sentence, language, at('18:00'))).toBeUndefined();
  });

  it.each<[Language, string]>([
    ['de', 'Das Spiel beginnt um 18 Uhr im Letzigrund.'],
    ['fr', 'Le troisième match se jouera à 18 h 30 en terre gruérienne.'],
    ['it', 'La squadra sarà ricevuta in Municipio alle 18.30.'],
    ['es', 'El desfile comenzará a las 18.30 horas.'],
    ['en', 'The parade starts at 6 p.m. in the square.'],
  ])('%s: an hour without a day is one of the day of its article: %s', (language, sentence) => {
    const at = (now: string) => ({
      publishedAt: new Date('2026-05-20T06:00:00Z'),
      now: new Date(now),
      timeZone: 'Europe/Zurich',
    });

    expect(onTheDay(sentence, language, at('2026-05-20T10:00:00Z'))).toBe(sentence);
    expect(onTheDay(sentence, language, at('2026-05-20T18:00:00Z'))).toBeUndefined();
    expect(onTheDay(sentence, language, at('2026-05-21T06:00:00Z'))).toBeUndefined();
  });

  it.each<[Language, string]>([
    ['de', 'Eine Nachzählung verlangte bis zum Abend niemand.'],
    ['it', 'La superficie bruciata è più di quanto stimato in serata.'],
    ['en', 'The slope calmed down in the night.'],
  ])('%s: a part of the day is one of the day of its article: %s', (language, sentence) => {
    const evening = new Date('2026-05-20T18:00:00Z');
    const late = { ...on('2026-05-20T17:30:00Z'), now: evening };
    expect(onTheDay(sentence, language, late)).toBe(sentence);
    expect(onTheDay(sentence, language, on('2026-05-19T15:00:00Z'))).toBeUndefined();
  });

  it.each<[Language, string]>([
    ['de', 'Eine Nachzählung verlangte bis zum Abend niemand.'],
    ['it', 'La superficie bruciata è salita più di quanto stimato in serata.'],
  ])(
    '%s: what the morning says of an evening gone by was the day before: %s',
    (language, sentence) => {
      expect(onTheDay(sentence, language, on('2026-05-20T06:00:00Z'))).toBeUndefined();
    },
  );

  it.each<[Language, string]>([
    ['fr', 'Les bus de Sion seront gratuits chaque soir dès 19 heures.'],
    ['fr', 'La cellule est restée ouverte pendant 48 heures.'],
    ['fr', 'Le vainqueur a couvert la distance en 4 heures.'],
    ['es', 'El vagón abre todas las tardes a las 16.30 horas.'],
    ['de', 'Der Laden ist täglich ab 8 Uhr offen.'],
    ['de', 'Das Konzert beginnt am 3. Juni um 20 Uhr.'],
    ['en', 'The bridge is 18 metres long.'],
  ])('%s: what needs no day stays: %s', (language, sentence) => {
    expect(onTheDay(sentence, language, on('2026-05-18T06:00:00Z'))).toBe(sentence);
  });

  it.each<[Language, string]>([
    ['es', 'Los ferris permanecerán amarrados durante todo el día en Pell.'],
    ['en', 'Ferries stay in port all day because of the swell.'],
    ['de', 'Die Fähren bleiben den ganzen Tag im Hafen.'],
    ['fr', 'Les ferries resteront à quai toute la journée.'],
    ['it', 'I traghetti resteranno fermi per tutta la giornata.'],
  ])('%s: what is to last all day is over in the evening: %s', (language, sentence) => {
    const at = (now: string) => ({ ...on('2026-05-20T04:00:00Z'), now: new Date(now) });

    expect(onTheDay(sentence, language, at('2026-05-20T10:00:00Z'))).toBe(sentence);
    expect(onTheDay(sentence, language, at('2026-05-20T18:00:00Z'))).toBeUndefined();
  });

  it.each<[Language, string]>([
    ['en', 'Meteorologists expect the worst to be over within ninety minutes.'],
    ['de', 'Die Strecke wird innerhalb von zwei Stunden wieder offen sein.'],
    ['fr', 'Le courant reviendra d’ici à deux heures.'],
    ['it', 'La strada riaprirà entro due ore.'],
    ['es', 'La carretera se abrirá en un plazo de dos horas.'],
  ])('%s: what comes in so many hours is not told hours later: %s', (language, sentence) => {
    const at = (now: string) => ({ ...on('2026-05-20T06:00:00Z'), now: new Date(now) });

    expect(onTheDay(sentence, language, at('2026-05-20T06:20:00Z'))).toBe(sentence);
    expect(onTheDay(sentence, language, at('2026-05-20T09:00:00Z'))).toBeUndefined();
  });

  it.each<[Language, string]>([
    ['en', 'The crew reached them within ninety minutes of the call.'],
    ['de', 'Die Feuerwehr war innerhalb von zehn Minuten vor Ort.'],
  ])('%s: how long something took stays: %s', (language, sentence) => {
    expect(onTheDay(sentence, language, on('2026-05-20T01:00:00Z'))).toBe(sentence);
  });

  it.each<[Language, string, boolean]>([
    ['en', 'Storm front to reach Zurich at ten tonight', true],
    ['de', 'Sturmfront erreicht Zürich heute um 22 Uhr', true],
    ['fr', 'La tempête atteindra Zurich ce soir à 22 heures', true],
    ['it', 'La tempesta arriva a Zurigo stasera alle 22', true],
    ['es', 'La tormenta llegará a Zúrich esta noche a las 22 horas', true],
    ['en', 'Fire in the old mill at ten', false],
    ['en', 'Storm front reached Zurich', false],
  ])('%s: whether what "%s" announced has come by eleven: %s', (language, title, hasCome) => {
    const at = (now: string) => ({ ...on('2026-05-20T06:00:00Z'), now: new Date(now) });

    expect(hasComeSince(title, language, at('2026-05-20T21:00:00Z'))).toBe(hasCome);
    expect(hasComeSince(title, language, at('2026-05-20T19:00:00Z'))).toBe(false);
    expect(hasComeSince(title, language, at('2026-05-22T21:00:00Z'))).toBe(false);
  });

  it('trusts the weekdays of real feeds near their date', () => {
    const real = { ...on('2026-05-20T06:00:00Z'), isSample: false };

    expect(onTheDay('The bank decided on Monday.', 'en', real)).toBe('The bank decided on Monday.');
    const older = { ...on('2026-05-18T06:00:00Z'), isSample: false };
    expect(onTheDay('The talks begin on Thursday.', 'en', older)).toBe('The talks begin.');
  });

  it('trusts the days just before the article, also in the sample newsroom', () => {
    const sample = { ...on('2026-05-20T06:00:00Z'), isSample: true };

    expect(onTheDay('Der See war am Dienstag warm.', 'de', sample)).toBe(
      'Der See war am Dienstag warm.',
    );
    expect(onTheDay('The bank kept its rate on Thursday.', 'en', sample)).toBe(
      'The bank kept its rate.',
    );
  });

  it('trusts the weekday of the article itself', () => {
    expect(onTheDay('The bank decided on Wednesday.', 'en', on('2026-05-20T06:00:00Z'))).toBe(
      'The bank decided on Wednesday.',
    );
  });
});
