/** What the hub sees of an operation of the sealed realm: this name, and a box whose key it does not have. */
export const sealedEntity = 'sealed'
