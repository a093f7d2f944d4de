/** Every import prints this before it brings anybody's words into the public log. */
export const PUBLIC_TEXTS =
  'Names and beneficiaries are public for good: rows with an identity number, a mobile number or an e-mail address in them are refused / 名称与受益方公开且不可撤回，含身份证号、手机号、电子邮箱的行不予导入';
