/** What is said of signing in. */
import { area } from '../words/area.ts';

export const sessionWords = area('session', {
  needed: { zh: '请先登录', en: 'Sign in first' },
  neededHint: {
    zh: '本页所示属于您的机构，登录后可见。',
    en: 'What this page shows belongs to your organization and is seen after signing in.',
  },
  finishing: { zh: '正在登录…', en: 'Signing in…' },
  failed: { zh: '登录未完成', en: 'The sign-in did not finish' },
  failedHint: {
    zh: '登录页可能已过期，或本页在别处打开过。请重新登录。',
    en: 'The sign-in page may have expired, or this page was opened elsewhere. Sign in again.',
  },
  ended: {
    zh: '登录已失效，请重新登录。已填写的内容仍在。',
    en: 'The sign-in has ended; sign in again. What you filled in is kept.',
  },
});
