/** Faults of requests about jobs. */
export const jobProblems = {
  'job-cannot-sign': {
    status: 409,
    title: {
      zh: '本机构已登记密钥，登记簿不能代为签名',
      en: 'Your organization has a key, and the registry can’t sign in its name',
    },
    detail: {
      zh: '本机构的办理须由其密钥签名：请自行导入（npx lvzhang import vcu 文件 --sign 密钥文件）',
      en: 'Its commands are signed with its key: import the file yourself (npx lvzhang import vcu FILE --sign KEYFILE)',
    },
  },
  'job-running': {
    status: 409,
    title: { zh: '同类任务正在办理', en: 'A job of this kind is at work' },
    detail: {
      zh: '每个机构每类任务一次办理一项：请待其结束，或先取消',
      en: 'An organization has one job of a kind at a time: wait for its end, or cancel it',
    },
    detailSeen: {
      zh: '{job} 尚未结束：请待其结束，或先取消（POST /v1/jobs/{job}/cancel）',
      en: '{job} hasn’t ended: wait for it, or cancel it (POST /v1/jobs/{job}/cancel)',
    },
  },
  'job-not-ended': {
    status: 409,
    title: { zh: '任务尚未结束', en: 'The job has not ended' },
    detail: {
      zh: '请按 Retry-After 再查 GET /v1/jobs/{id}；已取消或失败的任务也有至此的结果',
      en: 'Ask GET /v1/jobs/{id} again after Retry-After; a job that was cancelled or failed has its result so far',
    },
  },
  'job-ended': {
    status: 409,
    title: { zh: '任务已结束', en: 'The job has ended' },
    detail: { zh: '已结束的任务不能取消', en: 'What has ended can’t be cancelled' },
  },
  'job-not-failed': {
    status: 409,
    title: { zh: '任务并未失败', en: 'The job has not failed' },
    detail: {
      zh: '只有失败的任务可以继续；其他请重新提交，已办理的不会重复',
      en: 'Only a failed job is resumed; otherwise ask for a new one: what was done is not done again',
    },
  },
  'too-many-jobs': {
    status: 409,
    title: { zh: '任务过多', en: 'Too many jobs' },
    detail: {
      zh: '每个机构至多保存 {max} 项任务；任务自提交起 30 天后删除',
      en: 'An organization keeps {max} jobs at most; each goes 30 days after it was asked for',
    },
  },
} as const;
