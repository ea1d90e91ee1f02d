/**
 * Names a listener knows, a line each: every form of one thing in the five languages, with demonyms. A form in small
 * letters is found in any case, one with a capital only with it, one in capitals only so. `> x` says that whoever
 * speaks of this speaks of x as well.
 */
export const PLACES = `
CH: Switzerland, Swiss, Schweiz, Schweizer, Schweizerin, Schweizerinnen, Schweizern, schweizerisch, schweizerische, schweizerischen, schweizerischer, Suisse, suisse, suisses, Helvetia, helvétique, Svizzera, svizzero, svizzera, svizzeri, svizzere, Suiza, suizo, suiza, suizos, suizas, Eidgenossenschaft
DE: Germany, German, Germans, Deutschland, Deutsche, Deutschen, Deutscher, deutsch, deutsche, deutschen, deutscher, deutsches, Allemagne, allemand, allemande, allemands, allemandes, Germania, tedesco, tedesca, tedeschi, tedesche, Alemania, alemán, alemana, alemanes, alemanas
FR: France, French, Frankreich, Franzose, Franzosen, Französin, französisch, französische, französischen, französischer, français, française, françaises, Francia, francese, francesi, francés, francesa, franceses, francesas
IT: Italy, Italian, Italians, Italien, Italiener, Italienerin, Italienern, italienisch, italienische, italienischen, italienischer, Italie, italien, italienne, italiens, italiennes, Italia, italiano, italiana, italiani, italiane, italianos, italianas
ES: Spain, Spanish, Spaniards, Spanien, Spanier, Spanierin, spanisch, spanische, spanischen, spanischer, Espagne, espagnol, espagnole, espagnols, espagnoles, Spagna, spagnolo, spagnola, spagnoli, spagnole, España, español, española, españoles, españolas
AT: Austria, Austrian, Austrians, Österreich, Österreicher, Österreicherin, österreichisch, österreichische, österreichischen, österreichischer, Autriche, autrichien, autrichienne, autrichiens, autrichiennes, austriaco, austriaca, austriaci, austriache, austriacos, austriacas
GB: Britain, British, Briton, Britons, UK, GB, U.K., England, English, United Kingdom, Grossbritannien, Großbritannien, Brite, Briten, britisch, britische, britischen, britischer, englische, englischen, Royaume-Uni, Grande-Bretagne, Angleterre, britannique, britanniques, anglais, anglaise, Regno Unito, Gran Bretagna, Inghilterra, britannico, britannica, britannici, inglese, inglesi, Reino Unido, Gran Bretaña, Inglaterra, británico, británica, británicos, inglés, inglesa
US: US, USA, U.S., United States, America, American, Americans, Amerika, Amerikaner, Amerikanern, amerikanisch, amerikanische, amerikanischen, amerikanischer, Vereinigte Staaten, Vereinigten Staaten, États-Unis, Etats-Unis, américain, américaine, américains, américaines, Stati Uniti, americano, americana, americani, americane, statunitense, statunitensi, Estados Unidos, EE. UU., EE.UU., EEUU, EE UU, estadounidense, estadounidenses, americanos
RU: Russia, Russian, Russians, Russland, Rußland, Russe, Russen, russisch, russische, russischen, russischer, Russie, russe, russes, russo, russa, russi, Rusia, ruso, rusa, rusos, rusas
UA: Ukraine, Ukrainian, Ukrainians, Ukrainer, Ukrainern, ukrainisch, ukrainische, ukrainischen, ukrainischer, ukrainien, ukrainienne, ukrainiens, Ucraina, ucraino, ucraina, ucraini, Ucrania, ucraniano, ucraniana, ucranianos
CN: China, Chinese, Chinesen, chinesisch, chinesische, chinesischen, chinesischer, Chine, chinois, chinoise, chinoises, Cina, cinese, cinesi, chino, china, chinos, chinas
JP: Japan, Japanese, Japaner, japanisch, japanische, japanischen, Japon, japonais, japonaise, Giappone, giapponese, giapponesi, Japón, japonés, japonesa, japoneses
IN: India, Indian, Indians, Indien, indisch, indische, indischen, Inde, indien, indienne, indiano, indiana, indio, india
PL: Poland, Poles, Polen, polnisch, polnische, polnischen, Pologne, polonais, polonaise, Polonia, polacco, polacca, polacchi, polaco, polaca, polacos
NL: Netherlands, Dutch, Holland, Niederlande, Niederlanden, Niederländer, niederländisch, niederländische, niederländischen, Pays-Bas, néerlandais, néerlandaise, Paesi Bassi, olandese, olandesi, Países Bajos, holandés, neerlandés
BE: Belgium, Belgian, Belgien, belgisch, belgische, Belgique, belge, belges, Belgio, belga, belgi, Bélgica, belgas
PT: Portugal, Portuguese, portugiesisch, portugiesische, portugiesischen, portugais, portugaise, Portogallo, portoghese, portoghesi, portugués, portuguesa
SE: Sweden, Swedish, Swedes, Schweden, schwedisch, schwedische, schwedischen, Suède, suédois, suédoise, Svezia, svedese, svedesi, Suecia, sueco, sueca
NO: Norway, Norwegian, Norwegen, norwegisch, norwegische, norwegischen, Norvège, norvégien, norvégienne, Norvegia, norvegese, norvegesi, Noruega, noruego, noruega
DK: Denmark, Danish, Dänemark, dänisch, dänische, dänischen, Danemark, danois, danoise, Danimarca, danese, danesi, Dinamarca, danés, danesa
FI: Finland, Finnish, Finnland, finnisch, finnische, finnischen, Finlande, finlandais, finlandaise, Finlandia, finlandese, finlandés
GR: Greece, Greek, Greeks, Griechenland, griechisch, griechische, griechischen, Grèce, grec, grecque, Grecia, greco, greca, greci, griego, griega
HU: Hungary, Hungarian, Ungarn, ungarisch, ungarische, Hongrie, hongrois, hongroise, Ungheria, ungherese, Hungría, húngaro, húngara
TR: Turkey, Turkish, Türkei, türkisch, türkische, türkischen, Turquie, turc, turque, Turchia, turco, turca, Turquía
IL: Israel, Israeli, Israelis, israelisch, israelische, israelischen, Israël, israélien, israélienne, Israele, israeliano, israeliana, israelí, israelíes
IR: Iran, Iranian, iranisch, iranische, iranischen, iranien, iranienne, iraniano, iraniana, Irán, iraní
BR: Brazil, Brazilian, Brasilien, brasilianisch, brasilianische, Brésil, brésilien, brésilienne, Brasile, brasiliano, brasiliana, Brasil, brasileño, brasileña
MX: Mexico, Mexican, Mexiko, mexikanisch, mexikanische, Mexique, mexicain, mexicaine, Messico, messicano, messicana, México, mexicano, mexicana
AR: Argentina, Argentine, Argentinien, argentinisch, argentinische, argentin, argentino
CA: Canada, Canadian, Kanada, kanadisch, kanadische, canadien, canadienne, canadese, Canadá, canadiense
AU: Australia, Australian, Australien, australisch, australische, Australie, australien, australienne, australiano, australiana
AF: Africa, African, Afrika, afrikanisch, afrikanische, afrikanischen, Afrique, africain, africaine, africano, africana
EG: Egypt, Egyptian, Ägypten, ägyptisch, ägyptische, Égypte, Egypte, égyptien, Egitto, egiziano, Egipto, egipcio
Vatican: Vatican, Vatikan, Vaticano
Zürich: Zürich, Zurich, Zürcher, Zürcherin, Zürchern, Zürichs, zurichois, zurichoise, Zurigo, zurighese, zurighesi, Zúrich, zuriqués > CH
Bern: Bern, Berne, Berner, Bernerin, Bernese, bernois, bernoise, Berna, bernese, bernés > CH
Basel: Basel, Basle, Basler, Baslerin, Bâle, bâlois, bâloise, Basilea, basilese, basileense > CH
Geneva: Geneva, Genf, Genfer, Genève, genevois, genevoise, genevoises, Ginevra, ginevrino, ginevrina, ginevrini, Ginebra, ginebrino, ginebrina > CH
Lausanne: Lausanne, Lausanner, lausannois, lausannoise, Losanna, Lausana > Vaud
Lucerne: Lucerne, Luzern, Luzerner, lucernois, lucernoise, Lucerna, lucernese > CH
Lugano: Lugano, luganese, luganesi, Luganeser > Ticino
Sion: Sion, Sitten, Sittener, sédunois > Valais
Fribourg: Fribourg, Freiburg, Freiburger, fribourgeois, Friburgo > CH
Neuchâtel: Neuchâtel, Neuenburg, neuchâtelois > CH
Solothurn: Solothurn, Solothurner, Soleure, soleurois, Soletta > CH
St. Gallen: St. Gallen, St.Gallen, Sankt Gallen, St. Galler, Saint-Gall, San Gallo > CH
Chur: Chur, Coire, Coira > Grisons
Winterthur: Winterthur, Winterthurer, Winterthour > Zürich
Biel: Biel, Bienne, Bieler, Bienna > Bern
Thun: Thun, Thoune, Thuner > Bern
Zug: Zoug, Zugo > CH
Schaffhausen: Schaffhausen, Schaffhauser, Schaffhouse, Sciaffusa > CH
Bellinzona: Bellinzona, Bellinzone > Ticino
Locarno: Locarno, locarnese > Ticino
Ticino: Ticino, Tessin, Tessiner, Tessinerin, tessinois, tessinoise, ticinese, ticinesi > CH
Valais: Valais, Wallis, Walliser, valaisan, valaisanne, Vallese, vallesano, vallesana > CH
Vaud: Vaud, Waadt, Waadtländer, vaudois, vaudoise > CH
Grisons: Grisons, Graubünden, Bündner, Grigioni, grigionese, Grisones > CH
Aargau: Aargau, Aargauer, Argovie, argovien, Argovia > CH
Aarau: Aarau, Aarauer > Aargau
Baden: Baden, Badener > Aargau
Olten: Olten, Oltner > Solothurn
Jura: Jura, jurassien, jurassienne, giurassiano > CH
Paris: Paris, Pariser, parisien, parisienne, Parigi, parigino, París > FR
Lyon: Lyon, Lyons, lyonnais, lyonnaise, Lione > FR
Marseille: Marseille, Marseilles, marseillais, Marsiglia, Marsella > FR
Strasbourg: Strasbourg, Strassburg, Straßburg, Strasburgo, Estrasburgo > FR
Nice: Nizza, Niza > FR
Berlin: Berlin, Berliner, berlinois, Berlino, Berlín > DE
Munich: Munich, München, Münchner, munichois, Monaco di Baviera, Múnich > DE
Hamburg: Hamburg, Hamburger, Hambourg, Amburgo, Hamburgo > DE
Cologne: Cologne, Köln, Kölner, Colonia > DE
Frankfurt: Frankfurt, Francfort, Francoforte, Fráncfort > DE
Vienna: Vienna, Wien, Wiener, Vienne, Viena > AT
Innsbruck: Innsbruck > AT
London: London, Londoner, Londres, londonien, Londra > GB
Rome: Rome, Rom, Roma, romain, romano, Römer > IT
Milan: Milan, Mailand, Mailänder, Milano, milanais, milanese, milanesi, Milán > IT
Turin: Turin, Torino, torinese, Turín > IT
Naples: Naples, Neapel, Napoli, napoletano, Nápoles > IT
Venice: Venice, Venedig, Venise, Venezia, veneziano, Venecia > IT
Florence: Florence, Florenz, Firenze, fiorentino, Florencia > IT
Genoa: Genoa, Genua, Gênes, Genova, Génova > IT
Madrid: Madrid, madrilène, madrileno, madrileño, madrileña > ES
Barcelona: Barcelona, Barcelone, Barcellona, barcelonés > ES
Seville: Seville, Sevilla, Séville, Siviglia, sevillano, sevillana > ES
Valencia: Valencia, Valence > ES
Malaga: Malaga, Málaga > ES
Bilbao: Bilbao > ES
Zaragoza: Zaragoza, Saragossa > ES
Lisbon: Lisbon, Lissabon, Lisbonne, Lisbona, Lisboa > PT
Brussels: Brussels, Brüssel, Bruxelles, Bruselas > BE
Amsterdam: Amsterdam, Ámsterdam > NL
The Hague: The Hague, Den Haag, La Haye, La Haya, L'Aia > NL
Copenhagen: Copenhagen, Kopenhagen, Copenhague, Copenaghen > DK
Stockholm: Stockholm, Stoccolma, Estocolmo > SE
Oslo: Oslo > NO
Helsinki: Helsinki > FI
Athens: Athens, Athen, Athènes, Atene, Atenas > GR
Warsaw: Warsaw, Warschau, Varsovie, Varsavia, Varsovia > PL
Prague: Prague, Prag, Praga
Budapest: Budapest > HU
Moscow: Moscow, Moskau, Moskauer, Moscou, Mosca, Moscú > RU
Kyiv: Kyiv, Kiev, Kiew > UA
Istanbul: Istanbul, Estambul > TR
Ankara: Ankara > TR
Washington: Washington > US
New York: New York, New Yorker, Nueva York > US
Los Angeles: Los Angeles, Los Ángeles > US
Beijing: Beijing, Peking, Pékin, Pechino, Pekín > CN
Shanghai: Shanghai, Schanghai > CN
Tokyo: Tokyo, Tokio > JP
Delhi: Delhi, Neu-Delhi, New Delhi > IN
Jerusalem: Jerusalem, Jérusalem, Gerusalemme, Jerusalén > IL
Tehran: Tehran, Teheran, Téhéran, Teherán > IR
Cairo: Cairo, Kairo, Il Cairo, El Cairo > EG
Davos: Davos > Grisons
Rhine: Rhine, Rhein, Rhin, Reno, Rin
Danube: Danube, Donau, Danubio
Rhone: Rhone, Rhône, Rodano, Ródano
`;

/** Organisations, parties, institutions and feasts. */
export const BODIES = `
UN: UN, U.N., United Nations, Uno, UNO, Vereinte Nationen, Vereinten Nationen, Vereinter Nationen, ONU, Nations unies, Nations Unies, Nazioni Unite, Naciones Unidas
EU: EU, European Union, Europäische Union, Europäischen Union, Europe, European, Europeans, Europa, europäisch, europäische, europäischen, europäischer, UE, Union européenne, européen, européenne, européens, européennes, Unione europea, Unione Europea, europeo, europea, europei, Unión Europea, europeos, europeas
NATO: NATO, Nato, OTAN, Otan
WHO: WHO, World Health Organization, World Health Organisation, Weltgesundheitsorganisation, OMS, Organisation mondiale de la santé, Organizzazione mondiale della sanità, Organización Mundial de la Salud
IMF: IMF, International Monetary Fund, IWF, FMI, Internationaler Währungsfonds
ECB: ECB, European Central Bank, EZB, Europäische Zentralbank, BCE, Banque centrale européenne, Banca centrale europea, Banco Central Europeo
SNB: SNB, Swiss National Bank, Schweizerische Nationalbank, Nationalbank, Banque nationale, Banca nazionale, BNS, Banque nationale suisse, Banca nazionale svizzera, Banco Nacional Suizo > CH
World Bank: World Bank, Weltbank, Banque mondiale, Banca mondiale, Banco Mundial
Fed: Fed, Federal Reserve > US
OECD: OECD, OCDE, OCSE
WTO: WTO, OMC
WEF: WEF, World Economic Forum, Weltwirtschaftsforum, Forum économique mondial > CH
SBB: SBB, CFF, FFS, Swiss Federal Railways, Bundesbahnen > CH
Red Cross: Red Cross, Rotes Kreuz, Roten Kreuz, Rote Kreuz, Croix-Rouge, Croce Rossa, Cruz Roja, IKRK, CICR, ICRC
UNICEF: UNICEF, Unicef
UNESCO: UNESCO, Unesco
FIFA: FIFA, Fifa
UEFA: UEFA, Uefa
IOC: IOC, IOK, CIO, COI
SVP: SVP, UDC, Swiss People's Party, Volkspartei > CH
SP: SP, PS, Social Democrats, Social Democrat, Sozialdemokraten, Sozialdemokrat, Sozialdemokratin, sozialdemokratisch, sozialdemokratische, sozialdemokratischen, Parti socialiste, socialiste, socialistes, socialista, socialisti, socialistas, Socialists, Sozialisten, PSOE, SPD
FDP: FDP, PLR, Liberals, Freisinnige, Freisinnigen, Freisinn, Liberale, Liberalen, libéraux, liberali, liberales
Greens: Greens, Grünen, Verts, Verdi, Verdes, Green Party
GLP: GLP, PVL, Grünliberale, Grünliberalen, Vert'libéraux, Verdi liberali
Centre Party: Centre Party, Mitte-Partei
CDU: CDU > DE
AfD: AfD > DE
Labour: Labour > GB
Tories: Tories, Conservatives, Conservative, Konservative, Konservativen, Conservateurs, Conservatori, Conservadores
Republicans: Republicans, Republikaner, Republikanern, Républicains, Repubblicani, Republicanos
Democrats: Democrats, Demokraten, Démocrates, Democratici, Demócratas
PP: PP, Partido Popular > ES
Vox: Vox > ES
Lega: Lega > IT
Federal Council: Federal Council, Bundesrat, Bundesrats, Bundesrates, Bundesräte, Bundesrätin, Conseil fédéral, Consiglio federale, Consejo Federal > CH
Federal Court: Federal Court, Bundesgericht, Bundesgerichts, Tribunal fédéral, Tribunale federale, Tribunal Federal > CH
National Council: National Council, Nationalrat, Nationalrats, Nationalrätin, Conseil national, Consiglio nazionale, Consejo Nacional > CH
Council of States: Council of States, Ständerat, Ständerats, Ständerätin, Conseil des États, Conseil des Etats, Consiglio degli Stati > CH
UBS: UBS
Credit Suisse: Credit Suisse
Nestlé: Nestlé
Novartis: Novartis
Roche: Roche
Swisscom: Swisscom
Migros: Migros
Coop: Coop
Google: Google
Apple: Apple
Microsoft: Microsoft
Amazon: Amazon
Tesla: Tesla
Meta: Facebook
ETH: ETH, EPFZ
EPFL: EPFL
Christmas: Christmas, Weihnachten, Weihnacht, Noël, Natale, Navidad
Easter: Easter, Ostern, Pâques, Pasqua, Pascua
Pentecost: Pentecost, Whitsun, Pfingsten, Pentecôte, Pentecoste, Pentecostés
`;

/** First names that would pass for other words where a language writes those large. */
export const FIRST_NAMES =
  'Adrian Agnes Albert Alexander Alfred Alice Alina Amelie Ana Andrea Andreas Andrew Angela Anita Anja Anna Anne Annette Anton Antonio Antonia Armin Astrid Barbara Beat Beatrice Beatriz Benedikt Benjamin Bernhard Bettina Bianca Boris Brigitte Bruno Camille Carla Carlo Carlos Carmen Caroline Charles Charlotte Christa Christian Christina Christine Christoph Christopher Claire Claudia Claudio Clara Cristina Daniel Daniela David Denis Diana Diego Dieter Dominik Dora Doris Edith Eduard Elena Elisabeth Elsa Emil Emma Eric Erich Erika Erwin Esther Eva Fabian Fabio Fabrice Felix Ferdinand Fernando Florian Francesca Francesco Francisco Frank Franz Franziska Frederic Fritz Gabriel Gabriela Georg George Gerhard Gianni Giovanni Giulia Giuseppe Gregor Guido Günter Hanna Hannah Hans Harald Heidi Heinrich Heinz Helen Helena Helene Helga Henri Henry Herbert Hermann Hubert Hugo Ignazio Ines Ingrid Irene Isabel Isabelle Ivan Jacques Jakob James Jan Jana Janine Javier Jean Jennifer Jens Joachim Johann Johanna Johannes John Jonas Jorge Josef Joseph Juan Judith Julia Julian Juliane Jürg Jürgen Karin Karl Katharina Katja Katrin Klaus Konrad Kurt Lara Laura Lea Lena Leo Leon Linda Lisa Lorenz Luca Lucas Lucia Ludwig Luis Luisa Lukas Manfred Manuel Manuela Marc Marcel Marco Margrit Maria Marie Mario Marion Marius Mark Marko Markus Marta Martha Martin Martina Mathias Matteo Matthias Max Maya Melanie Mia Michael Michel Michelle Miguel Mirjam Monika Moritz Nadine Natalie Nicolas Nicole Nina Noah Nora Oliver Oskar Otto Pablo Paolo Pascal Patricia Patrick Paul Paula Pedro Peter Petra Philipp Philippe Pierre Rachel Rafael Rahel Raphael Regina Regula Reinhard Remo Renate Reto René Richard Rita Robert Roberto Roger Roland Rolf Roman Rosa Ruedi Ruth Sabine Sabrina Samuel Sandra Sara Sarah Sebastian Silvia Simon Simone Sofia Sonja Sophie Stefan Stefanie Stephan Susanne Sven Sylvia Sylvie Tanja Teresa Thierry Thomas Tim Tobias Ueli Ulrich Urs Ursula Valentin Valentina Vera Verena Veronika Victor Viktor Vincent Viola Walter Werner Wilhelm Willi Wolfgang Xavier Yves Yvonne';
