import { createHash, randomBytes, randomInt } from 'node:crypto'
import { drawCode, typedSigns } from '../../src-shared/text/typed-code.ts'

/** Tokens and codes carry enough randomness that a plain hash keeps them: nobody can try them all. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** A one-time code to type: 15 signs, 73 bits. */
export const newEnrolCode = (): string => drawCode(15, randomInt)

/** The hash by which the hub knows a code, however it was typed. */
export const hashCode = (typed: string): Buffer => hashSecret(typedSigns(typed))
