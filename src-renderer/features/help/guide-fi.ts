import type { Guide } from './guide-type.ts'

export const guide: Guide = [
  {
    title: 'Käynnin kirjaaminen',
    steps: [
      'Kirjoita asiointikielestä kaksi kirjainta ja paina Enter: kohdistin siirtyy aiheisiin. Aiheen löytää nimen alulla, koodilla (T05) tai alkukirjaimilla.',
      'Toimenpiteet, kanava ja toimipiste ovat valmiina edellisestä käynnistä. Muuta vain se, mikä poikkeaa, ja tallenna Ctrl+Enterillä.',
      'Jonon aikana riittää pikakirjaus (F2): kieli ja aihe. Täydennä pikakirjaukset myöhemmin: suodata luettelosta Kirjauksen tila = pikakirjaus.',
      'Keskeneräinen lomake säilyy, vaikka ohjelma tai kone sammuisi. Tyhjennä-painike hävittää sen.',
    ],
  },
  {
    title: 'Kun ohjelma kysyy ennen tallennusta',
    steps: [
      'Keltainen laatikko kertoo, mikä kannattaa tarkistaa. Jos tieto on oikein, tallenna uudelleen.',
      'Jos yhdistelmä on niin harvinainen, että siitä voisi tunnistaa henkilön, ohjelma ehdottaa kentän jättämistä pois.',
      'Huomautukseen ei kirjoiteta nimiä, numeroita eikä osoitteita. Henkilötunnusta tai puhelinnumeroa ohjelma ei tallenna.',
    ],
  },
  {
    title: 'Luettelo, haku ja korjaukset',
    steps: [
      'Hae millä tahansa sanalla: kieli, aihe, toimipiste, tulos, päivä. Useampi sana rajaa hakua.',
      'Neuvoja muuttaa omia käyntejään, koordinaattori kaikkia. Viimeisin toiminto kumotaan Ctrl+Z:lla.',
      'Historia kertoo, kuka muutti, milloin, mitä ja millä laitteella.',
    ],
  },
  {
    title: 'Kuukauden sulkeminen',
    steps: [
      'Jaksot-näkymässä Tarkista näyttää puutteet: täydentämättömät pikakirjaukset, tyhjät päivät, liian moni ”muu”.',
      'Suljettuun kuukauteen ei kirjata. Koordinaattori avaa sen uudelleen ja kirjoittaa syyn; luku ”+1 sulkemisen jälkeen” jää näkyviin.',
    ],
  },
  {
    title: 'Yhteinen tietokone ja turvallisuus',
    steps: [
      'Lukitse, kun poistut: seuraava käyttäjä kirjautuu omalla salalauseellaan. Kymmenen minuutin tauko lukitsee itsestään.',
      'Pääkäyttäjä lisää käyttäjät Hallinnassa. Kadonneen salalauseen korvaa vain palautusavain.',
    ],
  },
  {
    title: 'Rekisteri luettavaksi ilman ohjelmaa',
    steps: [
      'Pääkäyttäjä vie koko rekisterin asetuksista: taulukot Exceliin ja muille ohjelmille, liitteet alkuperäisinä tiedostoina ja tapahtumaloki.',
      'Avaa kansiosta index.html selaimessa: taulukot, haku ja liitteet toimivat ilman verkkoa ja ilman tätä ohjelmaa.',
      'Salaa vienti niiden julkisille avaimille, joiden pitää saada se auki (age, avain alkaa age1). Salaamattoman kansion voi lukea kuka tahansa. Hävitä kansio, kun sitä ei enää tarvita: säilytysajat eivät ulotu siihen.',
      'Ohjelma voi pitää viennin ajan tasalla kansiossa, jonka kunta omistaa: asetuksissa Ajan tasalla pidettävä kansio. Jos kansioon ei voi kirjoittaa, asetukset kertovat sen, ja ohjelma yrittää uudelleen.',
    ],
  },
]
