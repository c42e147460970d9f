/** Windows and macOS have one; elsewhere X11 or Wayland says where it is. */
export const hasDisplay = (): boolean =>
  ['win32', 'darwin'].includes(process.platform) ||
  Boolean(process.env.DISPLAY) ||
  Boolean(process.env.WAYLAND_DISPLAY)
