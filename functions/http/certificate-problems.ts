/** Why a certificate isn't given, and what to do about it. */
export const certificateProblems = {
  'certificate-not-verified': {
    status: 409,
    title: { zh: '排放声明尚未核查通过', en: 'The statement is not verified' },
    detail: {
      zh: '用电量经核查后方可出具绿电消费认证',
      en: 'What was used is certified once the statement is verified',
    },
  },
  'certificate-empty': {
    status: 409,
    title: { zh: '没有为此排放声明注销的绿证', en: 'No green certificates were retired for it' },
    detail: {
      zh: '请先以 POST /v1/retirements 为此排放声明注销绿证（statement）',
      en: 'Retire certificates for this statement first (POST /v1/retirements with statement)',
    },
  },
  'certificate-too-large': {
    status: 409,
    title: { zh: '记录过多，无法出具一份证书', en: 'Too many leaves for one certificate' },
    detail: {
      zh: '须 {leaves} 条以上记录，上限 {most} 条、{bytes} 字节；请改用每笔注销的 certificate.json',
      en: 'It would need more than {leaves} leaves, and may have {most} and {bytes} bytes: take the certificate.json of each retirement',
    },
  },
  'certificate-not-in-force': {
    status: 409,
    title: { zh: '声明不在有效状态', en: 'The claim is not in force' },
    detail: {
      zh: '声明现为 {status}；只为有效（made）的声明出具证书，请作出新的声明后再取',
      en: 'The claim is {status}, and only one that stands (made) has a certificate: make a new claim, and take its certificate',
    },
  },
  'certificate-character-missing': {
    status: 409,
    title: { zh: '有字符无法印在页上', en: 'A character can not be shown on the page' },
    detail: {
      zh: '证书字体没有 {field} 中的 {codePoint}，或该字符不可见；不以方框代替，请改取同一证书的 JSON（.json），其效力相同',
      en: 'The font has no {codePoint} of {field}, or nobody would see it, and no box stands for it: take the same certificate as JSON (.json), which proves as much',
    },
  },
  'certificate-page-too-large': {
    status: 409,
    title: { zh: 'PDF 超出答复上限', en: 'The PDF is too large for an answer' },
    detail: {
      zh: '所附 JSON 有 {leaves} 条记录，PDF 将超过 {bytes} 字节；请改取同一证书的 JSON（.json），其效力相同',
      en: 'With {leaves} leaves attached the PDF would exceed {bytes} bytes: take the same certificate as JSON (.json), which proves as much',
    },
  },
} as const;
