import type { z } from 'zod'

/**
 * Where the fields of an entity may be read: `open` by the hub too (national figures need them);
 * `sealed` only on the organisation's own devices. See design: an entity is declared once.
 */
export type Realm = 'open' | 'sealed'
export const roles = ['adviser', 'coordinator', 'admin', 'viewer'] as const
export type Role = (typeof roles)[number]

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
  /** Rules between fields that keep a record from being saved; `today` is the device's date. */
  readonly problems?: (fields: z.infer<S>, today: string) => readonly FieldProblem[]
}

/** `id` is the rule's number in the domain notes. */
export type FieldProblem = { readonly id: string; readonly field: string }

export const declareEntity = <S extends z.ZodObject>(
  declaration: EntityDeclaration<S>,
): EntityDeclaration<S> => declaration
