import type { Output } from '../../src-shared/bridge/calls.ts'
import { bridge } from './bridge.ts'

type Shell = Output<'appInfo'>['shell']
type Brands = { readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] } }

/** What a person calls the window in which the register is open: each browser keeps a register of its own. */
export async function windowName(): Promise<string> {
  const { shell } = await bridge().appInfo({})
  return nameOf(shell, navigator as Brands, navigator.userAgent)
}

/** @param userAgent told by browsers that do not name their brands. */
export function nameOf(shell: Shell, { userAgentData }: Brands, userAgent: string): string {
  if (shell === 'electron') return 'ALPO-desk'
  // browsers put a made-up brand among the real ones, and Chromium stands beside who is built on it
  const real = userAgentData?.brands.map(({ brand }) => brand).filter((brand) => !/not.*brand/i.test(brand))
  const brand = real?.find((one) => one !== 'Chromium') ?? real?.[0]
  return (brand ?? /(Firefox|Safari)\//.exec(userAgent)?.[1] ?? 'browser').slice(0, 40)
}
