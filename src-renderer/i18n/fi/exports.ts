export const exports = {
  'exports.title': 'Vienti',
  'exports.text':
    'Koko rekisteri avoimissa tiedostomuodoissa: taulukot (CSV, JSON), liitteet alkuperäisinä ja sivu, joka avautuu selaimessa ilman verkkoa ja ilman tätä ohjelmaa.',
  'exports.all': 'Vie koko rekisteri',
  'exports.plainWarning':
    'Kansio on salaamaton. Kuka tahansa, joka saa sen käsiinsä, voi lukea kaiken: käynnit, henkilöt, henkilötunnukset, päätökset, liitteet ja tapahtumalokin.',
  'exports.allText': 'Kansioon kirjoitetaan kaikki tietueet historioineen, liitteet ja tapahtumaloki.',
  'exports.protection': 'Suojaus',
  'exports.protection.age': 'salattuna nimetyille avaimille (age)',
  'exports.protection.plain': 'salaamattomana',
  'exports.keys': 'Vastaanottajien avaimet, yksi rivillä',
  'exports.keysHint':
    'Julkinen avain alkaa age1. Vain sen yksityisellä avaimella tiedostot saa auki, ei tällä ohjelmalla.',
  'exports.key.none': 'Anna vähintään yksi avain.',
  'exports.key.secret-key':
    '{{key}} on yksityinen avain. Anna julkinen avain, joka alkaa age1, äläkä luovuta yksityistä.',
  'exports.key.other-kind': '{{key}}: vain X25519-avaimet käyvät. Luo avain komennolla age-keygen.',
  'exports.key.not-a-recipient': '{{key}} ei ole avain. Tarkista merkit.',
  'exports.careText':
    'Valitse levy, johon pääsevät vain ne, joilla on oikeus tietoihin, ja hävitä kansio, kun sitä ei enää tarvita: säilytysajat eivät ulotu siihen. Vienti kirjataan tapahtumalokiin.',
  'exports.choosePlain': 'Valitse kansio ja vie salaamattomana',
  'exports.choose': 'Valitse kansio ja vie',
  'exports.progress': 'Viedään {{done}} / {{of}}',
  'exports.stop': 'Keskeytä',
  'exports.cancelled': 'Vienti keskeytettiin. Siitä ei jäänyt mitään.',
  'exports.done': 'Viety kansioon {{name}}: tietueita {{rows}}, liitteitä {{files}}.',
  'exports.missing_one': 'Yhtä liitettä ei ole tällä laitteella, joten se puuttuu.',
  'exports.missing_other': '{{count}} liitettä ei ole tällä laitteella, joten ne puuttuvat.',
  'exports.inside': 'Ohjelman omaan kansioon ei voi viedä. Valitse toinen kansio.',
  'exports.recipient': 'Johonkin avaimista ei voi salata. Tarkista avaimet.',
  'exports.failed.disk-full':
    'Levyllä ei ole tilaa. Viennistä ei jäänyt mitään, ja aiemmat viennit ovat ennallaan.',
  'exports.failed.not-writable': 'Kansioon ei voi kirjoittaa. Valitse toinen kansio.',
  'exports.failed.folder-gone': 'Kansio katosi. Onko levy tai muistitikku vielä kiinni?',
  'exports.failed.gone': 'Vienti keskeytyi, koska ohjelma lukittiin. Aloita uudelleen.',
  'exports.kept': 'Ajan tasalla pidettävä kansio',
  'exports.keptText':
    'Ohjelma voi kirjoittaa viennin omaan kansioon itsestään: minuutin kuluttua viimeisestä muutoksesta ja lukittaessa. Kunta omistaa kansion ja avaimet.',
  'exports.keptDialog':
    'Valittuun kansioon tehdään uusi kansio, jonka sisältö seuraa rekisteriä. Muihin tiedostoihin ei kosketa.',
  'exports.keptBegin': 'Ota käyttöön',
  'exports.keptNow': 'Päivitä nyt',
  'exports.keptEnd': 'Lopeta ylläpito',
  'exports.keptWriting': 'Kirjoitetaan…',
  'exports.keptFolder': 'Kansio: {{folder}}',
  'exports.keptKeys_one': 'Salattu yhdelle avaimelle.',
  'exports.keptKeys_other': 'Salattu {{count}} avaimelle.',
  'exports.keptPlain': 'Salaamaton: kuka tahansa, joka pääsee kansioon, voi lukea kaiken.',
  'exports.keptNever': 'Ei vielä kirjoitettu.',
  'exports.keptWritten': 'Ajan tasalla {{at}}.',
  'exports.keptFailing':
    'Kansioon ei ole voitu kirjoittaa {{since}} jälkeen. Siinä on viimeisin ehjä vienti, ja ohjelma yrittää uudelleen seuraavan muutoksen jälkeen.',
  'exports.keptFailed.disk-full': 'Levy on täynnä.',
  'exports.keptFailed.not-writable': 'Kansioon ei ole kirjoitusoikeutta.',
  'exports.keptFailed.folder-gone': 'Kansiota ei löydy. Onko levy kytketty?',
  'exports.keptFailed.gone': 'Kirjoittaminen jäi kesken.',
} as const
