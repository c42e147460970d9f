export const damage = {
  'damage.title': 'Tietojasi puuttuu',
  'damage.keysTitle': 'Avaimet puuttuvat',
  'damage.empty':
    'Tällä koneella on ollut rekisteri, mutta sen tiedot eivät ole paikallaan. Ne ovat vaurioituneet tai ne on poistettu.',
  'damage.older': 'Rekisteristä puuttuu viimeksi tallennettuja tietoja: levy tai tiedosto on vaurioitunut.',
  'damage.other': 'Tämä ei ole se rekisteri, jota tällä koneella on viimeksi käytetty.',
  'damage.restored':
    'Valitsemasi kopio on palautettu. Se on vanhempi kuin rekisteri, jota tällä koneella on viimeksi käytetty.',
  'damage.keys':
    'Tällä koneella on rekisteri, mutta tiedostoa keyring.json ja sen kopioita ei ole, tai ne ovat vaurioituneet. Tietoja ei saa auki ilman niitä, eivätkä palautusavain ja salalause yksin riitä. Uutta rekisteriä ei perusteta vanhan päälle.',
  'damage.openedIn':
    'Viimeksi tallennettiin ikkunassa {{window}}. Jokaisella selaimella ja sovelluksella on oma rekisterinsä: avaa ALPO-desk siinä, niin tiedot ovat paikallaan.',
  'damage.otherProfile':
    'Jokaisella selaimella ja sen profiililla on oma rekisterinsä. Jos tallensit viimeksi toisessa, avaa ALPO-desk siinä.',
  'damage.table': 'Mitä on tallessa',
  'damage.what': 'Tieto',
  'damage.was': 'Oli',
  'damage.now': 'On nyt',
  'damage.visit': 'Käynnit',
  'damage.person': 'Henkilöt',
  'damage.decision': 'Päätökset',
  'damage.paymentClaim': 'Hakemukset',
  'damage.attachment': 'Liitteet',
  'damage.lastSaved': 'Viimeksi tallennettu {{at}}.',
  'damage.unsent_one': '{{count}} muutosta ei ollut vielä lähetetty palvelimelle: se puuttuu sieltäkin.',
  'damage.unsent_other': '{{count}} muutosta ei ollut vielä lähetetty palvelimelle: ne puuttuvat sieltäkin.',
  'damage.allSent': 'Kaikki tallennettu oli lähetetty palvelimelle.',
  'damage.noHub': 'Laitetta ei ole yhdistetty palvelimeen.',
  'damage.kept': 'Rekisteristä on kopio sellaisena kuin se oli ennen tätä avaamista: {{copy}}',
  'damage.notKept': 'Rekisteristä ei ole kopiota: levyllä ei ollut tilaa, tai koko kansio oli poissa.',
  'damage.choose': 'Mitä tehdään?',
  'damage.fromHub': 'Hae kaikki uudelleen palvelimelta',
  'damage.fromHubText': 'Tiedot, jotka ovat palvelimella, haetaan tälle laitteelle.',
  'damage.fetching': 'Haetaan palvelimelta…',
  'damage.notFetched':
    'Palvelimelta ei saatu tietoja. Tarkista yhteys ja yritä uudelleen, tai ota yhteys palvelimen ylläpitäjään.',
  'damage.copy': 'Valitse kansio, jossa on kopio',
  'damage.copyText': 'Kopio otetaan käyttöön, kun ALPO-desk avataan uudelleen. Nykyistä ei poisteta.',
  'damage.support': 'Säilytä tukea varten',
  'damage.supportText': 'Mitään ei muuteta. Kopio säilyy, kunnes sen itse poistat.',
  'damage.supportDone':
    'Mitään ei muutettu. Anna tukihenkilölle kansio {{folder}}. Älä poista kansiota, johon ALPO-desk tallentaa.',
  'damage.goOn': 'Jatka sillä, mikä on tallessa',
  'damage.goOnText': 'Puuttuvat tiedot on kirjattava uudelleen. Kopio säilyy.',
  'damage.goOnSure': 'Tiedän, mitä puuttuu',
  'damage.copy.staged': 'Kopio on valittu. Sulje ALPO-desk ja avaa se uudelleen.',
  'damage.copy.none': '',
  'damage.copy.no-copy':
    'Kansiossa ei ole ALPO-deskin rekisteriä. Valitse koko tietokansio tai kansiosta copies jokin kopio.',
  'damage.copy.other-shell':
    'Kansiossa on rekisteri, joka on tehty toisella tavalla avatussa ALPO-deskissä (selaimessa tai sovelluksessa). Avaa se samalla tavalla.',
  'damage.copy.other-keys':
    'Kansiossa on toisen rekisterin avaimet. Se ei aukea tämän laitteen salalauseella.',
  'damage.copy.disk-full': 'Levyllä ei ole tilaa kopiolle. Vapauta tilaa ja yritä uudelleen.',
  'damage.copy.not-readable': 'Kopiota ei voitu lukea. Kokeile toista kopiota.',
  'damage.restart': 'Avaa ALPO-desk uudelleen',
  'keys.mended':
    'Tämän laitteen avaintiedosto tai sen kopio puuttui, oli vioittunut tai vanhempi kuin muut. Se korjattiin ehjästä kopiosta. Mitään ei kadonnut, ja salalauseet ovat ennallaan.',
  'journal.restored':
    'Tietokanta oli vioittunut tai jäänyt jälkeen. Se korjattiin tämän laitteen päiväkirjasta: kaikki tallennettu on tallessa, eikä mitään tarvitse kirjata uudelleen.',
  'journal.begun':
    'Tietokannan päiväkirja puuttui tai oli vioittunut. Se tehtiin uudelleen siitä, mitä tietokannassa on. Tallennetut tiedot ovat ennallaan.',
  'journal.forked':
    'Tämän laitteen tietokanta ja päiväkirja ovat saman rekisterin kahdesta eri kopiosta, joissa kummassakin on tallennettu eri asioita. Tietokanta jäi käyttöön sellaisenaan. Toisen kopion päiväkirja on tallessa datakansiossa nimellä, joka alkaa journal-fork: pyydä pääkäyttäjää katsomaan, mitä siinä on.',
  'journal.unusable':
    'Tämän laitteen päiväkirjaan ei voi kirjoittaa, joten mitään ei voi tallentaa. Tarkista, että levyllä on tilaa ja että kansioon saa kirjoittaa, ja avaa ALPO-desk uudelleen.',
  'journal.seen': 'Selvä',
  'disk.full':
    'Levyllä {{disk}} on vapaana {{free}} Mt, ja {{floor}} Mt on jätettävä vapaaksi. Mitään ei tallenneta, ennen kuin tilaa on vapautettu. Tietoja voi katsoa ja hakea.',
  'disk.torn':
    'Tallennus epäonnistui levyn vuoksi. Aiemmin tallennettu on tallessa, mutta uutta ei tallenneta, ennen kuin ALPO-desk on avattu uudelleen ja rekisteri tarkistettu. Tietoja voi katsoa ja hakea.',
  'disk.uncertain':
    'Tallennus epäonnistui levyn vuoksi, eikä ole varmaa, jäikö viimeinen tallennus levylle. Aiemmin tallennettu on tallessa. Avaa ALPO-desk uudelleen ja katso, onko viimeinen kirjaus siellä, ennen kuin kirjaat sen uudelleen. Tietoja voi katsoa ja hakea.',
  'disk.noCopy':
    'Edellinen istunto päättyi kesken, eikä rekisteristä voitu ottaa kopiota, koska levyllä ei ole tilaa. Vapauta tilaa.',
  'disk.title': 'Tämä laite',
  'disk.space':
    'Levyllä {{disk}} on vapaana {{free}} Mt. Tallennus pysähtyy, kun vapaana on alle {{floor}} Mt.',
  'disk.floor': 'Pidä vapaana vähintään (Mt)',
  'disk.floorHint': 'Tyhjä: 5 % levystä, enintään 200 Mt.',
  'disk.floorSave': 'Tallenna raja',
  'disk.floorSaved': 'Raja tallennettu',
  'disk.floorWrong': 'Kirjoita megatavut kokonaislukuna.',
  'disk.floorFailed': 'Rajaa ei voitu tallentaa.',
  'disk.persisted': 'Selain on luvannut, ettei se poista rekisteriä itsestään.',
  'disk.notPersisted':
    'Selain ei ole luvannut säilyttää rekisteriä, jos levy täyttyy. Pidä levyllä tilaa ja laite yhteydessä palvelimeen.',
  'warning.clock-ahead':
    'Koneen kello on paljon edellä siitä, mitä tällä laitteella on viimeksi kirjattu. Tarkista koneen päivä ja vuosi. Jos kello on oikein, tallenna.',
} as const
