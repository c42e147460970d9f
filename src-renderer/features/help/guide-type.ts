export type Guide = readonly { readonly title: string; readonly steps: readonly string[] }[]
