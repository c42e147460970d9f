import type { TextsOf } from '../fi/texts.ts'

export const handover: TextsOf<'handover'> = {
  'handover.title': 'Överföring till ALPO',
  'handover.keying': 'Dagens besök att mata in',
  'handover.keyingText':
    'Likadana besök står tillsammans. Markera raden när den har matats in i ALPO: inget matas in två gånger.',
  'handover.before': 'Föregående dag',
  'handover.after': 'Nästa dag',
  'handover.progress': '{{done}}/{{all}} rader inmatade',
  'handover.done': 'Inmatad',
  'handover.times': 'Gånger',
  'handover.tick': 'inmatad',
  'handover.some': '{{done}}/{{all}} inmatade, resten är nya',
  'handover.changed': 'ändrad efter inmatningen',
  'handover.month': 'Månad',
  'handover.return': 'Månadsrapport {{month}}',
  'handover.returnText':
    'Överlämnas till myndigheten, publiceras inte: talen kan innehålla små celler. Kvinnor, män och andra är besök; personerna räknas ur besökets antal personer.',
  'handover.isFrozen': 'Månadens rader har ersatts med en tabell: rapporten kan inte längre räknas.',
  'handover.figure.contacts': 'Besök',
  'handover.figure.persons': 'Personer',
  'handover.figure.groups': 'Grupptillfällen',
  'handover.figure.participants': 'Deltagare',
  'handover.figure.women': 'Kvinnor',
  'handover.figure.men': 'Män',
  'handover.figure.other': 'Annat kön',
  'handover.figure.notAsked': 'Inte frågat',
  'handover.mainTopic': 'Huvudämne',
  'handover.csv': 'Spara rapporten (CSV)',
  'handover.export': 'Besök med överföringsprofilen',
  'handover.exportText':
    'Fälten och värdena följer överföringsprofilen (Administration). Anteckning, rådgivare och minuter exporteras inte.',
  'handover.exportCsv': 'Spara besöken (CSV)',
  'handover.exportJson': 'Spara besöken (JSON)',
  'handover.unmapped':
    'Inget sparades: profilen saknar motsvarighet till dessa. Lägg till dem i profilen eller rätta besöken.',
  'handover.noValue': 'värde saknas',
  'handover.profileText':
    'Vad ALPO vill ha är ännu inte publicerat. När fältlistan kommer ändras bara detta: målfält, källfält, kodernas motsvarigheter, förval och om tomt får utelämnas.',
  'handover.profileJson': 'Profil (JSON)',
  'handover.profileWrong': 'Profilen går inte att förstå, och inget ändrades. Rätta stället: {{where}}',
  'handover.profileDefault': 'Återställ förvalet',
  'handover.profileExport': 'Spara som fil',
}
