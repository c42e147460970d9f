/** The name under which the window finds the bridge. */
export const bridgeKey = 'alpo'

/** How a shell tells the preload the names of the calls, so that adding one never changes the preload. */
export const callsArgument = '--alpo-calls='
