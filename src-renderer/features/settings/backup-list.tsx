import { useId } from 'react'
import type { HeldBackup } from '../../../src-shared/bridge/backup-calls.ts'
import { longMomentToText, useLang, useT } from '../../i18n/i18n.ts'

/** What the folder holds, the newest first. */
export function BackupList({ backups }: { readonly backups: readonly HeldBackup[] }) {
  const t = useT()
  const lang = useLang()
  const id = useId()
  if (backups.length === 0) return <p>{t('backup.why.empty')}</p>
  return (
    <>
      <table aria-labelledby={id}>
        <caption id={id}>{t('backup.held')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('backup.at')}</th>
            <th scope="col">{t('backup.rows')}</th>
            <th scope="col">{t('damage.attachment')}</th>
            <th scope="col">{t('backup.megabytes')}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.id}>
              <th scope="row">{longMomentToText(new Date(backup.at).toISOString(), lang)}</th>
              <td>{Object.values(backup.tables).reduce((sum, count) => sum + count, 0)}</td>
              <td>{backup.files}</td>
              <td>{Math.ceil(backup.bytes / 1_000_000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('backup.howToRestore')}</p>
    </>
  )
}
