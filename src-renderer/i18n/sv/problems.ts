import type { TextsOf } from '../fi/texts.ts'

export const problems: TextsOf<'problems'> = {
  'problem.not-allowed': 'Detta måste göras med en annan användarroll.',
  'problem.disk-full':
    'Disken är full och inget sparades. Frigör utrymme och spara igen: uppgifterna finns kvar på skärmen.',
  'problem.disk-named':
    'På disken {{disk}} finns {{free}} MB ledigt, och {{floor}} MB ska lämnas ledigt. Inget sparades. Frigör utrymme på disken och spara igen: uppgifterna finns kvar på skärmen.',
  'problem.torn':
    'En tidigare sparning misslyckades på grund av disken, och därför sparades detta inte. Frigör vid behov diskutrymme, stäng ALPO-desk och öppna det igen.',
  'problem.storage': 'Det gick inte att spara. Uppgifterna finns kvar på skärmen: försök igen.',
  'problem.outdated':
    'Uppgiften har ändrats eller raderats under tiden, så inget gjordes. Kontrollera den på nytt.',
  'problem.shape': 'Kontrollera detta fält.',
  'problem.cell-error':
    'Formelns resultat är ett fel. Rätta formeln i kalkylprogrammet och välj tabellen på nytt.',
  'problem.merged':
    'Cellen är sammanfogad med raden ovanför, så dess värde kan inte läsas på denna rad. Dela upp cellerna i kalkylprogrammet, skriv värdet på varje rad och välj tabellen på nytt.',
  'problem.no-value':
    'Formelns resultat saknas i filen. Öppna filen i kalkylprogrammet, spara den och välj den på nytt.',
  'problem.V01':
    'Datumet kan inte ligga i framtiden, och verksamhetsstället måste ha varit i bruk då. Rätta datum eller plats.',
  'problem.V04': 'Ange antalet personer: minst 1 i individuell rådgivning, minst 2 i grupp.',
  'problem.V06': 'Välj 1–5.',
  'problem.V07': 'Välj vart klienten hänvisades när åtgärden är hänvisning vidare – och bara då.',
  'problem.V09': 'Välj tolkningsspråk för detta tolkningssätt – och bara när det tolkas.',
  'problem.V13': 'Formen passar inte kanalen: skriftliga kanaler är inkommande eller utgående kontakter.',
  'problem.V17': 'Värdet finns inte i kodlistan. Välj ur listan.',
  'problem.V22':
    'Personbeteckningen stämmer inte med födelsedatumet eller kontrolltecknet är fel. Kontrollera eller lämna tomt.',
  'problem.V02': 'Ett besök som är äldre än 60 dagar kan läggas till endast av koordinatorn.',
  'problem.V03': 'Månaden är stängd. Be koordinatorn öppna den igen.',
  'problem.V05': 'Kvinnor och män är tillsammans fler än deltagarna. Rätta talen.',
  'problem.V12': 'Längden är 1–480 minuter.',
  'problem.V18': 'Anmärkningen innehåller en uppgift som kan identifiera en person. Ta bort den.',
  'problem.V20':
    'När klienten övergår till klientarbete lämnas varken grund för vistelse eller medborgarskap på raden. Töm fältet.',
  'problem.own': 'Du kan ändra endast dina egna besök. Be koordinatorn.',
  'problem.C01':
    'En kod kan inte raderas eller ändras, eftersom gamla besök använder den. Ge den ett slutdatum.',
  'problem.C02': 'Välj den nationella kod som den egna koden motsvarar.',
  'problem.C03': 'Slutdatumet är före startdatumet.',
  'warning.V02': 'Besöket är äldre än 7 dagar och märks som efterregistrering.',
  'warning.V08': '"Annat" är valt. Finns det en bättre kod?',
  'warning.V10': 'Kontaktspråket är okänt, men ingen tolkning är antecknad. Stämmer det?',
  'warning.V11': 'Ingen anställd betjänar på detta språk. Är språket rätt?',
  'warning.V12': 'Längden är över 3 timmar. Stämmer det?',
  'warning.V14': 'Starttiden ligger utanför öppettiden.',
  'warning.V15': 'Du har ett annat besök vid samma tid.',
  'warning.V16': 'En annan enhet har ett nästan likadant besök. Är besöket redan antecknat?',
  'warning.V18': 'Anmärkningen kan innehålla personuppgifter.',
  'identifier.block': 'Texten kan inte sparas så här.',
  'identifier.warn': 'Ta bort om det gäller klienten.',
  'identifier.I1': 'Personbeteckning.',
  'identifier.I2': 'Ser ut som en personbeteckning.',
  'identifier.I3': 'E-postadress.',
  'identifier.I4': 'Telefonnummer.',
  'identifier.I5': 'Långt nummer, kanske ett tillstånds- eller kundnummer.',
  'identifier.I6': 'Kontonummer.',
  'identifier.I7': 'Datum, kanske ett födelsedatum.',
  'identifier.I8': 'Gatuadress.',
  'identifier.I9': 'Kanske ett namn.',
  'identifier.I10': 'Webbadress eller användarnamn.',
  'problem.R01': 'En längre lagringstid än förslaget kräver en motivering. Skriv den.',
  'problem.R02': 'Lagringen kan bara ta bort det som dess steg tar bort.',
  'problem.H01': 'Två målfält heter lika. Ge dem olika namn.',
  'problem.M01': 'Välj en dag från i dag till 30 dagar framåt.',
  'problem.T01': 'Texten innehåller ett tecken som inte kan sparas. Ta bort det eller skriv stället på nytt.',
  'problem.P01': 'Dagen passar inte ihop med födelsetiden eller andra uppgifter. Rätta den.',
  'problem.half-municipality':
    'Den första dagen i kommunen saknas. Lägg till den, eller välj ingen kolumn för kommunen.',
  'problem.half-from':
    'Kommunen saknas fast dess första dag är angiven. Lägg till kommunen, eller välj ingen kolumn för dagen.',
  'problem.T02':
    'Texten innehåller en personbeteckning, ett telefonnummer eller något annat som en person kan kännas igen på. Ta bort det: hubben ser det här fältet.',
  'problem.K01': 'Sista dagen är före den första. Rätta dagarna.',
  'problem.K02':
    'Någon annan hann anteckna ett skede först. Se det senaste läget och anteckna vid behov på nytt.',
  'problem.K03': 'En inlämnad ansökan kan inte ändras. Gör en ny ansökan.',
  'problem.V23': 'Avdragen överstiger beloppet. Rätta beloppen.',
}
