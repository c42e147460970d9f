import type { Catalogue } from '../fi/texts.ts'
import { access } from './access.ts'
import { admin } from './admin.ts'
import { backups } from './backups.ts'
import { claimFile } from './claim-file.ts'
import { claimLife } from './claim-life.ts'
import { claims } from './claims.ts'
import { common } from './common.ts'
import { conflicts } from './conflicts.ts'
import { contacts } from './contacts.ts'
import { damage } from './damage.ts'
import { deadlines } from './deadlines.ts'
import { decisions } from './decisions.ts'
import { exports } from './exports.ts'
import { findings } from './findings.ts'
import { handover } from './handover.ts'
import { help } from './help.ts'
import { imports } from './imports.ts'
import { lines } from './lines.ts'
import { periods } from './periods.ts'
import { problems } from './problems.ts'
import { reconciliation } from './reconciliation.ts'
import { retention } from './retention.ts'
import { rules } from './rules.ts'
import { settings } from './settings.ts'
import { sync } from './sync.ts'
import { visits } from './visits.ts'

export const sv: Catalogue = {
  common,
  problems,
  access,
  sync,
  visits,
  periods,
  admin,
  imports,
  handover,
  help,
  contacts,
  claims,
  findings,
  decisions,
  conflicts,
  lines,
  reconciliation,
  damage,
  deadlines,
  rules,
  claimFile,
  claimLife,
  retention,
  settings,
  exports,
  backups,
}
