declare const __BUILD_DAY__: string | undefined

/** The day on which this window was built, `YYYY-MM-DD`; empty where it runs from its sources (unit tests). */
export const buildDay = typeof __BUILD_DAY__ === 'string' ? __BUILD_DAY__ : ''
