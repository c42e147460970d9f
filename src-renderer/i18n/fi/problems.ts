export const problems = {
  'problem.not-allowed': 'Tämä on tehtävä toisella käyttäjäroolilla.',
  'problem.disk-full':
    'Levy on täynnä, eikä mitään tallennettu. Vapauta tilaa ja tallenna uudelleen: tiedot ovat vielä näytöllä.',
  'problem.disk-named':
    'Levyllä {{disk}} on vapaana {{free}} Mt, ja {{floor}} Mt on jätettävä vapaaksi. Mitään ei tallennettu. Vapauta levyltä tilaa ja tallenna uudelleen: tiedot ovat vielä näytöllä.',
  'problem.torn':
    'Aiempi tallennus epäonnistui levyn vuoksi, ja siksi tätä ei tallennettu. Vapauta tarvittaessa levytilaa, sulje ALPO-desk ja avaa se uudelleen.',
  'problem.storage': 'Tallennus ei onnistunut. Tiedot ovat vielä näytöllä: yritä uudelleen.',
  'problem.outdated':
    'Tieto on muuttunut tai poistettu sillä välin, joten mitään ei tehty. Katso se uudelleen.',
  'problem.shape': 'Tarkista tämä kenttä.',
  'problem.cell-error':
    'Kaavan tulos on virhe. Korjaa kaava taulukkolaskennassa ja valitse taulukko uudelleen.',
  'problem.merged':
    'Solu on yhdistetty yläpuoliseen riviin, joten sen arvoa ei voi lukea tältä riviltä. Pura yhdistäminen taulukkolaskennassa, kirjoita arvo joka riville ja valitse taulukko uudelleen.',
  'problem.no-value':
    'Kaavan tulos puuttuu tiedostosta. Avaa tiedosto taulukkolaskennassa, tallenna se ja valitse uudelleen.',
  'problem.V01':
    'Päivä ei voi olla tulevaisuudessa, eikä toimipiste saa olla silloin kiinni pysyvästi. Korjaa päivä tai toimipiste.',
  'problem.V04': 'Ilmoita henkilömäärä: yksilöneuvonnassa vähintään 1, ryhmässä vähintään 2.',
  'problem.V06': 'Valitse 1–5.',
  'problem.V07': 'Valitse minne ohjattiin, kun toimenpiteenä on ohjaus eteenpäin – ja vain silloin.',
  'problem.V09': 'Valitse tulkkauskieli tälle tulkkaustavalle – ja vain silloin kun tulkataan.',
  'problem.V13':
    'Asiointitapa ei sovi kanavaan: kirjallisissa kanavissa se on saapunut tai neuvojan yhteydenotto.',
  'problem.V17': 'Arvoa ei ole koodistossa. Valitse luettelosta.',
  'problem.V22':
    'Henkilötunnus ei täsmää syntymäaikaan tai sen tarkistusmerkki on väärä. Tarkista tai jätä tyhjäksi.',
  'problem.V02': 'Yli 60 päivää vanhan käynnin voi lisätä vain koordinaattori.',
  'problem.V03': 'Kuukausi on suljettu. Pyydä koordinaattoria avaamaan se uudelleen.',
  'problem.V05': 'Naisia ja miehiä on yhteensä enemmän kuin osallistujia. Korjaa luvut.',
  'problem.V12': 'Kesto on 1–480 minuuttia.',
  'problem.V18': 'Huomautuksessa on tieto, josta henkilön voi tunnistaa. Poista se.',
  'problem.V20':
    'Kun asiakas siirtyy asiakastyöhön, riville ei jätetä oleskelun perustetta eikä kansalaisuutta. Tyhjennä kenttä.',
  'problem.own': 'Voit muuttaa vain omia käyntejäsi. Pyydä koordinaattoria.',
  'problem.C01':
    'Koodia ei voi poistaa eikä muuttaa, koska vanhat käynnit käyttävät sitä. Anna sille päättymispäivä.',
  'problem.C02': 'Valitse valtakunnallinen koodi, jota oma koodi vastaa.',
  'problem.C03': 'Päättymispäivä on ennen alkamispäivää.',
  'warning.V02': 'Käynti on yli 7 päivää vanha ja merkitään jälkikirjaukseksi.',
  'warning.V08': 'Valittuna on "muu". Löytyisikö tarkempi koodi?',
  'warning.V10': 'Asiointikieli ei ole tiedossa, mutta tulkkausta ei ole merkitty. Onko näin?',
  'warning.V11': 'Kukaan työntekijä ei palvele tällä kielellä. Onko kieli oikein?',
  'warning.V12': 'Kesto on yli 3 tuntia. Onko se oikein?',
  'warning.V14': 'Alkuaika on aukioloajan ulkopuolella.',
  'warning.V15': 'Sinulla on samaan aikaan toinen käynti.',
  'warning.V16': 'Toisella laitteella on lähes samanlainen käynti. Onko sama käynti kirjattu jo?',
  'warning.V18': 'Huomautus saattaa sisältää henkilötietoja.',
  'identifier.block': 'Tekstiä ei voi tallentaa näin.',
  'identifier.warn': 'Poista, jos se koskee asiakasta.',
  'identifier.I1': 'Henkilötunnus.',
  'identifier.I2': 'Näyttää henkilötunnukselta.',
  'identifier.I3': 'Sähköpostiosoite.',
  'identifier.I4': 'Puhelinnumero.',
  'identifier.I5': 'Pitkä numero, ehkä lupa- tai asiakasnumero.',
  'identifier.I6': 'Tilinumero.',
  'identifier.I7': 'Päivämäärä, ehkä syntymäaika.',
  'identifier.I8': 'Katuosoite.',
  'identifier.I9': 'Ehkä nimi.',
  'identifier.I10': 'Verkko-osoite tai käyttäjänimi.',
  'problem.R01': 'Ehdotusta pidempi säilytysaika tarvitsee perustelun. Kirjoita se.',
  'problem.R02': 'Säilytys voi vain poistaa sen, mitä sen vaiheet poistavat.',
  'problem.H01': 'Kaksi kohdekenttää on samannimisiä. Anna niille eri nimet.',
  'problem.M01': 'Valitse päivä tästä päivästä 30 päivän päähän.',
  'problem.T01': 'Tekstissä on merkki, jota ei voi tallentaa. Pyyhi se tai kirjoita kohta uudelleen.',
  'problem.P01': 'Päivä ei sovi syntymäaikaan tai muihin tietoihin. Korjaa se.',
  'problem.half-municipality':
    'Kunnan ensimmäinen päivä puuttuu. Lisää se, tai jätä kunnan sarake valitsematta.',
  'problem.half-from':
    'Kunta puuttuu, vaikka sen ensimmäinen päivä on annettu. Lisää kunta, tai jätä päivän sarake valitsematta.',
  'problem.T02':
    'Tekstissä on henkilötunnus, puhelinnumero tai muu tieto, josta henkilön voi tunnistaa. Poista se: palvelin näkee tämän kentän.',
  'problem.K01': 'Viimeinen päivä on ennen ensimmäistä. Korjaa päivät.',
  'problem.K02': 'Joku muu ehti kirjata vaiheen ensin. Katso uusin tila ja kirjaa tarvittaessa uudelleen.',
  'problem.K03': 'Lähetettyä hakemusta ei voi muuttaa. Tee uusi hakemus.',
  'problem.V23': 'Vähennykset ylittävät summan, josta ne vähennetään. Korjaa summat.',
} as const
