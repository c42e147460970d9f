declare module 'virtual:suomifi-tokens.css'
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
/** The package's own entry brings styles at run time, which the content policy forbids; the drawings beneath it do not. */
declare module 'suomifi-icons/esm/svgrComponents/baseIcons/*.js' {
  const Icon: import('react').ComponentType<import('react').SVGProps<SVGSVGElement>>
  export default Icon
}
declare module '@fontsource-variable/source-sans-3'
