import type { TextsOf } from '../fi/texts.ts'

export const access: TextsOf<'access'> = {
  'setup.title': 'Välkommen till ALPO-desk',
  'setup.intro': 'Uppgifterna stannar krypterade på denna enhet. Ingen nätförbindelse behövs.',
  'setup.mode': 'Hur vill du börja?',
  'setup.create': 'Skapa en ny organisation',
  'setup.join': 'Anslut dig till en organisation med engångskod',
  'setup.organisation': 'Organisationens namn',
  'setup.site': 'Första verksamhetsställe',
  'setup.userName': 'Ditt namn eller dina initialer',
  'setup.passphrase': 'Lösenfras',
  'setup.passphraseHint': 'Minst 8 tecken. En fras av flera ord är bra.',
  'setup.repeat': 'Lösenfrasen igen',
  'setup.mismatch': 'Lösenfraserna är inte samma.',
  'setup.tooShort': 'Lösenfrasen måste ha minst 8 tecken.',
  'setup.weak':
    'Lösenfrasen är lätt att gissa: den är vanlig, följer tangentbordet eller ett namn. Välj till exempel tre ord.',
  'setup.required': 'Fyll i detta fält.',
  'setup.start': 'Börja',
  'setup.working': 'Skapar nycklar…',
  'recovery.title': 'Återställningsnyckel',
  'recovery.text':
    'Skriv upp eller skriv ut nyckeln och förvara den inlåst. Den visas bara nu. Om lösenfrasen glöms går uppgifterna att öppna bara med denna nyckel.',
  'recovery.print': 'Skriv ut',
  'recovery.copy': 'Kopiera',
  'recovery.done': 'Jag har tagit vara på nyckeln',
  'recovery.continue': 'Fortsätt',
  'unlock.title': 'Öppna ALPO-desk',
  'unlock.open': 'Öppna',
  'unlock.wrong': 'Lösenfrasen är fel. Inget har försvunnit.',
  'unlock.wait': 'Vänta {{seconds}} s före nästa försök.',
  'unlock.damaged':
    'Nyckelfilen är skadad. Återställ filen keyring.json från en säkerhetskopia; uppgifterna finns kvar men öppnas inte utan den.',
  'unlock.unopened':
    'Lösenfrasen är rätt, men registret öppnas inte. Disken kan vara full: frigör utrymme, stäng ALPO-desk och öppna det igen. ALPO-desk tar inte bort något, och det finns en kopia av registret i mappen copies.',
  'unlock.isOut':
    'Ditt användarkonto har tagits ur bruk och öppnar inte längre den här enheten. Be administratören om hjälp om det borde gälla.',
  'unlock.forgot': 'Jag har glömt lösenfrasen',
  'unlock.recoveryKey': 'Återställningsnyckel',
  'unlock.newPassphrase': 'Ny lösenfras',
  'unlock.recover': 'Ange ny lösenfras',
  'unlock.wrongKey': 'Återställningsnyckeln är fel.',
  'unlock.back': 'Tillbaka',
  'unlock.shared': 'Varje användare öppnar med sin egen lösenfras.',
}
