export const sync = {
  'sync.off': 'Ei yhdistetty keskukseen',
  'sync.all-sent': 'Kaikki lähetetty',
  'sync.waiting': '{{count}} odottaa {{since}} alkaen',
  'sync.offline': 'Ei yhteyttä, {{count}} odottaa',
  'sync.needs-you': 'Vaatii toimiasi',
  'sync.now': 'Synkronoi nyt',
  'sync.reason.offline': 'Keskukseen ei saada yhteyttä. Työ jatkuu tällä laitteella.',
  'sync.reason.timeout': 'Keskus ei vastannut ajoissa. Yritetään myöhemmin uudelleen.',
  'sync.reason.nonsense':
    'Osoitteessa vastaa jokin muu kuin keskus. Tarkista osoite tai verkon kirjautumissivu.',
  'sync.reason.certificate':
    'Keskuksen varmenne ei kelpaa, eikä mitään lähetetty. Ota yhteys keskuksen ylläpitäjään.',
  'sync.reason.insecure': 'Osoitteen on alettava https://. Salaamattomaan osoitteeseen ei lähetetä mitään.',
  'sync.reason.address': 'Osoitetta ei ymmärretä. Kirjoita se muodossa https://keskus.esimerkki.fi',
  'sync.reason.not-enrolled': 'Laitetta ei ole yhdistetty keskukseen.',
  'sync.reason.locked': 'Avaa ensin salalauseella.',
  'sync.reason.revoked':
    'Tämän laitteen käyttöoikeus on poistettu. Pyydä uusi kertakoodi; lähettämättömät tiedot ovat tallessa täällä.',
  'sync.reason.token': 'Keskus ei tunne tätä laitetta. Pyydä uusi kertakoodi.',
  'sync.reason.client-too-old':
    'Tämä ohjelmaversio on liian vanha keskukselle. Päivitä ohjelma; mitään ei katoa.',
  'sync.reason.hub-too-old': 'Keskus on vanhempi kuin tämä ohjelma. Pyydä ylläpitäjää päivittämään keskus.',
  'sync.reason.copied':
    'Tämän laitteen tiedot on palautettu kopiosta, tai ne ovat toisellakin laitteella. Laite jatkaa uutena laitteena; mitään ei katoa.',
  'sync.reason.disk-full':
    'Levyllä ei ole tilaa: mitään ei haeta eikä lähetetä, ennen kuin tilaa on vapautettu.',
  'sync.reason.set-aside': 'Keskus ei ottanut joitakin muutoksia vastaan. Katso ne kohdasta Ratkaistavat.',
  'sync.reason.quota':
    'Keskus ei ota enempää vastaan: organisaation tila tai laitteen päiväraja on täynnä. Mitään ei katoa; ilmoita ylläpitäjälle.',
  'sync.reason.too-large':
    'Keskuksen edessä oleva välityspalvelin ei päästä näin suurta lähetystä läpi. Mitään ei katoa; pyydä ylläpitäjää nostamaan rajaa (client_max_body_size).',
  'sync.reason.malformed': 'Keskus ei ymmärtänyt viestiä. Mitään ei katoa; ilmoita ylläpitäjälle.',
  'enrol.code': 'Kertakoodi ei kelpaa. Se toimii kerran, vuorokauden ajan: pyydä uusi.',
  'enrol.other-organisation':
    'Tällä laitteella on jo toisen organisaation rekisteri. Rekistereitä ei yhdistetä.',
  'enrol.device': 'Laite on jo yhdistetty keskukseen.',
  'enrol.failed': 'Yhdistäminen ei onnistunut. Yritä uudelleen.',
} as const
