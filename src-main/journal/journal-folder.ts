import path from 'node:path'

/** Where the journal lies in a data folder. */
export const journalFolder = (folder: string): string => path.join(folder, 'journal')
