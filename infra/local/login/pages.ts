/** The pages of the login, in the taste of the registry's own: no script, one style sheet, both languages. */
import { Html, html, type Part } from '../../../functions/pages/html.ts';
import { both, headersOf, link, section, table } from '../../../functions/pages/page.ts';
import { STYLE } from '../../../functions/pages/style.ts';
import type { Words } from '../../../shared/base/words.ts';
import { Role } from '../../../shared/ledger/role.ts';
import { roleNames } from '../../../shared/terms.ts';
import { demoPairs, demoPerson, type Person, SECOND, SUB_DEFAULT, type Told } from './person.ts';

/** The pages' own sheet, with two buttons in a row of the table, and the form's fields below each other. */
const LOGIN_STYLE = `${STYLE}
td form{flex-wrap:nowrap}td button{white-space:nowrap}.second{background:none;color:var(--green);box-shadow:inset 0 0 0 1px var(--green)}
.field,fieldset{flex:1 1 100%}.field{display:grid;max-width:28rem}fieldset{border:1px solid var(--line);border-radius:6px}fieldset label{display:inline-block;margin-right:1rem}
@media(max-width:36rem){thead{display:none}tr,td{display:block}td{border:0}td form{flex-wrap:wrap}tr{border-bottom:1px solid var(--line)}}`;

/** No page of the login is kept: each belongs to one sign-in. */
export const LOGIN_HEADERS = { ...headersOf(LOGIN_STYLE), 'cache-control': 'no-store' };

/** The console, where every sign-in begins. */
const CONSOLE = '/console/';

function framed(title: Words, body: Part, notice?: Words): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title.zh} · 绿账</title>${new Html(`<style>${LOGIN_STYLE}</style>`)}</head>
<body><header><b>绿账</b> <span lang="en">lvzhang</span></header>
<main><h1>${both(title)}</h1>
${notice && html`<p class="notice" role="alert">${both(notice)}</p>`}
${body}</main>
<footer>${both({
    zh: '本机开发登录，没有密码；部署后由真正的身份提供方登录。',
    en: 'A login for development on this machine, without passwords; a deployment has a real identity provider.',
  })}</footer></body></html>
`.markup;
}

/** Of many buttons that say the same, each is described by the row that it stands in. */
function pairRow([first, second]: readonly [Person, Person]): Part[] {
  const roles = first.identity.roles.map((role) => both(roleNames[role as Role]));
  const row = `row-${first.key}`;
  const buttons = html`<form method="post">
<button name="as" value="${first.key}" aria-describedby="${row}">${both({ zh: '登录', en: 'Sign in' })}</button>
<button name="as" value="${second.key}" aria-describedby="${row}" class="second">${both(SECOND)}</button></form>`;
  return [html`<span id="${row}">${both(first.name)}</span>`, roles, buttons];
}

const hintedForm = ({ key, name }: Person): Html =>
  html`<form method="post"><button name="as" value="${key}" autofocus>${both(name)}</button></form>`;

const roleBox = (role: Role, isChosen: boolean): Html =>
  html`<label><input type="checkbox" name="roles" value="${role}"${isChosen ? html` checked` : undefined}> ${both(roleNames[role])}</label> `;

const field = (name: string, text: Words, value: string, isRequired: boolean): Html =>
  html`<label class="field">${both(text)} <input name="${name}" value="${value}" maxlength="100"${isRequired ? html` required` : undefined}></label>`;

const toldForm = ({ org, roles, sub }: Told): Html => html`<form method="post">
${field('org', { zh: '机构标识', en: 'Organization id' }, org, true)}
${field('sub', { zh: `人员标识，缺省为 ${SUB_DEFAULT}`, en: `Person’s id; ${SUB_DEFAULT} if left empty` }, sub, false)}
<fieldset><legend>${both({ zh: '角色', en: 'Roles' })}</legend>${Role.options.map((role) => roleBox(role, roles.includes(role)))}</fieldset>
<button>${both({ zh: '登录', en: 'Sign in' })}</button></form>`;

/** What the page of a sign-in shows besides the demo's people. */
export interface SignIn {
  /** The request's `login_hint`. */
  hint: unknown;
  told?: Told;
  fault?: Words;
}

/** The page on which one click signs in. */
export function signInPage({ hint, told = { org: '', roles: [], sub: '' }, fault }: SignIn): string {
  const hinted = demoPerson(hint);
  const heads: Words[] = [
    { zh: '机构', en: 'Organization' },
    { zh: '角色', en: 'Roles' },
    { zh: '登录', en: 'Sign in' },
  ];
  const body = html`${hinted && section('继续', 'Continue', hintedForm(hinted))}
${section('演示身份', 'Identities of the demo', table(heads, demoPairs.map(pairRow)))}
${section('其他机构', 'Another organization', toldForm(told))}
<form method="post"><button name="cancel" value="yes" class="second">${both({ zh: '取消', en: 'Cancel' })}</button></form>`;
  return framed({ zh: '选择登录身份', en: 'Who signs in?' }, body, fault);
}

/** A sign-in that can't go on. */
export function faultPage(reason: Words): string {
  const again = link(CONSOLE, both({ zh: '返回控制台重新登录', en: 'Sign in again from the console' }));
  return framed({ zh: '无法登录', en: 'The sign-in can’t go on' }, html`<p>${again}</p>`, reason);
}

/** @param form the provider's own, which carries its token against forgery */
export function signOutPage(form: string): string {
  const body = html`${new Html(form)}<p><button form="op.logoutForm" name="logout" value="yes" autofocus>${both({ zh: '退出', en: 'Sign out' })}</button>
${link(CONSOLE, both({ zh: '保持登录', en: 'Stay signed in' }))}</p>`;
  return framed({ zh: '退出登录？', en: 'Sign out?' }, body);
}

/** Where a sign-out ends that names no other place. */
export const signedOutPage = (): string =>
  framed(
    { zh: '已退出', en: 'Signed out' },
    html`<p>${link(CONSOLE, both({ zh: '返回控制台', en: 'Back to the console' }))}</p>`,
  );
