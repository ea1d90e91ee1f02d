/**
 * Countries with what belongs to them, one line each: names and adjectives of any language, then `>` and
 * places that stand for the country in a headline and are places of their own as well.
 */
export const PLACES = `
usa us united_states america american u.s états-unis américain américaine stati_uniti americano statunitense estados_unidos estadounidense vereinigte_staaten amerika amerikaner amerikanisch us-präsident>washington white_house pentagon weisses_haus california texas florida los_angeles hollywood chicago baltimore nevada boston miami alaska hawaii ohio georgia_state new_jersey michigan wall_street
britain uk united_kingdom british briton great_britain grossbritannien großbritannien britisch brite royaume-uni britannique regno_unito britannico reino_unido británico england english>london scotland wales londres londra
eu european_union europäische_union union_européenne unione_europea unión_europea ue europe european europa europäisch européen europeo>brussels brüssel bruxelles
switzerland swiss schweiz schweizer schweizerisch suisse svizzera svizzero suiza suizo>bern zurich zürich basel geneva genf genève lausanne luzern lucerne lugano winterthur valais wallis ticino tessin
germany german deutschland deutsch deutsche deutscher allemagne allemand germania tedesco alemania alemán>berlin munich münchen hamburg frankfurt cologne köln
france french frankreich französisch franzose français française francia francese francés>paris marseille lyon
italy italian italien italienisch italie italiano italia>rome rom roma milan mailand milano genoa genua genova venice venedig venezia
spain spanish spanien spanisch espagne espagnol españa español spagna spagnolo>madrid barcelona valencia
portugal portuguese portugiesisch portugais portoghese portugués>lisbon lissabon
austria austrian österreich österreichisch autriche austriaco>vienna wien graz
netherlands dutch niederlande niederländisch holland pays-bas paesi_bassi olandese países_bajos>amsterdam the_hague
belgium belgian belgien belgisch belgique belgio bélgica>antwerp
poland polish polen polnisch pologne polonia polacco polaco>warsaw warschau
greece greek griechenland griechisch grèce grecia greco griego>athens athen athènes
turkey turkish türkei türkisch turquie turchia turco turquía türkiye>ankara istanbul
russia russian russland russisch russe russie russo rusia ruso>moscow moskau moscou mosca moscú kremlin siberia sibirien
ukraine ukrainian ukrainisch ukrainien ucraina ucraino ucrania ucraniano>kyiv kiev kiew odesa
china chinese chinesisch chinois chine cina cinese chino>beijing peking pékin shanghai hong_kong
japan japanese japanisch japaner japon japonais giappone giapponese japón japonés>tokyo tokio sapporo hokkaido hiroshima osaka
south_korea korea korean südkorea südkoreanisch corée_du_sud corea_del_sud corea_del_sur south_korean>seoul
north_korea nordkorea corée_du_nord corea_del_nord corea_del_norte north_korean>pyongyang
india indian indien indisch inder inde indiano indio>delhi mumbai ahmedabad
pakistan pakistani>islamabad karachi
bangladesh bangladeshi>dhaka
indonesia indonesian indonesien>jakarta bali
philippines philippine filipino philippinen filippine filipinas>manila
vietnam vietnamese>hanoi
thailand thai thailändisch>bangkok
myanmar burma birmanie
malaysia malaysian>kuala_lumpur
taiwan taiwanese>taipei
australia australian australien australisch australie>sydney melbourne canberra
new_zealand neuseeland nouvelle-zélande nuova_zelanda nueva_zelanda>auckland wellington
canada canadian kanada kanadisch canadien canadese>ottawa toronto
mexico mexican mexiko mexikanisch mexique messico méxico mexicano>mexico_city
brazil brazilian brasilien brasilianisch brésil brasile brasil>brasilia rio_de_janeiro
argentina argentine argentinian argentinien>buenos_aires
chile chilean chilenisch chilien cileno>santiago
peru peruvian perú pérou>lima
colombia colombian kolumbien>bogota
venezuela venezuelan>caracas
cuba cuban kuba>havana
israel israeli israelisch israélien israeliano>jerusalem tel_aviv
gaza gazastreifen
palestine palestinian palästina palästinenser palästinensisch palestinien palestinese palestino
hamas
hezbollah hisbollah
lebanon lebanese libanon liban libano líbano>beirut
syria syrian syrien syrisch syrie siria>damascus damaskus
iran iranian iranisch iranien iraniano>tehran teheran
iraq iraqi irak>baghdad bagdad
afghanistan afghan>kabul
saudi saudi_arabia saudi-arabien arabie_saoudite>riyadh
qatar katar>doha
emirates uae>dubai abu_dhabi
yemen jemen yémen>sanaa houthi
egypt egyptian ägypten ägyptisch égypte egitto egipto>cairo kairo
morocco moroccan marokko maroc marocco marruecos>rabat marrakesh
libya libyan libyen libia>tripoli
sudan sudanese soudan>khartoum
ethiopia ethiopian äthiopien>addis_ababa
kenya kenyan kenia>nairobi
nigeria nigerian>lagos abuja
south_africa south_african südafrika sudafrica sudáfrica afrique_du_sud>johannesburg cape_town
congo congolese kongo>kinshasa
cameroon kamerun cameroun>yaounde
sweden swedish schweden schwedisch suède svezia suecia>stockholm
norway norwegian norwegen norwegisch norvège norvegia noruega>oslo
denmark danish dänemark dänisch danemark danimarca dinamarca>copenhagen kopenhagen
finland finnish finnland finnisch finlande>helsinki
iceland icelandic island_staat islande islanda islandia>reykjavik
ireland irish irland irisch irlande irlanda irlandés>dublin
hungary hungarian ungarn ungarisch hongrie ungheria hungría>budapest
czech czechia tschechien tschechisch>prague prag
romania romanian rumänien roumanie>bucharest
bulgaria bulgarian bulgarien>sofia
serbia serbian serbien>belgrade belgrad
croatia croatian kroatien>zagreb
belarus belarusian weissrussland>minsk
georgia georgian georgien>tbilisi
iberian iberisch
antarctica antarctic antarktis
arctic arktis
africa african afrika afrikanisch afrique
asia asian asien asiatisch asie
nato otan
un united_nations uno vereinte_nationen nations_unies nazioni_unite naciones_unidas onu
who world_health_organization weltgesundheitsorganisation oms
imf iwf fmi
fed federal_reserve us-notenbank us_central_bank
ecb ezb bce european_central_bank europäische_zentralbank banque_centrale_européenne
snb swiss_national_bank schweizerische_nationalbank bns
boe bank_of_england
boj bank_of_japan japans_notenbank
nasa esa
psg paris_saint-germain paris_st-germain
real_madrid
manchester_city man_city
manchester_united man_united man_utd
young_boys yb bsc_yb
fc_zürich fcz fc_zurich
fc_basel fcb
inter inter_milan inter_mailand
bayern bayern_munich bayern_münchen fc_bayern
sbb cff ffs swiss_federal_railways bundesbahnen
ubs
credit_suisse cs
trump donald_trump
`;
