import { useEffect, useRef, useState } from 'react'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { readRecords } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { useSay, useUnsay } from '../../ui/toast.tsx'
import { useDraftNames } from '../../ui/use-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import type { Undo } from '../../ui/use-undo.ts'
import type { VisitDraft } from './model.ts'

export const newVisitDraft = 'visit/new'
const unsaved = 'visit-unsaved/'
const edited = 'visit/'

/** A visit whose form has gone on already. */
export type Entry = {
  readonly id: string
  readonly before: VisitFields | null
  readonly fields: Partial<VisitFields>
  /** The form as it stood, which comes back when it is not saved or when that is undone. */
  readonly draft: VisitDraft
  /** What was asked and confirmed. */
  readonly remark: string | null
}

/**
 * Writes visits while the next one is being typed. Until a visit is on the disk its entry is kept as a draft: a write that
 * fails, an undo or a kill brings it back, into the form where nobody types in it, or else to be gone on with.
 */
export function useWriteBehind(undo: Undo, isFormInUse: () => boolean, onFormFilled: () => void) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const unsay = useUnsay()
  const underWay = useRef(0)
  const { ofAll } = useProblemText()
  const [writing, setWriting] = useState<ReadonlySet<string>>(new Set())
  const names = useDraftNames('visit')

  /** Somebody wants to go on with it: what stands in the form is kept in its place. */
  function fill(draft: VisitDraft): void {
    const standing = store.forms.get(newVisitDraft)
    if (standing !== undefined) store.forms.put(unsaved + newId(), standing)
    store.forms.put(newVisitDraft, draft)
    onFormFilled()
  }
  /** Into the form where nobody types in it, or else to be gone on with. */
  function bringBack(draft: VisitDraft): void {
    const isFree = store.forms.get(newVisitDraft) === undefined && !isFormInUse()
    store.forms.put(isFree ? newVisitDraft : unsaved + newId(), draft)
    if (isFree) onFormFilled()
  }
  async function write({ id, before, fields, draft, remark }: Entry): Promise<boolean> {
    const name = before ? edited + id : unsaved + id
    store.forms.put(name, draft)
    // "saved" is said of all that was entered, or not at all
    unsay(t('visits.saved'))
    underWay.current++
    setWriting((some) => new Set([...some, name]))
    const change = before
      ? ({ entity: 'visit', id, kind: 'put', fields } as const)
      : ({ entity: 'visit', id, kind: 'put', fields, isNew: true } as const)
    const writes = commit(store, [change], remark)
    undo.push({
      changes: [
        before
          ? { entity: 'visit', id, kind: 'put', fields: valuesOf(before, fields) }
          : { entity: 'visit', id, kind: 'delete' },
      ],
      wasDone: writes.then(
        ({ ok }) => ok,
        () => false,
      ),
      ...(before ? {} : { onUndone: () => bringBack(draft) }),
    })
    try {
      const done = await writes.finally(() => underWay.current--)
      if (done.ok || !before) store.forms.drop(name)
      if (done.ok && underWay.current === 0)
        say(t('visits.saved'), { label: t('common.undo'), run: () => void undo.run() })
      if (!done.ok) {
        say(ofAll(done.error))
        if (!before) bringBack(draft)
      }
      return done.ok
    } finally {
      setWriting((some) => new Set([...some].filter((other) => other !== name)))
    }
  }
  useEffect(() => {
    // a kill may have come after the write and before its draft was dropped
    const ids = store.forms
      .names()
      .filter((name) => name.startsWith(unsaved))
      .map((name) => name.slice(unsaved.length))
    void readRecords(store, 'visit', ids).then((saved) => {
      for (const id of saved.keys()) store.forms.drop(unsaved + id)
    })
  }, [store])
  return {
    write,
    /** Drafts that are in no form and not on their way to the disk. */
    offered: names.filter((name) => name !== newVisitDraft && !writing.has(name)),
    /** The id of the visit that a draft corrects; null for a new one. */
    editedBy: (name: string): string | null => (name.startsWith(edited) ? name.slice(edited.length) : null),
    fill,
    bringBack,
  }
}

export type WriteBehind = ReturnType<typeof useWriteBehind>

/** What stood in the fields that are changed. */
const valuesOf = (before: VisitFields, changed: Partial<VisitFields>): Partial<VisitFields> =>
  Object.fromEntries(Object.entries(before).filter(([name]) => Object.hasOwn(changed, name)))
