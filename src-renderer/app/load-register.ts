/** The register is loaded while the passphrase is typed: the first picture does not wait for it. */
export const loadRegister = () => import('./register.ts')
export const loadDatabase = () => import('./database.ts')
export const loadKeptFolder = () => import('./kept-folder.ts')
