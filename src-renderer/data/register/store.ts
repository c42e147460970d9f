import { type Derived, withDerived } from './derived.ts'
import { type Register, type RegisterOptions, readRegister } from './register.ts'

/** An open register: what is kept, and what is derived from it. It dies with lock. */
export type Store = Register & Derived

export const openStore = async (options: RegisterOptions): Promise<Store> =>
  withDerived(await readRegister(options))
