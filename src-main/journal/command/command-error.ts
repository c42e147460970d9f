/** Said in one line; the command exits 2. */
export class CommandError extends Error {}
