import { addDays } from '../../kernel/iso-date.ts'

/** An all-day entry of a calendar. */
export type CalendarEntry = {
  /** The same for the same thing, so that a calendar that takes the file in again changes its entry and makes no second. */
  readonly uid: string
  readonly day: string
  readonly title: string
  readonly text: string
  /** Days before, on which the calendar reminds. */
  readonly remindDays: readonly number[]
}

const longestOctets = 75

/** The entries as an iCalendar file (RFC 5545): CRLF, lines of at most 75 octets, texts escaped. `stamp`: now, ISO 8601 in UTC. */
export function toCalendarFile(entries: readonly CalendarEntry[], stamp: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ALPO-desk//Deadlines//FI',
    'CALSCALE:GREGORIAN',
    ...entries.flatMap((entry) => toEvent(entry, stamp)),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}

function toEvent({ uid, day, title, text, remindDays }: CalendarEntry, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp.replaceAll(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    'TRANSP:TRANSPARENT',
    ...remindDays.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(title)}`,
      `TRIGGER:-P${days}D`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ]
}

const escapeText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n')

/** Octets of one sign in UTF-8. */
function octetsOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_00_00 ? 3 : 4
}

/** A line longer than 75 octets goes on in the next one after a space; a letter is never cut in two. */
function fold(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const sign of line) {
    const more = octetsOf(sign)
    if (octets + more > longestOctets - (parts.length > 0 ? 1 : 0)) {
      parts.push(part)
      part = ''
      octets = 0
    }
    part += sign
    octets += more
  }
  return [...parts, part].join('\r\n ')
}
