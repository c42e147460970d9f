/**
 * From how many guesses on a passphrase is taken: 30 million, each of which costs Argon2id its tenth of a second. Eight
 * signs drawn at random have it, three words have it many times over, a word with a year and an exclamation mark has not.
 */
const minGuesses = 10 ** 7.5

/** Swedish words and names that people take, what the field itself brings near, and what the library's Finnish list lacks. */
const nearAtHand = `
lösenord losenord lösenfras salasana salalause tunnussana kirjautuminen inloggning passphrase administrator
alpo alpodesk alpo-desk neuvonta neuvoja neuvontapiste maahanmuutto kotoutuminen korvaus hakemus asiakas käynti kunta
rådgivning invandring integration ersättning kommun klient besök välfärdsområde hyvinvointialue elinvoimakeskus
välkommen valkommen tervetuloa hejsan hej tjena sommar vinter höst vår semester lördag söndag måndag tisdag onsdag
torsdag fredag januari februari mars april maj juni juli augusti september oktober november december midsommar jul påsk
sverige stockholm göteborg malmö uppsala finland helsingfors åbo vasa esbo älskling sötnos hjärta kärlek familj mamma
pappa fotboll ishockey hund katt blomma fjäril solsken jordgubbe kanelbulle smörgås korv godis choklad
johansson andersson karlsson nilsson eriksson larsson lindström lindholm nyman
kesä talvi kevät syksy juhannus joulu pääsiäinen vappu maanantai tiistai keskiviikko torstai perjantai lauantai
sunnuntai tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
suomi helsinki espoo vantaa tampere turku oulu jyväskylä kuopio lahti pori joensuu vaasa kotka rovaniemi lappeenranta
kissa koira mummo pappa äiti isä kulta rakas muru sisu sauna perkele saatana jääkiekko jalkapallo leijonat
`
  .trim()
  .split(/\s+/)

type Guess = (passphrase: string, names: readonly string[]) => number
let loaded: Promise<Guess> | null = null

/** The lists are 2 MB, and needed a few times in the life of a device. */
async function load(): Promise<Guess> {
  const [{ ZxcvbnFactory }, common, finnish] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fi'),
  ])
  const judge = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...finnish.dictionary, nearAtHand },
    graphs: common.adjacencyGraphs,
  })
  return (passphrase, names) => judge.check(passphrase, [...names]).guesses
}

/**
 * Whether somebody who knows the usual passphrases, keyboards, years and the organisation's names would soon guess one.
 * @param names what stands on the door: the organisation, the site, the user.
 */
export async function isWeak(passphrase: string, names: readonly string[]): Promise<boolean> {
  loaded ??= load()
  const guesses = await loaded
  const words = names.flatMap(wordsOf)
  const plain = passphrase.normalize('NFKC')
  // a word is as easily guessed with signs between its letters, or digits in their place; a phrase of words is not
  const bare = plain.replaceAll(/[^\p{L}\p{N}]/gu, '')
  const spelled = plain.replaceAll(/[@$0134578]/g, (sign) => lookAlikes[sign] ?? sign)
  const forms = plain.includes(' ') || bare === '' ? [plain] : [plain, bare, spelled]
  return forms.some((form) => guesses(form, words) < minGuesses)
}

const lookAlikes: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
}

/** A name, its words, and the words that stand beside each other in it as one. */
function wordsOf(name: string): readonly string[] {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const runs = words.flatMap((_, from) =>
    words.slice(from).map((__, to) => words.slice(from, from + to + 1).join('')),
  )
  return [name.toLowerCase(), ...runs]
}
