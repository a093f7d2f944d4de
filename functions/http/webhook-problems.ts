/** Faults of requests about webhooks. */
export const webhookProblems = {
  'webhook-needs-organization': {
    status: 409,
    title: { zh: '须为登记的机构', en: 'A registered organization it has to be' },
    detail: {
      zh: '账本不为根运营方建立索引，故无可推送；请以登记的机构订阅',
      en: 'The log is not indexed for the root operator, so nothing would be sent; subscribe as a registered organization',
    },
  },
  'webhook-url-taken': {
    status: 409,
    title: { zh: '该地址已订阅', en: 'There is a subscription for this URL' },
    detail: { zh: '每个地址一项订阅', en: 'A URL has one subscription' },
    detailSeen: {
      zh: '{webhook} 已订阅该地址：可更换其密钥（POST /v1/webhooks/{webhook}/rotate）或将其删除（POST /v1/webhooks/{webhook}/delete）',
      en: '{webhook} has this URL: rotate its secret (POST /v1/webhooks/{webhook}/rotate), or delete it (POST /v1/webhooks/{webhook}/delete)',
    },
  },
  'too-many-webhooks': {
    status: 409,
    title: { zh: '订阅过多', en: 'Too many webhooks' },
    detail: {
      zh: '每个机构至多 {max} 项订阅；请先删除一项（POST /v1/webhooks/ID/delete）',
      en: 'An organization has {max} at most: delete one first (POST /v1/webhooks/ID/delete)',
    },
  },
  'webhook-test-open': {
    status: 409,
    title: { zh: '上一测试尚未送达', en: 'A test is under way' },
    detail: {
      zh: '每项订阅同时至多一个测试；请待其送达或成为死信',
      en: 'A webhook has one test at a time; wait until it has come or is dead',
    },
    detailSeen: {
      zh: '每项订阅同时至多一个测试，{test} 尚待送达（GET /v1/webhooks/{webhook}/deliveries?state=waiting）；可令其即刻重发（POST /v1/webhooks/{webhook}/deliveries/{test}/replay）',
      en: 'A webhook has one test at a time, and {test} is still to come (GET /v1/webhooks/{webhook}/deliveries?state=waiting); have it sent again now (POST /v1/webhooks/{webhook}/deliveries/{test}/replay)',
    },
  },
  'webhook-disabled': {
    status: 409,
    title: { zh: '订阅已停用', en: 'The webhook is disabled' },
    detail: {
      zh: '停用期间不推送；请先启用（POST /v1/webhooks/{id}/enable），将自停下之处继续',
      en: 'Nothing is sent while it is; enable it first (POST /v1/webhooks/{id}/enable), and it goes on where it stopped',
    },
  },
} as const;
