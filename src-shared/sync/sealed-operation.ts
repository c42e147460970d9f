/** What the hub sees of an operation of the sealed realm: this name, and a box whose key it does not have. */
export const sealedEntity = 'sealed'

/**
 * Before the name of an entity that this version does not know and that came in a box: so that it never becomes, after an
 * upgrade, a record that may only come openly, nor leaves the device in plain text.
 */
const boxedPrefix = 'sealed:'
export const boxedName = (entity: string): string => `${boxedPrefix}${entity}`
/** The entity's own name where it has come in a box and was unknown then; else null. */
export const nameInBox = (entity: string): string | null =>
  entity.startsWith(boxedPrefix) ? entity.slice(boxedPrefix.length) : null
