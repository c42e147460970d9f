import { randomInt } from 'node:crypto'
import { drawCode, typedSigns } from '../../src-shared/text/typed-code.ts'

/** 30 signs, 147 random bits: made to be printed and typed. */
export const newRecoveryKey = (): string => drawCode(30, randomInt)

/** The secret of a key as it was typed. */
export const recoveryKeyToBytes = (typed: string): Uint8Array => new TextEncoder().encode(typedSigns(typed))
