export const sync = {
  'sync.off': 'Ei yhdistetty palvelimeen',
  'sync.all-sent': 'Kaikki lähetetty',
  'sync.waiting': '{{count}} odottaa {{since}} alkaen',
  'sync.offline': 'Ei yhteyttä, {{count}} odottaa',
  'sync.needs-you': 'Vaatii toimiasi',
  'sync.now': 'Synkronoi nyt',
  'sync.reason.offline': 'Palvelimeen ei saada yhteyttä. Työ jatkuu tällä laitteella.',
  'sync.reason.timeout': 'Palvelin ei vastannut ajoissa. Yritetään myöhemmin uudelleen.',
  'sync.reason.nonsense':
    'Osoitteessa vastaa jokin muu kuin palvelin. Tarkista osoite tai verkon kirjautumissivu.',
  'sync.reason.certificate':
    'Palvelimen varmenne ei kelpaa, eikä mitään lähetetty. Ota yhteys palvelimen ylläpitäjään.',
  'sync.reason.insecure': 'Osoitteen on alettava https://. Salaamattomaan osoitteeseen ei lähetetä mitään.',
  'sync.reason.address': 'Osoitetta ei ymmärretä. Kirjoita se muodossa https://palvelin.esimerkki.fi',
  'sync.reason.not-enrolled': 'Laitetta ei ole yhdistetty palvelimeen.',
  'sync.reason.locked': 'Avaa ensin salalauseella.',
  'sync.reason.revoked':
    'Tämän laitteen käyttöoikeus on poistettu. Pyydä uusi kertakoodi; lähettämättömät tiedot ovat tallessa täällä.',
  'sync.reason.token': 'Palvelin ei tunne tätä laitetta. Pyydä uusi kertakoodi.',
  'sync.reason.client-too-old':
    'Tämä ohjelmaversio on liian vanha palvelimelle. Päivitä ohjelma; mitään ei katoa.',
  'sync.reason.hub-too-old':
    'Palvelin on vanhempi kuin tämä ohjelma. Pyydä ylläpitäjää päivittämään palvelin.',
  'sync.reason.copied':
    'Tämän laitteen tiedot on palautettu kopiosta, tai ne ovat toisellakin laitteella. Laite jatkaa uutena laitteena; mitään ei katoa.',
  'sync.reason.disk-full':
    'Levyllä ei ole tilaa: mitään ei haeta eikä lähetetä, ennen kuin tilaa on vapautettu.',
  'sync.reason.set-aside': 'Palvelin ei ottanut joitakin muutoksia vastaan. Katso ne kohdasta Ratkaistavat.',
  'sync.reason.quota':
    'Palvelin ei ota enempää vastaan: organisaation tila tai laitteen päiväraja on täynnä. Mitään ei katoa; ilmoita ylläpitäjälle.',
  'sync.reason.too-large':
    'Palvelimen edessä oleva välityspalvelin ei päästä näin suurta lähetystä läpi. Mitään ei katoa; pyydä ylläpitäjää nostamaan rajaa (client_max_body_size).',
  'sync.reason.malformed': 'Palvelin ei ymmärtänyt viestiä. Mitään ei katoa; ilmoita ylläpitäjälle.',
  'enrol.code': 'Kertakoodi ei kelpaa. Se toimii kerran, vuorokauden ajan: pyydä uusi.',
  'enrol.other-organisation':
    'Tällä laitteella on jo toisen organisaation rekisteri. Rekistereitä ei yhdistetä.',
  'enrol.device': 'Laite on jo yhdistetty palvelimeen.',
  'enrol.failed': 'Yhdistäminen ei onnistunut. Yritä uudelleen.',
} as const
