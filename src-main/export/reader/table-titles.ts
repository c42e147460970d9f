import type { Lang } from '../../../src-shared/codes/code-row.ts'
import type { ExportTableName } from '../../../src-shared/export/export-tables.ts'

type Title = readonly [fi: string, sv: string, en: string]

/** What the tables are called in the reader page. */
const titles: Readonly<Record<ExportTableName, Title>> = {
  visit: ['Käynnit', 'Besök', 'Visits'],
  reminder: ['Muistutukset', 'Påminnelser', 'Reminders'],
  period: ['Kuukaudet', 'Månader', 'Months'],
  frozenMonth: ['Jäädytetyt kuukaudet', 'Låsta månader', 'Frozen months'],
  handedOver: ['Siirretty ALPOon', 'Överfört till ALPO', 'Handed over to ALPO'],
  handoverProfile: ['ALPO-siirron profiili', 'Profil för ALPO-överföring', 'ALPO handover profile'],
  contactCard: ['Yhteystiedot', 'Kontaktuppgifter', 'Contact details'],
  person: ['Henkilöt', 'Personer', 'Persons'],
  decision: ['Päätökset', 'Beslut', 'Decisions'],
  paymentClaim: ['Korvaushakemukset', 'Ersättningsansökningar', 'Claims'],
  claimLine: ['Hakemusten rivit', 'Rader i ansökningar', 'Claim lines'],
  attachment: ['Liitteet', 'Bilagor', 'Attachments'],
  paymentList: ['Maksulistat', 'Betalningslistor', 'Payment lists'],
  claimantSettings: ['Hakijan tiedot', 'Sökandens uppgifter', 'Claimant'],
  rulePackRecord: ['Tuodut sääntökokoelmat', 'Importerade regelsamlingar', 'Imported rule packs'],
  ruleVerification: ['Tarkistetut säännöt', 'Kontrollerade regler', 'Verified rules'],
  erasure: ['Poistamiset', 'Raderingar', 'Erasures'],
  organisation: ['Organisaatio', 'Organisation', 'Organisation'],
  registerSettings: ['Rekisterin asetukset', 'Registrets inställningar', 'Register settings'],
  user: ['Käyttäjät', 'Användare', 'Users'],
  site: ['Toimipisteet', 'Verksamhetsställen', 'Sites'],
  device: ['Laitteet', 'Enheter', 'Devices'],
  codeValue: ['Omat koodit', 'Egna koder', 'Own codes'],
  retentionPolicy: ['Säilytysajat', 'Gallringstider', 'Retention limits'],
  retentionRun: ['Suoritetut poistot', 'Utförda gallringar', 'Retention runs'],
  conflictDecision: ['Ratkaistut ristiriidat', 'Avgjorda konflikter', 'Decided conflicts'],
  sealedConflictDecision: [
    'Ratkaistut ristiriidat (korvausasiat)',
    'Avgjorda konflikter (ersättningar)',
    'Decided conflicts (claims)',
  ],
  deviceKey: ['Laitteiden julkiset avaimet', 'Enheternas öppna nycklar', 'Public keys of devices'],
  realmKey: ['Salatut avaimet', 'Krypterade nycklar', 'Sealed keys'],
  audit: ['Tapahtumaloki', 'Händelselogg', 'Audit log'],
  unsent: ['Lähettämättä', 'Inte skickat', 'Not sent'],
  setAside: ['Palvelimen hylkäämät', 'Avvisat av servern', 'Refused by the hub'],
  refused: ['Tällä laitteella hylätyt', 'Avvisat på denna enhet', 'Refused on this device'],
  lostValue: ['Väistyneet arvot', 'Värden som gett vika', 'Values that gave way'],
  foreign: ['Uudemman version tietueet', 'Poster från en nyare version', 'Records of a later version'],
}

export function titleOf(table: ExportTableName): Readonly<Record<Lang, string>> {
  const [fi, sv, en] = titles[table]
  return { fi, sv, en }
}
/** In the order of the reader page: what people look for first. */
export const tableOrder: readonly string[] = Object.keys(titles)
