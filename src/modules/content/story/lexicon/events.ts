/**
 * What headlines tell, as one line a notion: words of English | German | French | Italian | Spanish that
 * mean the same in a headline, base forms (a stemmer knows the others), `_` joining words of a phrase.
 * A word may stand in one line only; the first line that has it wins.
 */
export const EVENTS = `
earthquake quake tremor temblor seismic aftershock|erdbeben beben erdstoss seebeben|séisme tremblement secousse|terremoto sisma scossa|terremoto sismo temblor seísmo
tsunami|tsunami flutwelle|tsunami|tsunami maremoto|tsunami maremoto
magnitude richter|stärke magnitude|magnitude|magnitudo|magnitud
flood flooding floods flash_flood deluge inundate submerge swamp marooned|überschwemmung flut hochwasser überflutung sturzflut|inondation crue|alluvione inondazione|inundación riada
rain rainfall downpour torrential monsoon cloudburst|regen starkregen unwetter niederschlag monsun regenfall|pluie averse intempérie|pioggia nubifragio maltempo|lluvia temporal
storm gale tempest gust thunderstorm|sturm orkan böe gewitter|tempête orage rafale|tempesta raffica temporalesco|tormenta ráfaga
hurricane typhoon cyclone|hurrikan taifun zyklon wirbelsturm|ouragan typhon cyclone|uragano tifone ciclone|huracán tifón ciclón
tornado twister|tornado windhose|tornade|tornado|tornado
wildfire bushfire forest_fire|waldbrand buschbrand|feu_de_forêt|incendio_boschivo|incendio_forestal
fire blaze burn inferno flames firefighter firefighters ablaze|brand feuer grossbrand feuerwehr flamme brennen|incendie feu pompier flamme|incendio fuoco rogo pompiere|incendio fuego bombero
arson arsonist|brandstiftung brandanschlag brandstifter|incendiaire|doloso|incendiario pirómano
heatwave heat swelter scorching hottest warm warmest hot|hitzewelle hitze hitzerekord warm heiss wärmer wärmste|canicule chaleur chaud|caldo|calor cálido
drought dry parched|dürre trockenheit|sécheresse|siccità|sequía
snow blizzard snowfall snowstorm|schnee schneesturm schneefall|neige|neve nevicata|nieve nevada
avalanche|lawine|avalanche|valanga|alud avalancha
landslide mudslide rockslide rockfall|erdrutsch bergsturz felssturz murgang hangrutsch|éboulement glissement_de_terrain éboulis|frana smottamento|deslizamiento derrumbe
glacier|gletscher|glacier|ghiacciaio|glaciar
volcano eruption volcanic lava erupt|vulkan vulkanausbruch|volcan éruption|vulcano eruzione|volcán erupción
temperature degrees celsius mercury|temperatur grad|température degré|temperatura grado|temperatura grado
crash smash collide collision pile-up pileup plough ram|unfall kollision zusammenstoss crash aufprall rasen rammen kollidieren|accident collision percuter|incidente scontro schianto|accidente choque colisión
derail derailment jump_tracks|entgleisen entgleisung|dérailler déraillement|deragliare deragliamento|descarrilar descarrilamiento
collapse cave_in gives_way give_way crumble topple bring_down brings_down|einsturz einstürzen kollabieren zusammenbruch zusammenbrechen|effondrement effondrer écroulement|crollo crollare|derrumbe colapso hundir derrumbar
explosion blast explode blow_up detonate|explosion explodieren detonation sprengen sprengung|explosion exploser|esplosione esplodere|explosión explotar
sink capsize founder shipwreck sank sinks capsizes|untergang sinken kentern fährunglück schiffsunglück untergehen|naufrage chavirer couler|naufragio affondare|naufragio hundimiento
ship vessel boat freighter tanker cargo_ship container_ship|schiff boot frachter tanker frachtschiff|navire bateau cargo paquebot|nave barca mercantile|barco buque carguero
ferry|fähre|ferry traversier|traghetto|ferri transbordador
submarine sub submersible|u-boot tauchboot unterseeboot|sous-marin submersible|sottomarino sommergibile|submarino sumergible
plane aircraft airplane jet airliner flight dreamliner airbus|flugzeug maschine flieger flug jet passagierflugzeug|avion vol appareil|aereo volo velivolo|avión vuelo aeronave
helicopter chopper|helikopter hubschrauber|hélicoptère|elicottero|helicóptero
airport runway terminal|flughafen landebahn airport|aéroport piste|aeroporto pista|aeropuerto pista
emergency_landing emergency_landings|notlandung notlanden|atterrissage_d'urgence|atterraggio_di_emergenza|aterrizaje_de_emergencia
train railway rail trains|zug bahn bahnverkehr zugverkehr eisenbahn|train ferroviaire sncf|treno ferrovia ferroviario|tren ferrocarril ferroviario
tram streetcar|tram strassenbahn|tramway tram|tram|tranvía
bus coach minibus|bus reisebus car|bus autocar|autobus pullman|autobús autocar
truck lorry|lastwagen lkw laster|camion|camion|camión
car vehicle driver motorist suv|auto fahrzeug autofahrer personenwagen pkw|voiture véhicule automobiliste|auto automobile vettura|coche vehículo automóvil
bridge viaduct overpass|brücke viadukt autobahnbrücke|pont viaduc|ponte viadotto|puente viaducto
tunnel|tunnel gotthardtunnel strassentunnel|tunnel|galleria tunnel|túnel
motorway highway freeway expressway|autobahn schnellstrasse|autoroute|autostrada|autopista autovía
dam reservoir|staudamm damm stausee|barrage|diga|presa embalse
road street traffic congestion|strasse verkehr stau|route rue circulation trafic|strada traffico|carretera calle tráfico
mine miner miners coal|bergwerk mine kumpel grube|mine mineur|miniera minatore|mina minero
die dead death killed kill deadly fatal dies fatality lives_lost lethal body bodies slain|tot tote toter sterben gestorben tod todesopfer getötet töten ums_leben tödlich leiche stirbt starb|mort mourir tué décès décéder mortel meurt|morto morire morti vittima ucciso decesso muore|muerto morir muerte fallecer víctima mueren fallece mortal
toll|opferzahl|bilan|bilancio|balance
mourn tribute tributes farewell bid_farewell funeral|trauer trauern beerdigung abschied beisetzung|deuil hommage obsèques funérailles|lutto funerale addio|luto funeral despedida
injured hurt wound injury wounded injuries|verletzt verletzte verletzter verletzen verwundet verletzung|blessé blesser|ferito ferire feriti|herido herir
missing vanish disappear lost stranded|vermisst verschollen verschwinden vermisste|disparu disparaître|disperso scomparso scomparire|desaparecido desaparecer
rescue rescuer search survivor survivors save saved|rettung retten suche gerettet retter überlebende suchen überlebender bergung|sauvetage sauver secours rescapé|salvare soccorso superstite salvataggio|rescate rescatar superviviente salvar
evacuate evacuation flee told_to_leave ordered_to_leave told_to_flee forced_out evacuee|evakuieren evakuierung flucht fliehen flüchten evakuiert verlassen|évacuer évacuation fuir|evacuare evacuazione sfollati fuggire|evacuar evacuación huir desalojar
victim victims casualty casualties|opfer|victime|vittima|víctima
disaster catastrophe tragedy calamity disastrous|katastrophe unglück tragödie|catastrophe drame tragédie|disastro tragedia catastrofe|desastre catástrofe tragedia
debris rubble wreckage wreck ruins|trümmer wrack schutt|débris décombres épave|macerie relitto detriti|escombros restos pecio
warning alert warn threat threaten|warnung alarm warnen drohung gefahr drohen|alerte avertir menace|allerta allarme avvertire minaccia|alerta aviso advertir amenaza
damage devastation destroy ravage wreak destruction wipe_out wiped_out devastate|schaden zerstören verwüstung zerstörung zerstört verwüsten|dégât détruire ravage destruction|danno distruggere devastare|daño destruir devastar
bury buried engulf|verschütten begraben verschüttet|ensevelir enseveli|seppellire sepolto|sepultar
attack assault strike_on raid strikes_on airstrike bombard air_strike missile bombing|angriff anschlag attacke überfall luftangriff angreifen attackieren rakete bombardieren|attaque attentat raid frappe attaquer missile|attacco attentato raid missile attaccare|ataque atentado atacar misil bombardeo
shooting gunman shoot shot gunmen gunfire|schuss schiesserei schütze schiessen erschossen|fusillade tireur tir|sparatoria sparare|tiroteo disparo
stabbing knife stab|messer messerattacke messerangriff erstechen|couteau poignarder|coltello accoltellare|cuchillo apuñalar
terror terrorist terrorism jihadist islamist|terror terrorist terroranschlag islamist|terroriste terrorisme|terrorismo terrorista|terrorismo terrorista
hostage captive kidnap abduct abduction|geisel entführung entführen|otage enlever enlèvement|ostaggio rapire sequestro|rehén secuestro secuestrar
war warfare|krieg|guerre|guerra|guerra
drone uav|drohne|drone|drone|dron
army troops military soldier soldiers forces|armee truppen militär soldat|armée soldat militaire|esercito soldato militare truppe|ejército soldado militar tropa
ceasefire truce armistice halt_fighting|waffenruhe waffenstillstand feuerpause|cessez-le-feu trêve|tregua cessate_il_fuoco|alto_el_fuego tregua
peace|frieden friedensgespräche|paix|pace|paz
bomber airbase warplane air_base airfield|bomber luftwaffe luftwaffenstützpunkt kampfjet|bombardier|bombardiere|bombardero
nuclear atomic reactor|atom nuklear atomkraft kernkraftwerk akw reaktor|nucléaire atomique|nucleare atomico|nuclear atómico
police officer officers cop|polizei polizist kantonspolizei stadtpolizei|police policier gendarme|polizia poliziotto carabiniere|policía
arrest detain custody nab apprehend arrested suspect|festnahme verhaftung festnehmen verhaften festgenommen verhaftet verdächtige verdächtiger|arrestation arrêter interpeller suspect interpellation|arresto arrestare fermare sospettato|detención detener arrestar sospechoso detenido
steal stole theft robbery heist thief burglary rob loot burglar thieves stolen raiders|gestohlen stahl_entwendet entwendet diebstahl raub einbruch dieb stehlen erbeuten einbrecher überfall|vol_de voler cambriolage dérober voleur braquage|furto rapina rubare ladro|robo robar ladrón hurto
jewel jewels jewellery jewelry crown_jewels gem diamond|schmuck juwelen kronjuwelen juwel diamant|bijou bijoux joyau|gioiello gioielli|joya
murder homicide manslaughter murderer|mord totschlag mörder ermorden tötungsdelikt|meurtre assassinat meurtrier|omicidio assassinio|asesinato homicidio asesinar
fraud scam embezzle swindle|betrug betrüger veruntreuung|fraude escroquerie|frode truffa|fraude estafa
corruption bribe bribery graft|korruption bestechung|corruption pot-de-vin|corruzione tangente|corrupción soborno
trial hearing court judge tribunal jury in_court|prozess gericht richter bundesgericht verhandlung|procès tribunal juge cour|processo tribunale giudice corte|juicio tribunal juez corte
convict guilty conviction verdict|verurteilen schuldig urteil schuldspruch verurteilt|condamner coupable verdict|condanna condannare colpevole sentenza|condena condenar culpable sentencia
acquit acquittal cleared|freispruch freisprechen|acquitter acquittement|assolvere assoluzione|absolver absolución
prison jail sentence behind_bars imprisoned jailed|gefängnis haft freiheitsstrafe haftstrafe|prison|carcere prigione|cárcel prisión
sue lawsuit suit legal_action|klage klagen verklagen|plainte poursuivre|causa querela|demanda demandar
charge indict indictment accuse accused|anklage anklagen angeklagt|inculper accusation accuser|accusa imputare|acusar acusación cargo
fine penalty penalise slap|busse strafe geldbusse millionenstrafe|amende|multa sanzione|multa
sanction embargo|sanktion embargo|sanction embargo|sanzioni embargo|sanción embargo
investigate probe inquiry investigation|ermittlung untersuchung ermitteln untersuchen|enquête enquêter|indagine inchiesta indagare|investigación investigar
appeal|berufung rekurs|appel|ricorso appello|recurso apelación
election poll vote ballot polls elect referendum elected|wahl abstimmung wählen gewählt wahlgang referendum volksabstimmung urnengang|élection vote scrutin élire votation référendum|elezione voto votazione eleggere referendum|elección votar comicios elegir referéndum voto
majority landslide|mehrheit erdrutschsieg|majorité|maggioranza|mayoría
resign resignation step_down steps_down stepping_down quit quits stand_down stands_down bow_out|rücktritt zurücktreten tritt_zurück abtreten|démission démissionner|dimissioni dimettersi|dimisión dimitir renunciar
oust ouster no-confidence confidence no_confidence impeach impeachment topples unseat unseated|misstrauensvotum misstrauen stürzen absetzung amtsenthebung gestürzt vertrauensabstimmung|censure renverser destituer destitution|sfiducia destituire|censura destituir moción
sack dismiss fire_ceo axe_boss sacked dismissed dismissal|entlassen entlassung feuern abberufen|limoger licencier renvoyer limogeage|licenziare licenziamento|despedir despido destituido
appoint name_new names_new picks successor nominate appointed replaces|ernennen nachfolger nachfolge ernannt neuer|nommer successeur nomination|nominare successore nomina|nombrar sucesor nombramiento
prime_minister premier pm|premierminister ministerpräsident premier regierungschef|premier_ministre|primo_ministro|primer_ministro
chancellor|kanzler bundeskanzler|chancelier|cancelliere|canciller
president|präsident bundespräsident präsidentin staatschef|président|presidente|presidente
government cabinet|regierung bundesrat kabinett|gouvernement|governo|gobierno
parliament lawmaker mps congress senate lawmakers|parlament nationalrat ständerat bundestag abgeordnete kongress senat|parlement député sénat|parlamento deputato senato|parlamento diputado congreso senado
minister secretary|minister|ministre|ministro|ministro
coalition|koalition|coalition|coalizione|coalición
opposition|opposition|opposition|opposizione|oposición
martial_law|kriegsrecht|loi_martiale|legge_marziale|ley_marcial
coup putsch|putsch staatsstreich|coup_d'état putsch|golpe colpo_di_stato|golpe_de_estado
budget spending austerity|haushalt budget ausgaben|budget|bilancio|presupuesto
law bill legislation ban act_passed outlaw barred bars bar|gesetz verbot verbieten gesetzesentwurf vorlage|loi interdire interdiction|legge divieto vietare|ley prohibir prohibición
tax levy|steuer abgabe mehrwertsteuer|impôt taxe|tassa imposta|impuesto tasa
tariff duty customs duties tariffs import_duty import_duties levies|zoll zölle strafzoll importzoll zollschock|droit_de_douane douane surtaxe|dazio dazi|arancel
trade export import exports imports|handel export ausfuhr einfuhr import aussenhandel|commerce exportation importation|commercio esportazione|comercio exportación
migrant refugee asylum immigration|migrant flüchtling asyl einwanderung migration|migrant réfugié asile|migrante profugo asilo|migrante refugiado asilo
protest rally demonstration demonstrator march protester riot unrest|protest demonstration kundgebung demonstrant demo unruhen|manifestation manifestant émeute|manifestazione protesta manifestante|manifestación protesta manifestante
strike walkout walk_out strikes walk_off walks_out industrial_action stoppage|streik streiken arbeitsniederlegung ausstand|grève gréviste débrayage|sciopero scioperare|huelga huelguista paro
union workers worker staff employee employees|gewerkschaft arbeiter angestellte mitarbeiter belegschaft|syndicat ouvrier salarié employé|sindacato lavoratore operaio dipendente|sindicato trabajador empleado
wage pay pay_deal salary wages|lohn gehalt löhne lohnerhöhung|salaire|salario stipendio|salario sueldo
job_cut job_cuts job_losses layoff layoffs redundancy redundancies jobs lay_off|stellenabbau arbeitsplätze stellen jobabbau|suppression_d'emplois emploi licenciement|posti_di_lavoro esuberi|empleo despidos puestos_de_trabajo
unemployment jobless|arbeitslosigkeit arbeitslose arbeitslosenquote|chômage|disoccupazione|desempleo paro_registrado
pension retirement|rente ahv pension rentenreform|retraite pension|pensione|pensión jubilación
inflation consumer_prices cpi cost_of_living|inflation teuerung konsumentenpreise|inflation|inflazione|inflación
interest_rate interest_rates rates borrowing_cost borrowing_costs key_rate base_rate policy_rate prime_rate|leitzins zins zinsen zinssatz leitzinsen zinsschritt|taux_d'intérêt taux taux_directeur|tasso_di_interesse tasso tassi|tipo_de_interés tipos tasas
central_bank|notenbank zentralbank nationalbank|banque_centrale banque_nationale|banca_centrale banca_nazionale|banco_central banco_nacional
unchanged hold_steady holds keeps_rates keep_rates steady leaves on_hold hold_rates|unverändert belassen belässt|inchangé maintenir|invariato mantenere|mantener mantiene
cut lower trim reduce slash ease decrease loosen lowers trims|senken senkung lockern reduzieren kürzen kürzung senkt lockert|abaisser réduire baisser baisse|tagliare abbassare ridurre taglio|bajar recortar reducir recorte rebajar
rise raise increase hike climb higher lift jump soar surge rally gain boost up rises risen doubled double|erhöhen anstieg steigen stieg steigern zunahme erhöhung anheben steigt klettern verdoppeln|augmenter hausse augmentation relever bondir grimper|aumentare aumento alzare salire rialzo|subir aumento aumentar alza
fall drop tumble plunge slide slump decline sink_shares plummet dip retreat nosedive tumbles|fallen fällt fiel sinken sinkt sank rückgang einbruch_aktie absturz abstürzen einbrechen bricht_ein sackt|chute chuter reculer plonger recul|calo calare cadere crollo_borsa scendere|caída caer descenso desplome
record all-time_high record_high highest historic|rekord rekordhoch höchststand höchster historisch|record|record primato|récord
profit earnings net_income income bottom_line|gewinn reingewinn ergebnis konzerngewinn|bénéfice profit|utile profitto|beneficio ganancia
revenue sales turnover|umsatz verkauf verkäufe absatz|chiffre_d'affaires vente ventes|fatturato vendita ricavi|ventas ingresos facturación
loss losses deficit in_the_red|verlust defizit fehlbetrag|perte déficit|perdita deficit|pérdida déficit
quarter quarterly q1 q2 q3 q4 half-year results estimates|quartal quartalszahlen halbjahr|trimestre trimestriel|trimestre trimestrale|trimestre trimestral
forecast outlook guidance forecasts expectations|prognose ausblick erwartung erwartungen|prévision|previsione|previsión pronóstico
shares stock stocks share equities|aktie aktien aktienkurs|action_en_bourse|azione azioni|acciones
stock_exchange market markets wall_street dow nasdaq bourse|börse märkte|bourse marché|borsa mercato|bolsa mercado
merger takeover acquire acquisition buy buyout merge bid buys|übernahme fusion übernehmen kaufen fusionieren kauft|rachat acquisition fusion racheter acheter|acquisizione fusione acquistare acquisto|compra adquisición fusión adquirir comprar
funding raises_bn valuation funding_round investor valued investment invest investors|finanzierung finanzierungsrunde bewertung investor investition investieren|levée_de_fonds investisseur investissement|finanziamento investitore investimento|financiación inversor inversión
bankrupt insolvency bankruptcy insolvent administration file_for_chapter|konkurs pleite insolvenz|faillite|fallimento|quiebra bancarrota
bailout rescue_package|rettungspaket|sauvetage_financier|salvataggio_finanziario|rescate_financiero
gold bullion|gold goldpreis|or_fin|oro|oro
oil crude petroleum brent|öl erdöl rohöl ölpreis|pétrole brut|petrolio greggio|petróleo crudo
gas|gas erdgas|gaz|gas|gas
electricity power power_supply|strom elektrizität|électricité courant|elettricità corrente|electricidad luz
outage failure blackout power_cut power_failure knock_offline knocks_offline goes_dark go_dark offline disruption disrupt down_worldwide cripple paralyse paralyze halt grounded shut_down knocks_out glitch|stromausfall ausfall panne störung blackout lahm lahmlegen computerpanne netzausfall unterbruch|panne coupure paralyser perturbation|guasto interruzione blackout paralizzare|apagón avería corte paralizar interrupción
bank lender|bank kantonalbank grossbank|banque|banca|banco
price prices cost costs fee|preis kosten preise gebühr|prix coût|prezzo costo|precio coste
house housing rent mortgage homes|haus wohnung miete hypothek wohnungen immobilien häuser|logement loyer maison|casa affitto alloggio|vivienda alquiler casa
recall|rückruf rückrufen|rappel rappeler|richiamo|retirada
launch unveil release roll_out debut introduce rolled_out goes_live starts begins begin opens liftoff lift_off lifts_off kick_off|start einführung vorstellen lancieren starten startet beginnen eröffnen eröffnung lanciert|lancement lancer dévoiler début|lancio lanciare presentare avviare|lanzamiento lanzar presentar iniciar
smartphone phone iphone handset|smartphone handy iphone|téléphone|telefono telefonino|teléfono móvil
app apps software|app anwendung software|application logiciel|applicazione|aplicación
chip semiconductor chipmaker chips|chip halbleiter chiphersteller|puce semi-conducteur|semiconduttore|semiconductor
ai artificial_intelligence machine_learning chatbot|ki künstliche_intelligenz|ia intelligence_artificielle|ia intelligenza_artificiale|ia inteligencia_artificial
robot|roboter|robot|robot|robot
hack hacker cyberattack data_breach breach cyber ransomware|hacker hackerangriff cyberangriff datenleck cyberattacke hacken|pirate piratage cyberattaque|hacker attacco_informatico|pirata ciberataque hackeo
update patch bug|update fehler aktualisierung|mise_à_jour|aggiornamento|actualización
crypto cryptocurrency|krypto kryptowährung kryptobörse|cryptomonnaie|criptovaluta|criptomoneda
bitcoin btc|bitcoin|bitcoin|bitcoin|bitcoin
ether ethereum eth|ether ethereum|ether|ether|ether
social_media platform|plattform soziale_medien|plateforme|piattaforma|plataforma
browser chrome|browser|navigateur|browser|navegador
advertising ad_tech ads|werbung|publicité|pubblicità|publicidad
antitrust monopoly competition_law|kartell wettbewerbsrecht kartellrecht|antitrust monopole|antitrust monopolio|monopolio antimonopolio
break-up divest spin_off sell sold sale|zerschlagung abspalten verkaufen abspaltung|vendre cession|vendere cessione|vender
space orbit spacecraft cosmos|all weltraum weltall raumfahrt umlaufbahn|espace orbite spatial|spazio orbita spaziale|espacio órbita espacial
rocket booster starship|rakete trägerrakete|fusée|razzo|cohete
satellite|satellit wettersatellit|satellite|satellite|satélite
moon lunar|mond mondmission mondsonde mondlandung|lune lunaire|luna lunare|luna lunar
mars martian|mars|mars martien|marte|marte
astronaut cosmonaut crew crewed|astronaut raumfahrer besatzung bemannt|astronaute équipage|astronauta equipaggio|astronauta tripulación
probe_space lander rover space_probe|sonde|sonde|sonda|sonda
telescope|teleskop|télescope|telescopio|telescopio
land landing touchdown splash_down splashdown touch_down|landung landen landet|atterrir atterrissage|atterrare atterraggio|aterrizar aterrizaje
scientist researcher research study scientists|forscher wissenschaftler studie forschung|chercheur étude scientifique|ricercatore studio scienziato|científico investigador estudio
discover discovery find turns_up turn_up uncover unearth discoverer spotted detect found detected discovered|entdecken entdeckung fund finden entdeckt nachweisen nachgewiesen entdecker gefunden|découvrir découverte|scoprire scoperta|descubrir descubrimiento hallar hallazgo
species|art_neue spezies tierart|espèce|specie|especie
dinosaur fossil|dinosaurier fossil|dinosaure fossile|dinosauro fossile|dinosaurio fósil
vaccine vaccination jab jabs immunise|impfung impfstoff impfen|vaccin vaccination|vaccino|vacuna vacunación
virus|virus|virus|virus|virus
outbreak epidemic pandemic|ausbruch epidemie pandemie|épidémie pandémie|epidemia focolaio|brote epidemia pandemia
measles|masern|rougeole|morbillo|sarampión
bird_flu avian_influenza avian_flu h5n1|vogelgrippe|grippe_aviaire|aviaria|gripe_aviar
influenza flu|grippe|grippe|influenza_stagionale|gripe
malaria|malaria|paludisme|malaria|malaria paludismo
cancer tumour|krebs tumor|cancer|cancro tumore|cáncer
drug medicine medication drugmaker pharmaceutical|medikament medizin arznei pharma|médicament médecine|farmaco medicina|fármaco medicamento medicina
hospital clinic|spital krankenhaus klinik|hôpital clinique|ospedale clinica|hospital clínica
doctor nurse|arzt ärztin pflege|médecin infirmier|medico infermiere|médico enfermero
health_emergency|gesundheitsnotstand|urgence_sanitaire|emergenza_sanitaria|emergencia_sanitaria
health|gesundheit|santé|salute|salud sanidad
climate global_warming warming|klima klimawandel erderwärmung|climat réchauffement|clima riscaldamento|clima calentamiento
emission carbon co2|emission ausstoss|émission carbone|emissione|emisión carbono
summit talks negotiation meeting|gipfel gespräche verhandlung treffen|sommet négociation|vertice negoziato|cumbre negociación
agreement deal accord pact treaty agree|abkommen einigung vertrag einigen|accord traité|accordo trattato|acuerdo tratado pacto
win victory triumph beat defeat edge thrash crush claim see_off won beats wins winner dethrone stun sweep humiliate rout champion sees_off demolish power_past winners|sieg gewinnen besiegen schlagen siegen bezwingen triumph gewinnt siegt schlägt sieger triumphieren|victoire battre gagner remporter vainqueur vaincre|vittoria battere vincere vince vincitore sconfiggere|victoria ganar vencer derrotar ganador triunfo
lose beaten knocked_out loses eliminated|niederlage verlieren unterliegen verliert verlor ausscheiden unterliegt|défaite perdre éliminer|sconfitta perdere eliminare|derrota perder eliminar
draw tie stalemate hold_to_draw|unentschieden remis|match_nul|pareggio pareggiare|empate empatar
goal scorer hat-trick scores equaliser strike_goal penalty_kick|tor treffer doppelpack hattrick|but buteur|gol rete|gol goleador
match game clash fixture derby|spiel partie derby begegnung|match rencontre|partita|partido encuentro
champions_league|champions_league königsklasse|ligue_des_champions|champions|liga_de_campeones
football soccer premier_league bundesliga|fussball fußball|football|calcio|fútbol
tennis grand_slam|tennis|tennis|tennis|tenis
wimbledon|wimbledon|wimbledon|wimbledon|wimbledon
coach_manager head_coach|trainer|entraîneur|allenatore|entrenador
transfer sign signing|transfer wechsel verpflichten wechseln|transfert recrue|trasferimento|fichaje
tour_de_france stage cycling|etappe radsport radrennen|étape cyclisme|tappa ciclismo|etapa ciclismo
final finals|final finale|finale|finale|final
title crown trophy cup|titel pokal cup|titre coupe trophée|titolo coppa|título copa
medal podium|medaille podest|médaille|medaglia|medalla
olympics olympic games|olympia olympisch olympische spiele|jeux_olympiques olympique|olimpiadi olimpico|juegos_olímpicos olímpico
ski downhill slalom giant_slalom|abfahrt ski slalom riesenslalom|descente ski slalom|discesa sci slalom|descenso esquí eslalon
ice_hockey hockey|eishockey hockey|hockey|hockey|hockey
formula_one grand_prix f1|formel_1 grosser_preis|formule_1 grand_prix|formula_1 gran_premio|fórmula_1 gran_premio
marathon|marathon|marathon|maratona|maratón
doping|doping|dopage|doping|dopaje
chess|schach|échecs|scacchi|ajedrez
film movie best_picture director|film regisseur kinofilm|film réalisateur cinéma|film regista cinema|película cine director
oscar oscars academy_awards academy_award|oscar oscars|oscar|oscar|óscar
eurovision song_contest|eurovision esc|eurovision|eurovision|eurovisión
festival|festival|festival|festival|festival
concert tour gig|konzert tournee|concert tournée|concerto tournée|concierto gira
song album singer music|lied album sänger musik|chanson chanteur musique|canzone cantante musica|canción cantante música
museum exhibition gallery|museum ausstellung galerie|musée exposition|museo mostra|museo exposición
painting artwork picture|gemälde kunstwerk bild|tableau peinture|quadro dipinto|cuadro pintura
book novel novelist author writer|buch roman autor schriftsteller|livre roman écrivain auteur|libro romanzo scrittore autore|libro novela escritor autor
literature literary|literatur|littérature|letteratura|literatura
theatre opera|theater oper|théâtre opéra|teatro opera|teatro ópera
nobel|nobel nobelpreis literaturnobelpreis friedensnobelpreis|nobel|nobel|nobel
physics|physik|physique|fisica|física
chemistry|chemie|chimie|chimica|química
prize award honour awarded|preis_auszeichnung auszeichnung auszeichnen ausgezeichnet|prix_littéraire récompense|premio|premio galardón
pope pontiff papal|papst|pape|papa pontefice|papa pontífice
vatican|vatikan|vatican|vaticano|vaticano
church bishop cardinal|kirche bischof kardinal|église évêque|chiesa vescovo|iglesia obispo
king queen royal prince princess monarch|könig königin prinz royal prinzessin|roi reine prince|re regina principe|rey reina príncipe
school pupil teacher classroom|schule schüler lehrer|école élève enseignant|scuola alunno insegnante|escuela alumno profesor
university student college|universität student hochschule eth|université étudiant|università studente|universidad estudiante
child children kid baby|kind kinder baby|enfant bébé|bambino bambini|niño niña
teenager youth teen|jugendliche teenager|adolescent jeune|adolescente giovane|adolescente joven
woman women|frau|femme|donna|mujer
passenger traveller commuter passengers|passagier reisende fahrgast insasse|passager voyageur|passeggero viaggiatore|pasajero viajero
tourist holidaymaker day_tripper visitor tourism|tourist tourismus besucher tagesgast|touriste visiteur tourisme|turista visitatore turismo|turista visitante turismo
animal zoo wildlife|tier zoo wildtier|animal zoo|animale zoo|animal zoo
wolf|wolf|loup|lupo|lobo
bear|bär|ours|orso|oso
cow cattle dairy herd|kuh vieh rind milchkuh|vache bétail|mucca bovino|vaca ganado
dog|hund|chien|cane|perro
tree forest wood felling|baum wald fällen|arbre forêt|albero bosco foresta|árbol bosque
river|fluss|rivière fleuve|fiume|río
lake|see|lac|lago|lago
sea ocean coast offshore|meer küste ozean|mer océan côte|mare oceano costa|mar océano costa
mountain alpine alps summit_peak|berg alpen gipfelberg|montagne alpes|montagna alpi|montaña alpes
island|insel|île|isola|isla
village hamlet|dorf gemeinde|village commune|villaggio borgo paese|pueblo aldea
market christmas_market|weihnachtsmarkt markt|marché_de_noël|mercatino|mercadillo
food grocery supermarket retailer|lebensmittel supermarkt detailhändler|alimentaire supermarché|alimentare supermercato|alimento supermercado
hotel|hotel|hôtel|albergo hotel|hotel
airline carrier|fluggesellschaft airline|compagnie_aérienne|compagnia_aerea|aerolínea
electric_car ev evs|elektroauto e-auto|voiture_électrique|auto_elettrica|coche_eléctrico
factory plant production|fabrik werk produktion|usine production|fabbrica stabilimento produzione|fábrica planta producción
insurance insurer|versicherung krankenkasse|assurance|assicurazione|seguro
premium premiums|prämie krankenkassenprämie prämien|prime primes|premi_cassa|prima
chief_executive ceo boss chief|konzernchef chef geschäftsführer ceo|pdg patron directeur_général|amministratore_delegato capo|consejero_delegado jefe
reopen restore resumes back_online restored|wiedereröffnung wiedereröffnen wiederhergestellt|rouvrir réouverture|riaprire riapertura|reabrir reapertura
close shut closure closed|schliessen schliessung sperrung sperren gesperrt geschlossen|fermer fermeture|chiudere chiusura|cerrar cierre
delay postpone postponed put_off pushed_back|verschieben verzögerung verspätung verschiebt verschoben|retard reporter reporté|ritardo rinviare rinvio|retraso aplazar
pause suspend reprieve suspended pauses|aussetzen pause aufschub aussetzung|suspendre suspension|sospendere sospensione|suspender suspensión
ban_lifted lift_ban|aufhebung aufheben|lever_l'interdiction|revocare|levantar
free release_prisoner freed swap|freilassung freilassen freigelassen gefangenenaustausch|libérer libération|liberare liberazione|liberar liberación
approve approval green_light approved backs|genehmigen zustimmung bewilligen annehmen billigen|approuver approbation|approvare approvazione|aprobar aprobación
reject rejects rejection refuse|ablehnen ablehnung nein_zu verwerfen|rejeter refuser rejet|respingere rifiutare|rechazar rechazo
plan plans proposal propose|plan pläne vorschlag planen|projet plan|piano progetto|plan proyecto
crisis emergency state_of_emergency|krise notstand|crise urgence|crisi emergenza|crisis emergencia
aid relief humanitarian|hilfe nothilfe|aide humanitaire|aiuto umanitario|ayuda humanitaria
famine hunger starvation|hunger hungersnot|famine faim|carestia fame|hambruna hambre
bomb|bombe|bombe|bomba|bomba
divorce|scheidung|divorce|divorzio|divorcio
wedding marry married|hochzeit heiraten|mariage épouser|matrimonio sposare|boda casarse
birth born pregnant|geburt geboren schwanger|naissance naître enceinte|nascita nato incinta|nacimiento nacer embarazada
lottery jackpot|lotto jackpot lottomillionär|loterie|lotteria|lotería
create hire recruit add_jobs|schaffen einstellen anstellen|créer embaucher|creare assumere|crear contratar
battery storage cell lithium|batterie akku speicher|batterie|batteria|batería
wind wind_farm turbine|wind windpark windrad|vent éolienne|vento eolico|viento eólico
solar photovoltaic|solar photovoltaik|solaire|solare|solar
wardrobe cupboard|schrank kasten|armoire|armadio|armario
cash banknote|bargeld bares bar_bezahlen|espèces|contanti|efectivo
card payment pay_by_card|karte zahlung kartenzahlung bezahlen|carte paiement|carta pagamento|tarjeta pago
water drinking_water|wasser trinkwasser|eau|acqua|agua
planet exoplanet|planet exoplanet|planète exoplanète|pianeta esopianeta|planeta exoplaneta
library|bibliothek|bibliothèque|biblioteca|biblioteca
bicycle bike cyclist|velo fahrrad velofahrer|vélo cycliste|bicicletta ciclista|bicicleta ciclista
opera_house orchestra|orchester opernhaus|orchestre|orchestra|orquesta
stadium arena|stadion arena|stade|stadio|estadio
training injury_time overtime extra_time|verlängerung|prolongation|supplementari|prórroga
mobile_network telecom network|mobilfunk netz telekom|réseau télécom|rete telecom|red telecomunicaciones
cloud data_centre|cloud rechenzentrum|nuage|nuvola|nube
construction site build rebuild renovation|bau baustelle bauen umbau sanierung gleisbau|construction chantier travaux|costruzione cantiere lavori|construcción obras
replacement detour diversion|ersatz umleitung ersatzbus|déviation remplacement|deviazione sostitutivo|desvío sustitución
first|erstmals erste erster erstes|premier première|primo prima|primero primera
`;

/** What nearly every headline may say: counts little. Same form. */
export const COMMON = `
say says tell announce announcement report according reveal claim_that statement reportedly declare call declared unveiled told|sagen melden mitteilen bekanntgeben bericht ankündigen laut erklären verkünden gibt_bekannt berichten teilt_mit|annoncer déclarer dire selon rapport|annunciare dire secondo dichiarare rapporto|anunciar decir según declarar informe
new latest|neu neue neuen|nouveau nouvelle|nuovo nuova|nuevo nueva
year annual years decade|jahr jährlich jahre jahren|an année ans|anno anni|año años
day days daily today|tag tage heute|jour jours|giorno oggi|día días hoy
week weeks weekend|woche wochen wochenende|semaine|settimana|semana
month months|monat monate monaten|mois|mese mesi|mes meses
hour minute hours minutes moments|stunde minute stunden minuten kurz|heure minute|ora minuto ore|hora minuto
people person residents local resident population|mensch leute bewohner menschen person einwohner bevölkerung|personne gens habitant|persona gente abitante|persona gente habitante vecino
man men|mann männer|homme|uomo|hombre
world global international worldwide earth|welt weltweit international|monde mondial|mondo mondiale|mundo mundial
country nation national state|land staat national nation|pays état national|paese stato nazionale|país estado nacional
city town capital|stadt hauptstadt|ville capitale|città capitale|ciudad capital
million millions|million millionen|million millions|milione milioni|millón millones
billion|milliarde milliarden|milliard milliards|miliardo miliardi|mil_millones
thousand thousands|tausend tausende|millier milliers|migliaio migliaia|mil miles
hundred hundreds|hundert hunderte|centaine|centinaio centinaia|ciento cientos
dozen dozens scores_of|dutzend dutzende|dizaine dizaines|decina decine|decena decenas
percent per_cent pct percentage|prozent|pour_cent|per_cento|por_ciento
point points|punkt punkte prozentpunkt|point points|punto punti|punto puntos
dollar dollars usd|dollar|dollar|dollaro|dólar
euro euros|euro|euro|euro|euro
franc francs chf|franken|franc|franco|franco
big large huge massive giant major biggest largest|gross grösste riesig gewaltig massiv|grand énorme immense|grande enorme|grande enorme gran
strong powerful heavy strongest severe|stark heftig schwer kräftig|fort puissant violent|forte potente|fuerte potente
hit strike_hit hits batter rock shake slam rattle jolt struck rocks shakes slams lash pound sweep_through sweeps_through|treffen trifft erschüttern erschüttert heimsuchen schütteln|frapper secouer touche|colpire scuotere|golpear sacudir azotar sacude
late last final_hours|spät letzte letzten|dernier tard|ultimo tardi|último tarde
early|früh|tôt|presto|temprano
northern north|norden nord nördlich|nord|nord|norte
southern south|süden süd südlich|sud|sud meridionale|sur
eastern east|osten ost östlich|est_région|est_regione orientale|este_región
western west|westen west westlich|ouest|ovest occidentale|oeste
central centre center|zentrum zentral|centre central|centro centrale|centro central
make take get give put go come set keep see|machen nehmen geben kommen gehen setzen bleiben|faire prendre mettre donner|fare prendere mettere dare|hacer tomar poner dar
show face seek want need help work expect meet|zeigen wollen brauchen erwarten|montrer vouloir|mostrare volere|mostrar querer
company firm group business giant_firm|firma unternehmen konzern gruppe|entreprise société groupe|azienda società gruppo|empresa compañía grupo
demand growth strong_demand|nachfrage wachstum|demande croissance|domanda crescita|demanda crecimiento
amid despite|trotz angesichts|malgré|nonostante|pese
back return home|zurück rückkehr|retour|ritorno|regreso vuelta
again once_more another|erneut wieder nochmals|nouveau_encore|nuovamente|nuevamente
top best leading lead|beste führend|meilleur|migliore|mejor
long short ahead near|lang kurz_zeit nahe|long court|lungo corto|largo corto
fear concern worry worries|angst sorge befürchten|crainte inquiétude|paura timore|temor miedo
hope|hoffnung hoffen|espoir|speranza|esperanza
part party|partei teil|parti|partito|partido_político
question issue problem|frage problem|question problème|questione problema|cuestión problema
`;
