import { publisherOf } from './publisher.js';

describe('the name of a publisher', () => {
  it.each([
    ['BBC News - World', 'https://www.bbc.co.uk/news/1', 'BBC News'],
    ['BBC News', 'https://www.bbc.co.uk/news/1', 'BBC News'],
    [
      'Alpine Weather Desk (sample outlet)',
      'https://alpine-weather.example/1',
      'Alpine Weather Desk',
    ],
    ['NYT > World News', 'https://www.nytimes.com/1', 'New York Times'],
    ['World news | The Guardian', 'https://www.theguardian.com/1', 'The Guardian'],
    [
      'Al Jazeera – Breaking News, World News and Video',
      'https://www.aljazeera.com/1',
      'Al Jazeera',
    ],
    ['CNN.com - RSS Channel - World', 'http://rss.cnn.com/1', 'CNN'],
    ['News : NPR', 'https://www.npr.org/1', 'NPR'],
    ['AP News: World', 'https://apnews.com/1', 'AP News'],
    ['heise online News', 'https://www.heise.de/1', 'heise online'],
    [
      'tagesschau.de - die erste Adresse für Nachrichten',
      'https://www.tagesschau.de/1',
      'tagesschau',
    ],
    ['DER SPIEGEL - Schlagzeilen', 'https://www.spiegel.de/1', 'Der Spiegel'],
    ['Portada de Internacional en EL PAÍS', 'https://elpais.com/1', 'El País'],
    ['International : Toute l’actualité sur Le Monde.fr.', 'https://www.lemonde.fr/1', 'Le Monde'],
    ['RTS.ch - Info - Suisse', 'https://www.rts.ch/1', 'RTS'],
    ['Gazeta de Lamora', 'https://gazeta.example/1', 'Gazeta de Lamora'],
    ['20 Minuten - Front', 'https://www.20min.ch/1', '20 Minuten'],
    ['USGS Magnitude 4.5+ Earthquakes, Past Day', 'https://earthquake.usgs.gov/1', 'USGS'],
    ['World News', 'https://www.reddit.com/r/worldnews/1', 'Reddit'],
    ['Hacker News: Front Page', 'https://example.com/zig', 'Hacker News'],
    ['DW News', 'https://www.youtube.com/watch?v=1', 'DW News'],
    ['The Ostwick Gazette', 'https://o.example/1', 'The Ostwick Gazette'],
    ['Limmat Herald (Sample)', '', 'Limmat Herald'],
  ])('of "%s" at %s is %s', (title, link, name) => {
    expect(publisherOf(title, [link], '/tmp/feed.xml')).toBe(name);
  });

  it('is the address where the title says nothing', () => {
    expect(publisherOf('', [], 'https://www.harbourwatch.ch/feed')).toBe('Harbourwatch');
    expect(publisherOf('', [], '/tmp/feeds/wire.xml')).toBe('wire');
  });
});
