/** The pages of the login, in the taste of the registry's own: no script, one style sheet, both languages. */
import { Html, html, type Part } from '../../../functions/pages/html.ts';
import { both, link, PAGE_HEADERS, section, table } from '../../../functions/pages/page.ts';
import { STYLE } from '../../../functions/pages/style.ts';
import { roleNames } from '../../../functions/pages/words.ts';
import type { Words } from '../../../shared/base/words.ts';
import { Role } from '../../../shared/ledger/role.ts';
import { demoPairs, demoPerson, type Person, SUB_DEFAULT, type Told } from './person.ts';

/** No page of the login is kept: each belongs to one sign-in. */
export const LOGIN_HEADERS = { ...PAGE_HEADERS, 'cache-control': 'no-store' };

/** The console, where every sign-in begins. */
const CONSOLE = '/console/';

function framed(title: Words, body: Part, notice?: Words): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title.zh} · 绿账</title>${new Html(`<style>${STYLE}</style>`)}</head>
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

const button = (key: string, text: Words, first = false): Html =>
  html`<button name="as" value="${key}"${first ? html` autofocus` : undefined}>${both(text)}</button>`;

function pairRow([first, second]: readonly [Person, Person]): Part[] {
  const roles = first.identity.roles.map((role) => both(roleNames[role as Role]));
  const buttons = html`<form method="post">${button(first.key, { zh: '登录', en: 'sign in' })}
${button(second.key, { zh: '第二人', en: 'second person' })}</form>`;
  return [both(first.name), roles, buttons];
}

const roleBox = (role: Role, isChosen: boolean): Html =>
  html`<label><input type="checkbox" name="roles" value="${role}"${isChosen ? html` checked` : undefined}> ${both(roleNames[role])}</label> `;

const toldForm = ({ org, roles, sub }: Told): Html => html`<form method="post">
<label for="org">${both({ zh: '机构标识', en: 'Organization id' })}</label>
<input id="org" name="org" value="${org}" maxlength="100" required>
<label for="sub">${both({ zh: `人员标识，缺省为 ${SUB_DEFAULT}`, en: `Person’s id, ${SUB_DEFAULT} if empty` })}</label>
<input id="sub" name="sub" value="${sub}" maxlength="100">
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
  const body = html`${
    hinted &&
    section('继续', 'Continue', html`<form method="post">${button(hinted.key, hinted.name, true)}</form>`)
  }
${section('演示身份', 'Identities of the demo', table(heads, demoPairs.map(pairRow)))}
${section('其他机构', 'Another organization', toldForm(told))}
<form method="post"><button name="cancel" value="yes">${both({ zh: '取消', en: 'Cancel' })}</button></form>`;
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
