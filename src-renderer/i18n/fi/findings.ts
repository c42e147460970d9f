/** Texts of the checks V01–V31. */
export const findings = {
  'finding.V01': 'Hakijatyyppi ei voi hakea tätä lajia (8 luku, 61–69 §). Valitse toinen laji.',
  'finding.V02':
    'Laji ei ole ollut voimassa näinä päivinä (102 §: vanhat lajit vain ennen 1.1.2025). Korjaa päivät tai laji.',
  'finding.V03': 'Hakemus on tehtävä viimeistään {{detail}} (70 §).',
  'finding.V04':
    'Myönnetty päätös ei kata riviä: tarkista henkilö, kustannuslaji, aika ja enimmäismäärä (64, 65, 68, 69 §).',
  'finding.V05':
    'Kirjaa kotoutumisohjelma (59 §) ja sopimus kuntaan ohjaamisesta ja kotoutumisen edistämisestä (42 §), jotka ovat voimassa kustannusaikana.',
  'finding.V06':
    'Henkilö ei kuulu lajin kohderyhmään (2 §). Tarkista luvan peruste ja perheside; Suomessa syntyneestä lapsesta ratkaisee vanhemman ryhmä (2 § 5 mom.).',
  'finding.V07': 'Kustannus on ennen alkamishetkeä (59 §): {{detail}}.',
  'finding.V08': 'Korvausaika on päättynyt: maksueriä on enintään 12 × N (61 §, 102 § 6 mom.).',
  'finding.V09': 'Henkilö ei asu hakijan alueella minään maksueräpäivänä (61 §, 62 §). Tarkista kotikunnat.',
  'finding.V10': 'Samasta kuukaudesta on jo maksettu tai haettu: {{detail}} (61 §).',
  'finding.V11':
    'Lisä täysi-ikäisestä maksetaan enintään 12 maksuerältä kaikissa kunnissa yhteensä (872/2024).',
  'finding.V12':
    'Tulkkaus ja alkukartoitus sisältyvät laskennalliseen korvaukseen 1.1.2025 alkaen (61 §). Poista rivi.',
  'finding.V13': 'Alkukartoitus korvataan henkilöstä vain kerran (1386/2010, 50 §).',
  'finding.V14':
    'Varautuminen: henkilön on oltava kuntaan ohjattu ja kustannusten ajalta ennen saapumista, enintään 4 kk tai päätöksellä 8 kk (64 §).',
  'finding.V15':
    'Erityiskustannus: tarve maahan tullessa on kirjattava, ja aikaa on 10 vuotta alkamishetkestä (65 §).',
  'finding.V16':
    'Vuoden {{detail}} kustannus alittaa laskennallisen korvauksen: onko se ”huomattava” (65 §)? Laissa ei ole rajaa.',
  'finding.V17': 'Vakuuta, ettei muu laki korvaa kustannusta (65 § 2 mom.).',
  'finding.V18': 'Kustannus on 23 vuoden iän täyttymisen jälkeen (69 §): {{detail}}. Jaa tai lyhennä rivi.',
  'finding.V19': 'Vain täydentävä ja ehkäisevä toimeentulotuki, enintään vuosi henkilöä kohti (63 §).',
  'finding.V20':
    'Tarkista, että avustus on enintään 2 (perhe 4) kuukauden perusosa (66 §). Perusosan määrää ei ole säännöissä.',
  'finding.V21': 'Henkilö on saanut Suomen kansalaisuuden {{detail}}: sen jälkeen ei lasketa (oletus, 2 §).',
  'finding.V22':
    'Henkilötunnus puuttuu tai ei täsmää syntymäaikaan (661/2009, 11 §). Puuttuva ei estä hakemista.',
  'finding.V23': 'Vähennykset ylittävät bruttosumman (59 §). Korjaa summat.',
  'finding.V24': 'Rivi ylittää vuodenvaihteen: jaa se toimintavuosiin, koska määräajat ovat eri (70 §).',
  'finding.V25':
    'Säännöt ovat tarkistamatta. Vertaa lakiin ja asetukseen ja kirjaa, miksi niitä voi käyttää (872/2024).',
  'finding.V26': 'Kotikuntahistoriassa on aukko tai päällekkäisyys (201/1994).',
  'finding.V27': 'Perheside ennen tuloa Suomeen on selvittämättä (2 § 4 mom.).',
  'finding.V28': 'Hakemuksen summa ei ole sama kuin rivien (70 §). Laske uudelleen.',
  'finding.V29':
    'Ihmiskauppa: poista vapaasta tekstistä tiedot tapahtumista, terveydestä ja henkilöistä (68 §).',
  'finding.V31':
    'Henkilöä ei voi laskea, koska tieto puuttuu tai ei voi pitää paikkaansa ({{detail}}). Korjaa henkilön tiedot ja tee hakemus uudelleen.',
  'finding.V30': 'Sama toimittaja ja laskun numero on jo hakemuksessa: {{detail}} (70 §).',
  'finding.title': 'Tarkistus',
  'finding.more': 'ja {{count}} muuta huomautusta',
  'finding.none': 'Ei huomautettavaa.',
  'finding.severity.B': 'estää',
  'finding.severity.W': 'varoitus',
  'finding.severity.I': 'tiedoksi',
} as const
