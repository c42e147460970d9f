/** Texts of the claim file: what it shows of the evidence, its preview, and how it is saved. */
export const claimFile = {
  'claimFile.title': 'Hakemustiedosto',
  'claimFile.waiting': 'Odotetaan, että liitteet on otettu mukaan. Tiedosto tehdään heti sen jälkeen.',
  'claimFile.preview': 'Esikatsele',
  'claimFile.previewTitle': 'Hakemustiedoston esikatselu',
  'claimFile.previewNote':
    'Alkuperäiset liitteet, hakemuksen tiedot ja tarkistussummat upotetaan, kun tiedosto tallennetaan.',
  'claimFile.key': 'Erillinen avainsivu: nimet ja henkilötunnukset',
  'claimFile.keyHint':
    'Vain kun viranomainen tarvitsee ne. Ihmiskaupan uhreja ja turvakiellossa olevia sivulla ei ole.',
  'claimFile.progress': 'Liite {{done}}/{{of}}',
  'claimFile.stop': 'Keskeytä',
  'claimFile.savedParts': 'Tallennettu {{parts}} osana: {{name}} ({{kb}} kt)',
  'claimFile.doesNotFit':
    'Liite {{name}} ei mahdu tiedostoon, jonka viranomainen ottaa vastaan. Jaa se pienemmiksi tai skannaa 200 dpi:n tarkkuudella.',
  'claimFile.print': 'Tulosta',
  'claimFile.printing': 'Valmistellaan tulostusta…',
  'claimFile.tooManyToPrint': 'Sivuja on yli {{count}}. Tallenna tiedosto ja tulosta se PDF-ohjelmalla.',
  'claimFile.show': 'Mitä näytetään: {{name}}',
  'claimFile.showAll': 'kaikki sivut',
  'claimFile.showSome': 'valitut sivut',
  'claimFile.showNone': 'vain upotettuna',
  'claimFile.pages': 'Sivut: {{name}}',
  'claimFile.pagesHint': 'esimerkiksi 1-3,5',
  'claimFile.pageCount': '{{count}} s.',
  'claimFile.badPages': 'Kirjoita sivut numeroina, esimerkiksi 1-3,5.',
  'document.save': 'Tallenna PDF',
} as const
