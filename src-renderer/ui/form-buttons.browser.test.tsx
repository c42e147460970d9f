import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { Notice, TextInput } from './fields.tsx'
import { Form } from './form.tsx'
import { FormButtons } from './form-buttons.tsx'

const input = <TextInput label="Nimi" value="" onChange={() => undefined} />
/** What a form may end with before its buttons. */
const ends = {
  fields: <div className="fields">{input}</div>,
  'one field': input,
  'a notice': <Notice tone="alert">Ei onnistunut</Notice>,
  'a text': <p>Lue tämä ensin</p>,
  'another row': <div className="row">{input}</div>,
}
const cases = ['card', undefined].flatMap((className) =>
  Object.entries(ends).map(([name, content]) => ({ name, className, content })),
)

describe('the buttons of a form', () => {
  it.each(cases)('stand 16 px below $name (class $className)', async ({ className, content }) => {
    show(
      <Form onSave={async () => undefined} {...(className ? { className } : {})}>
        {content}
        <FormButtons />
      </Form>,
    )

    const save = page.getByRole('button', { name: t('common.save') })
    await expect.element(save).toBeVisible()
    const row = save.element().parentElement
    const above = row?.previousElementSibling?.getBoundingClientRect().bottom ?? 0
    expect((row?.getBoundingClientRect().top ?? 0) - above).toBeCloseTo(16, 1)
  })
})
