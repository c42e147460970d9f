import type { z } from 'zod'
import type { Role } from '../../kernel/role.ts'
import type { RuleContext } from './rule-context.ts'

/**
 * Where the fields of an entity may be read: `open` by the hub too (national figures need them);
 * `sealed` only on the organisation's own devices, `local` never leaves the device it was written on.
 * See design: an entity is declared once.
 */
export type Realm = 'open' | 'sealed' | 'local'

export type Retention = { readonly rule: string; readonly source: string }

/** All that the application knows of an entity. Tables, checks, sync and audit follow from it. */
export type EntityDeclaration<S extends z.ZodObject = z.ZodObject> = {
  readonly name: string
  readonly realm: Realm
  /** The fields a person or the program gives; identity and stamps are kept beside them. */
  readonly fields: S
  readonly writers: readonly Role[]
  /** The few values that may stand in plain text on disk, so that rows can be found. Keep them few. */
  readonly plainKeys: Readonly<Record<string, (fields: z.infer<S>) => string>>
  readonly retention: Retention
  /** Rules that keep a change from being saved. */
  readonly problems?: (change: ProposedChange<z.infer<S>>, context: RuleContext) => readonly FieldProblem[]
}

/** What a record was, null when it is new, and what it is to be; a deletion leaves the fields as they were. */
export type ProposedChange<F> = {
  readonly kind: 'put' | 'delete' | 'restore'
  readonly before: F | null
  readonly after: F
}

/** `id` is the rule's number in the domain notes. */
export type FieldProblem = { readonly id: string; readonly field: string }

export const declareEntity = <S extends z.ZodObject>(
  declaration: EntityDeclaration<S>,
): EntityDeclaration<S> => declaration
