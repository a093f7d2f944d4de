/** Faults of requests that initiate, confirm or decline. */
export const confirmationProblems = {
  'confirmation-malformed': {
    status: 400,
    title: { zh: 'Lvzhang-Confirmation 不合用', en: 'Lvzhang-Confirmation does not fit' },
    detail: {
      zh: '须为 initiate 或 confirm，用于注销、转让、质押、声明与此要求本身',
      en: 'initiate or confirm, for retirements, transfers, pledges, claims, and the demand itself',
    },
  },
  'confirmation-subject-missing': {
    status: 403,
    title: { zh: '令牌未载办理人', en: 'The token names no subject' },
    detail: {
      zh: '办理人由令牌的 sub 区分',
      en: 'Who acts is told apart by the token’s sub',
    },
  },
  'confirmation-under-way': {
    status: 409,
    title: { zh: '正在确认', en: 'It is being confirmed' },
    detail: {
      zh: '请于一分钟后再查 GET /v1/confirmations/{id}',
      en: 'Ask GET /v1/confirmations/{id} again in a minute',
    },
  },
} as const;
