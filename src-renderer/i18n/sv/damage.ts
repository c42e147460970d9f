import type { TextsOf } from '../fi/texts.ts'

export const damage: TextsOf<'damage'> = {
  'damage.title': 'Uppgifter saknas',
  'damage.keysTitle': 'Nycklarna saknas',
  'damage.empty':
    'Det har funnits ett register på datorn, men dess uppgifter finns inte på sin plats. De är skadade eller borttagna.',
  'damage.older': 'I registret saknas uppgifter som sparades sist: disken eller en fil är skadad.',
  'damage.other': 'Det här är inte det register som senast användes på datorn.',
  'damage.restored':
    'Kopian som du valde har återställts. Den är äldre än det register som senast användes på datorn.',
  'damage.keys':
    'Det finns ett register på datorn, men filen keyring.json och dess kopior saknas eller är skadade. Uppgifterna går inte att öppna utan dem, och återställningsnyckeln och lösenfrasen räcker inte ensamma. Inget nytt register grundas över det gamla.',
  'damage.openedIn':
    'Senast sparades i {{window}}. Varje webbläsare och programmet har ett eget register: öppna ALPO-desk där, så finns uppgifterna på plats.',
  'damage.otherProfile':
    'Varje webbläsare och profil har ett eget register. Om du senast sparade i en annan, öppna ALPO-desk i den.',
  'damage.table': 'Vad som finns kvar',
  'damage.what': 'Uppgift',
  'damage.was': 'Fanns',
  'damage.now': 'Finns nu',
  'damage.visit': 'Besök',
  'damage.person': 'Personer',
  'damage.decision': 'Beslut',
  'damage.paymentClaim': 'Ansökningar',
  'damage.attachment': 'Bilagor',
  'damage.lastSaved': 'Senast sparat {{at}}.',
  'damage.unsent_one': '{{count}} ändring hade inte skickats till hubben: den saknas också där.',
  'damage.unsent_other': '{{count}} ändringar hade inte skickats till hubben: de saknas också där.',
  'damage.allSent': 'Allt som sparats hade skickats till hubben.',
  'damage.noHub': 'Enheten är inte ansluten till ett nav.',
  'damage.kept': 'Det finns en kopia av registret som det var före denna öppning: {{copy}}',
  'damage.notKept': 'Det finns ingen kopia av registret: disken var full, eller hela mappen saknades.',
  'damage.choose': 'Vad ska göras?',
  'damage.fromHub': 'Hämta allt på nytt från hubben',
  'damage.fromHubText': 'Uppgifterna som finns i hubben hämtas till denna enhet.',
  'damage.fetching': 'Hämtar från hubben…',
  'damage.notFetched':
    'Inga uppgifter kom från hubben. Kontrollera förbindelsen och försök igen, eller kontakta hubbens administratör.',
  'damage.copy': 'Välj en mapp där det finns en kopia',
  'damage.copyText': 'Kopian tas i bruk när ALPO-desk öppnas på nytt. Det nuvarande tas inte bort.',
  'damage.support': 'Spara för supporten',
  'damage.supportText': 'Inget ändras. Kopian finns kvar tills du själv tar bort den.',
  'damage.supportDone':
    'Inget ändrades. Ge mappen {{folder}} till supporten. Ta inte bort mappen som ALPO-desk sparar i.',
  'damage.goOn': 'Fortsätt med det som finns kvar',
  'damage.goOnText': 'De uppgifter som saknas måste föras in på nytt. Kopian finns kvar.',
  'damage.goOnSure': 'Jag vet vad som saknas',
  'damage.copy.staged': 'Kopian är vald. Stäng ALPO-desk och öppna det igen.',
  'damage.copy.none': '',
  'damage.copy.no-copy':
    'I mappen finns inget register för ALPO-desk. Välj hela datamappen eller en kopia i mappen copies.',
  'damage.copy.other-shell':
    'I mappen finns ett register som gjorts när ALPO-desk öppnats på annat sätt (i webbläsare eller program). Öppna det på samma sätt.',
  'damage.copy.other-keys':
    'I mappen finns ett annat registers nycklar. Det öppnas inte med denna enhets lösenfras.',
  'damage.copy.disk-full': 'Disken har inte utrymme för kopian. Frigör utrymme och försök igen.',
  'damage.copy.not-readable': 'Kopian kunde inte läsas. Försök med en annan kopia.',
  'damage.restart': 'Öppna ALPO-desk på nytt',
  'keys.mended':
    'Enhetens nyckelfil eller en kopia av den saknades, var skadad eller äldre än de andra. Den lagades från en hel kopia. Ingenting gick förlorat, och lösenfraserna är som förut.',
  'journal.restored':
    'Databasen var skadad eller hade blivit efter. Den reparerades ur enhetens journal: allt som har sparats finns kvar, och inget behöver matas in på nytt.',
  'journal.begun':
    'Databasens journal saknades eller var skadad. Den gjordes på nytt av det som finns i databasen. Sparade uppgifter är oförändrade.',
  'journal.forked':
    'Enhetens databas och journal kommer från två olika kopior av samma register, och olika saker har sparats i dem. Databasen används som den är. Den andra kopians journal finns kvar i datamappen under ett namn som börjar med journal-fork: be huvudanvändaren se vad som finns i den.',
  'journal.unusable':
    'Det går inte att skriva i enhetens journal, så inget kan sparas. Kontrollera att det finns plats på disken och att mappen får skrivas i, och öppna ALPO-desk på nytt.',
  'journal.seen': 'Uppfattat',
  'disk.full':
    'På disken {{disk}} finns {{free}} MB ledigt, och {{floor}} MB ska lämnas ledigt. Inget sparas förrän utrymme har frigjorts. Uppgifterna går att läsa och söka.',
  'disk.torn':
    'Det gick inte att spara på grund av disken. Det som sparats tidigare finns kvar, men inget nytt sparas förrän ALPO-desk har öppnats på nytt och registret kontrollerats. Uppgifterna går att läsa och söka.',
  'disk.uncertain':
    'Det gick inte att spara på grund av disken, och det är inte säkert om det sista blev kvar på den. Det som sparades tidigare finns kvar. Öppna ALPO-desk på nytt och se efter om det sista finns där innan du skriver in det igen. Uppgifterna kan läsas och sökas.',
  'disk.noCopy':
    'Den förra sessionen avbröts, och ingen kopia av registret kunde tas eftersom disken är full. Frigör utrymme.',
  'disk.title': 'Denna enhet',
  'disk.space':
    'På disken {{disk}} finns {{free}} MB ledigt. Sparandet stannar när mindre än {{floor}} MB är ledigt.',
  'disk.floor': 'Håll minst så mycket ledigt (MB)',
  'disk.floorHint': 'Tomt: 5 % av disken, högst 200 MB.',
  'disk.floorSave': 'Spara gränsen',
  'disk.floorSaved': 'Gränsen har sparats',
  'disk.floorWrong': 'Skriv megabyte som ett heltal.',
  'disk.floorFailed': 'Gränsen kunde inte sparas.',
  'disk.persisted': 'Webbläsaren har lovat att inte ta bort registret av sig själv.',
  'disk.notPersisted':
    'Webbläsaren har inte lovat att behålla registret om disken blir full. Håll utrymme på disken och enheten ansluten till hubben.',
  'warning.clock-ahead':
    'Datorns klocka är långt före det som senast fördes in på denna enhet. Kontrollera datorns datum och år. Om klockan är rätt, spara.',
}
