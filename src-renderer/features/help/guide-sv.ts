import type { Guide } from './guide-type.ts'

export const guide: Guide = [
  {
    title: 'Registrera ett besök',
    steps: [
      'Skriv två bokstäver av ärendespråket och tryck Enter: markören går till ämnena. Ett ämne hittas med början av namnet, koden (T05) eller initialerna.',
      'Åtgärder, kanal och verksamhetsställe är ifyllda från förra besöket. Ändra bara det som avviker och spara med Ctrl+Enter.',
      'Vid kö räcker snabbregistrering (F2): språk och ämne. Komplettera senare: filtrera listan med Fullständighet = snabbregistrering.',
      'Ett halvfärdigt formulär finns kvar även om programmet eller datorn stängs av. Töm-knappen raderar det.',
    ],
  },
  {
    title: 'När programmet frågar före sparandet',
    steps: [
      'Den gula rutan säger vad som bör kontrolleras. Om uppgiften stämmer, spara igen.',
      'Om kombinationen är så ovanlig att en person kunde identifieras föreslår programmet att ett fält lämnas bort.',
      'Skriv inga namn, nummer eller adresser i anmärkningen. En personbeteckning eller ett telefonnummer sparas inte.',
    ],
  },
  {
    title: 'Lista, sökning och rättelser',
    steps: [
      'Sök med vilket ord som helst: språk, ämne, plats, resultat, dag. Flera ord begränsar sökningen.',
      'En rådgivare ändrar sina egna besök, koordinatorn alla. Den senaste åtgärden ångras med Ctrl+Z.',
      'Historiken visar vem som ändrade, när, vad och på vilken enhet.',
    ],
  },
  {
    title: 'Stänga en månad',
    steps: [
      'Granska i vyn Perioder visar bristerna: okompletterade snabbregistreringar, tomma dagar, för många ”annat”.',
      'I en stängd månad registreras inget. Koordinatorn öppnar den på nytt och anger orsaken; talet ”+1 efter stängningen” syns.',
    ],
  },
  {
    title: 'Gemensam dator och säkerhet',
    steps: [
      'Lås när du går: nästa användare loggar in med sin egen lösenfras. Efter tio minuters paus låses programmet av sig självt.',
      'Administratören lägger till användare i Administration. En glömd lösenfras ersätts endast med återställningsnyckeln.',
    ],
  },
  {
    title: 'Registret läsbart utan programmet',
    steps: [
      'En administratör exporterar hela registret i inställningarna: tabeller för Excel och andra program, bilagorna som originalfiler och händelseloggen.',
      'Öppna index.html i mappen med en webbläsare: tabeller, sökning och bilagor fungerar utan nätverk och utan det här programmet.',
      'Kryptera exporten för de öppna nycklarna hos dem som ska kunna öppna den (age, nyckeln börjar med age1). En okrypterad mapp kan läsas av vem som helst. Förstör mappen när den inte längre behövs: gallringstiderna omfattar den inte.',
      'Programmet kan hålla exporten aktuell i en mapp som kommunen äger: Mapp som hålls aktuell i inställningarna. Om det inte går att skriva i mappen berättar inställningarna det, och programmet försöker igen.',
    ],
  },
]
