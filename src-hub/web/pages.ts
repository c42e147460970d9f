import { type Role, roles } from '../../src-shared/kernel/role.ts'
import { fill } from '../../src-shared/text/catalogue.ts'
import { codeHours, type DeviceRow, type UserRow } from '../access/administration.ts'
import type { OrganisationRow } from '../archive/organisations.ts'
import { type Html, html } from './html.ts'
import { organisationPath } from './paths.ts'
import type { Session } from './sessions.ts'
import { type Lang, type Texts, textsOf } from './texts.ts'

/** What every page knows of who looks at it. */
export type View = { readonly lang: Lang; readonly session: Session | null; readonly said?: string | null }

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000)
const csrfOf = ({ session }: View): Html =>
  html`<input type="hidden" name="csrf" value="${session?.csrf ?? ''}">`
const dayOf = (at: Date, lang: Lang): string => at.toLocaleDateString(lang, { dateStyle: 'medium' })

function page(view: View, heading: string, body: Html): string {
  const t = textsOf(view.lang)
  const signOut = html`<form method="post" action="/admin/sign-out">${csrfOf(view)}
    <button class="quiet" type="submit">${t.signOut}</button></form>`
  return html`<!doctype html>
<html lang="${view.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${heading} – ${t.title}</title><link rel="stylesheet" href="/admin/style.css"></head>
<body>
<header><strong>${t.title}</strong>${view.session ? signOut : null}</header>
<main>
<h1>${heading}</h1>
${view.said ? html`<p class="notice" role="status">${view.said}</p>` : null}
${body}
</main>
</body>
</html>`.text
}

const alert = (text: string | null): Html | null =>
  text === null ? null : html`<p class="notice alert" role="alert">${text}</p>`

export function signInPage(
  view: View,
  ways: { readonly passphrase: boolean; readonly openId: boolean },
  problem: string | null,
): string {
  const t = textsOf(view.lang)
  const byPassphrase = html`<form method="post" action="/admin/sign-in">
    <label for="passphrase">${t.passphrase}</label>
    <input id="passphrase" name="passphrase" type="password" autocomplete="current-password" required autofocus><br>
    <button type="submit">${t.signIn}</button></form>`
  return page(
    view,
    t.signIn,
    html`${alert(problem)}
    ${ways.openId ? html`<p><a class="button" href="/admin/oidc">${t.signInWith}</a></p>` : null}
    ${ways.passphrase ? byPassphrase : null}
    ${ways.passphrase || ways.openId ? null : html`<p>${t.noWay}</p>`}`,
  )
}

export function organisationsPage(view: View, organisations: readonly OrganisationRow[]): string {
  const t = textsOf(view.lang)
  const rows = organisations.map(
    ({ id, name, devices, operations, blobBytes }) => html`<tr>
      <th scope="row"><a href="${organisationPath(id)}">${name}</a></th>
      <td>${devices}</td><td>${operations}</td><td>${megabytes(blobBytes)}</td></tr>`,
  )
  return page(
    view,
    t.organisations,
    html`${
      rows.length === 0
        ? html`<p>${t.noOrganisations}</p>`
        : html`<table><thead><tr><th scope="col">${t.name}</th><th scope="col">${t.devices}</th>
      <th scope="col">${t.operations}</th><th scope="col">MB</th></tr></thead><tbody>${rows}</tbody></table>`
    }
    ${codeForm(view, t, null)}`,
  )
}

/** @param organisation the id of the one that the code is for; where none is given, its name is asked for. */
function codeForm(view: View, t: Texts, organisation: string | null): Html {
  const action = organisation === null ? '/admin/codes' : `${organisationPath(organisation)}/codes`
  const usual: Role = organisation === null ? 'admin' : 'coordinator'
  const name = html`<label for="organisation">${t.name}</label>
    <input id="organisation" name="organisation" required maxlength="200">`
  const options = roles.map(
    (role) =>
      html`<option value="${role}"${role === usual ? html` selected` : null}>${t[`role.${role}`]}</option>`,
  )
  return html`<h2>${t.newCode}</h2><p>${fill(t.newCodeText, { hours: codeHours })}</p>
    <form method="post" action="${action}">${csrfOf(view)}${organisation === null ? name : null}
    <label for="role">${t.role}</label><select id="role" name="role">${options}</select><br>
    <button type="submit">${t.newCode}</button></form>`
}

export function codePage(view: View, organisation: string, code: string): string {
  const t = textsOf(view.lang)
  return page(
    view,
    `${t.code}: ${organisation}`,
    html`<p class="code">${code}</p><p>${t.codeOnce} ${fill(t.newCodeText, { hours: codeHours })}</p>
    <p><a href="/admin">${t.back}</a></p>`,
  )
}

export function organisationPage(
  view: View,
  organisation: OrganisationRow,
  devices: readonly DeviceRow[],
  users: readonly UserRow[],
  problem: string | null,
): string {
  const t = textsOf(view.lang)
  const { id, name, blobBytes, blobQuota } = organisation
  const path = organisationPath(id)
  const deviceRows = devices.map(
    (device) => html`<tr><th scope="row">${device.name}</th><td>${t[`role.${device.role}`]}</td>
    <td>${device.lastN}</td><td>${dayOf(device.seenAt, view.lang)}</td>
    <td>${device.revoked ? t.revoked : html`<a href="${path}/devices/${device.id}">${t.revoke}</a>`}</td></tr>`,
  )
  const userRows = users.map(
    ({ name: userName, role }) =>
      html`<tr><th scope="row">${userName}</th><td>${t[`role.${role}`]}</td></tr>`,
  )
  return page(
    view,
    name,
    html`<p><a href="/admin">${t.back}</a></p>${alert(problem)}
    <h2>${t.devices}</h2>
    ${
      deviceRows.length === 0
        ? html`<p>${t.noDevices}</p>`
        : html`<table><thead><tr><th scope="col">${t.device}</th><th scope="col">${t.role}</th><th scope="col">${t.operations}</th>
    <th scope="col">${t.seen}</th><td></td></tr></thead><tbody>${deviceRows}</tbody></table>`
    }
    ${codeForm(view, t, id)}
    <h2>${t.users}</h2>
    ${
      userRows.length === 0
        ? html`<p>${t.noUsers}</p>`
        : html`<table><thead><tr><th scope="col">${t.name}</th><th scope="col">${t.role}</th></tr></thead>
    <tbody>${userRows}</tbody></table>`
    }
    <h2>${t.files}</h2>
    <form method="post" action="${path}/quota">${csrfOf(view)}
    <label for="megabytes">${t.files}</label>
    <input id="megabytes" name="megabytes" type="number" min="0" max="10000000" required value="${megabytes(blobQuota)}">
    <p>${fill(t.used, { mb: megabytes(blobBytes) })}</p><button type="submit">${t.save}</button></form>
    <h2>${t.export}</h2><p>${t.exportText}</p>
    <form method="post" action="${path}/export">${csrfOf(view)}<button type="submit">${t.export}</button></form>
    <h2>${t.erase}</h2><p>${t.eraseText}</p>
    <form method="post" action="${path}/erase">${csrfOf(view)}
    <label for="confirm">${t.name}</label><input id="confirm" name="name" required autocomplete="off"><br>
    <button class="danger" type="submit">${t.erase}</button></form>`,
  )
}

export function revokePage(view: View, orgId: string, device: DeviceRow): string {
  const t = textsOf(view.lang)
  const path = organisationPath(orgId)
  return page(
    view,
    `${t.revoke}: ${device.name}`,
    html`<p>${fill(t.revokeAsk, { name: device.name })}</p>
    <form method="post" action="${path}/devices/${device.id}">${csrfOf(view)}
    <button class="danger" type="submit">${t.revoke}</button> <a href="${path}">${t.cancel}</a></form>`,
  )
}
