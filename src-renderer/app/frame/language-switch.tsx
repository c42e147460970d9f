import type { Lang } from '../../../src-shared/codes/code-row.ts'
import { languages, setLanguage, useLang, useT } from '../../i18n/i18n.ts'

export function LanguageSwitch() {
  const t = useT()
  const lang = useLang()
  return (
    <label className="row">
      <span className="language-label">{t('nav.language')}</span>
      <select
        className="language"
        value={lang}
        onChange={(event) => void setLanguage(event.target.value as Lang)} // the options are the languages
      >
        {languages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
