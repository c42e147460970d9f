import type { TextsOf } from '../fi/texts.ts'

export const findings: TextsOf<'findings'> = {
  'finding.V01': 'Sökandetypen kan inte söka detta slag (8 kap. 61–69 §). Välj ett annat slag.',
  'finding.V02':
    'Slaget gällde inte dessa dagar (102 §: gamla slag endast före 1.1.2025). Rätta dagarna eller slaget.',
  'finding.V03': 'Ansökan ska göras senast {{detail}} (70 §).',
  'finding.V04':
    'Ett beviljat beslut täcker inte raden: kontrollera person, kostnadsslag, tid och maximibelopp (64, 65, 68, 69 §).',
  'finding.V05':
    'Anteckna integrationsprogrammet (59 §) och avtalet om anvisande till kommunen och främjande av integration (42 §) som gäller under kostnadstiden.',
  'finding.V06':
    'Personen hör inte till slagets målgrupp (2 §). Kontrollera grunden för tillståndet och familjebandet; för ett barn fött i Finland avgör förälderns grupp (2 § 5 mom.).',
  'finding.V07': 'Kostnaden är före begynnelsetidpunkten (59 §): {{detail}}.',
  'finding.V08': 'Ersättningstiden har gått ut: högst 12 × N delbetalningar (61 §, 102 § 6 mom.).',
  'finding.V09':
    'Personen bor inte på sökandens område någon betalningsdag (61 §, 62 §). Kontrollera hemkommunerna.',
  'finding.V10': 'För samma månad har redan betalats eller sökts: {{detail}} (61 §).',
  'finding.V11':
    'Tillägget för vuxna betalas för högst 12 delbetalningar i alla kommuner sammanlagt (872/2024).',
  'finding.V12':
    'Tolkning och kartläggning ingår i den kalkylerade ersättningen från 1.1.2025 (61 §). Ta bort raden.',
  'finding.V13': 'Kartläggningen ersätts endast en gång per person (1386/2010, 50 §).',
  'finding.V14':
    'Beredskap: personen ska ha anvisats till kommunen och kostnaderna vara från tiden före ankomsten, högst 4 mån. eller med beslut 8 (64 §).',
  'finding.V15':
    'Specialkostnad: behovet vid ankomsten ska antecknas, och tiden är 10 år från begynnelsetidpunkten (65 §).',
  'finding.V16':
    'Kostnaden för {{detail}} understiger den kalkylerade ersättningen: är den ”betydande” (65 §)? Lagen har ingen gräns.',
  'finding.V17': 'Försäkra att ingen annan lag ersätter kostnaden (65 § 2 mom.).',
  'finding.V18': 'Kostnaden är efter 23-årsdagen (69 §): {{detail}}. Dela eller förkorta raden.',
  'finding.V19': 'Endast kompletterande och förebyggande utkomststöd, högst ett år per person (63 §).',
  'finding.V20':
    'Kontrollera att bidraget är högst 2 (familj 4) månaders grunddel (66 §). Grunddelens belopp finns inte i reglerna.',
  'finding.V21': 'Personen fick finskt medborgarskap {{detail}}: därefter räknas inget (antagande, 2 §).',
  'finding.V22':
    'Personbeteckningen saknas eller stämmer inte med födelsetiden (661/2009, 11 §). Avsaknad hindrar inte ansökan.',
  'finding.V23': 'Avdragen överstiger bruttobeloppet (59 §). Rätta beloppen.',
  'finding.V24':
    'Raden går över ett årsskifte: dela den per verksamhetsår, eftersom tidsfristerna skiljer sig (70 §).',
  'finding.V25':
    'Reglerna är okontrollerade. Jämför med lag och förordning och anteckna varför de kan användas (872/2024).',
  'finding.V26': 'I hemkommunshistorien finns en lucka eller överlappning (201/1994).',
  'finding.V27': 'Familjebandet före ankomsten är outrett (2 § 4 mom.).',
  'finding.V28': 'Ansökans summa är inte densamma som radernas (70 §). Räkna om.',
  'finding.V29': 'Människohandel: ta bort uppgifter om händelser, hälsa och personer ur fritexten (68 §).',
  'finding.V31':
    'Personen kan inte räknas, för en uppgift saknas eller kan inte stämma ({{detail}}). Rätta personens uppgifter och gör ansökan på nytt.',
  'finding.V30': 'Samma leverantör och fakturanummer finns redan i en ansökan: {{detail}} (70 §).',
  'finding.title': 'Granskning',
  'finding.more': 'och {{count}} andra anmärkningar',
  'finding.none': 'Inget att anmärka.',
  'finding.severity.B': 'hindrar',
  'finding.severity.W': 'varning',
  'finding.severity.I': 'för kännedom',
}
