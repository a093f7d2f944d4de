/** What is said of keys and signatures. */
import { area } from '../words/area.ts';

export const signingWords = area('signing', {
  notice: {
    zh: '贵机构的办理须签名，本设备没有在用的密钥：可以查看，不能办理。',
    en: 'Your organization signs what it does, and this device has no key in force: you can look, and not act.',
  },
  noticeLink: { zh: '登记本设备的密钥', en: 'Have this device’s key registered' },
  device: {
    title: { zh: '本设备的密钥', en: 'This device’s key' },
    lead: {
      zh: '密钥由本浏览器生成，私钥留在本浏览器中，任何人（包括登记簿）都取不走。登记之后，您在本设备上的每一次办理都附签名，没有在用密钥就不能以贵机构的名义办理。登记机构只能撤销密钥，撤销公开记入日志。',
      en: 'The key is made by this browser, and its private half never leaves it, not even for the registry. Once it is registered, everything you do on this device is signed, and without a key in force nobody can act in your organization’s name. All that the operator can do is revoke a key, and the log shows that to everybody.',
    },
    none: { zh: '本设备还没有密钥。', en: 'This device has no key yet.' },
    make: { zh: '生成密钥', en: 'Make a key' },
    made: { zh: '已生成，尚未登记', en: 'Made, and not registered yet' },
    inForce: {
      zh: '在用：本设备上的办理附其签名',
      en: 'In force: what is done on this device is signed with it',
    },
    kid: { zh: '密钥标识', en: 'Key id' },
    madeAt: { zh: '生成于', en: 'Made' },
    state: { zh: '状态', en: 'State' },
    unsupported: {
      zh: '此浏览器不能生成签名密钥',
      en: 'This browser can’t make a signing key',
    },
    unsupportedHint: {
      zh: '须用支持 Ed25519 的新版浏览器（Chrome 或 Edge 137、Firefox 129、Safari 17 及以上），并以 https 打开本页；也可用命令行办理（npx lvzhang key）。',
      en: 'Use a recent browser that has Ed25519 (Chrome or Edge 137, Firefox 129, Safari 17, or later) over https; or work from the command line (npx lvzhang key).',
    },
    register: { zh: '登记此密钥', en: 'Register this key' },
    firstTitle: { zh: '登记贵机构的首个密钥', en: 'Register your organization’s first key' },
    first: {
      zh: '登记后，贵机构的一切办理都须签名：没有登记密钥的设备与程序从此不能办理，须先由已登记的密钥为其登记。撤销全部密钥后才恢复不签名。',
      en: 'From then on everything your organization does is signed: devices and programs without a registered key can no longer act until a registered key has theirs registered. Only revoking every key ends that.',
    },
    firstFinal: {
      zh: '登记永久记入公开日志；清除浏览器数据即失去此密钥，届时由另一密钥或登记机构撤销它。',
      en: 'The registration stays in the public log for good. Clearing the browser’s data loses the key; another key or the operator then revokes it.',
    },
    registered: { zh: '密钥已登记', en: 'The key is registered' },
    another: { zh: '另行生成', en: 'Make another' },
    otherLog: {
      zh: '此密钥为另一本日志生成，不能在此登记；请另行生成。',
      en: 'This key was made for another log and can’t be registered here; make another.',
    },
  },
  handOver: {
    title: {
      zh: '请已登记密钥的设备为本设备登记',
      en: 'Have a device with a registered key register this one',
    },
    lead: {
      zh: '贵机构已有密钥，新密钥须由在用密钥签名登记。请把下列登记码交给持有在用密钥的同事，由其在“本机构”页“为另一设备登记”处粘贴。登记码不含私钥，可用任何方式传送；请核对两边的密钥标识一致。',
      en: 'Your organization has keys, so one of them signs the registration of a new one. Give this code to a colleague whose device has a key in force, who pastes it under “Register another device” on this page. It has no secret in it and may go any way; compare the key ids on both sides.',
    },
    code: { zh: '登记码', en: 'Registration code' },
    copy: { zh: '复制登记码', en: 'Copy the code' },
    copied: { zh: '已复制', en: 'Copied' },
    waiting: { zh: '登记完成后，本页自动更新。', en: 'This page follows once it is registered.' },
    byProgram: {
      zh: '在用密钥在命令行（密钥文件）中',
      en: 'The key in force is in a key file, at the command line',
    },
    byProgramHint: {
      zh: '下载请求，再由持有密钥文件的人执行：',
      en: 'Download the request; whoever has the key file then runs:',
    },
    download: { zh: '下载登记请求', en: 'Download the request' },
    otherTitle: { zh: '为另一设备登记', en: 'Register another device' },
    otherLead: {
      zh: '粘贴另一设备“本机构”页所示的登记码；登记由本设备的密钥签名。',
      en: 'Paste the registration code that the other device shows on this page; this device’s key signs the registration.',
    },
    paste: { zh: '另一设备的登记码', en: 'The other device’s code' },
    check: { zh: '核对', en: 'Check' },
    compare: {
      zh: '请与对方核对密钥标识，一致才登记：登记后，持此密钥者可以贵机构的名义办理一切事项。',
      en: 'Compare the key id with the other side, and register only if they agree: whoever has this key can then do everything in your organization’s name.',
    },
    faults: {
      form: { zh: '不是完整的登记码，请重新复制', en: 'not a whole registration code: copy it again' },
      organization: { zh: '此登记码属于另一机构', en: 'this code is another organization’s' },
      proof: {
        zh: '登记码的证明不成立：可能残缺，或为另一本日志所作',
        en: 'the code’s proof doesn’t hold: it is damaged, or made for another log',
      },
    },
  },
  keys: {
    title: { zh: '在用密钥', en: 'Keys in force' },
    none: {
      zh: '没有在用密钥：办理不附签名，凭登录即可。',
      en: 'No key is in force: what is done has no signature, and a sign-in suffices.',
    },
    kid: { zh: '密钥标识', en: 'Key id' },
    from: { zh: '登记于', en: 'Registered' },
    here: { zh: '本设备', en: 'this device' },
    deed: { zh: '办理', en: 'Actions' },
    revoke: { zh: '撤销', en: 'Revoke' },
    revokeTitle: { zh: '撤销密钥', en: 'Revoke a key' },
    revokeLead: {
      zh: '撤销后此密钥不再能签名，也不能重新启用；此前的签名仍然有效。',
      en: 'The key can sign no more and is never used again; what it signed before stays valid.',
    },
    revokeLast: {
      zh: '这是最后一个在用密钥：撤销后，贵机构的办理不再附签名，凭登录即可办理。',
      en: 'It is the last key in force: from then on what your organization does has no signature, and a sign-in suffices.',
    },
    reason: { zh: '理由（公开）', en: 'Reason (public)' },
    reasonMissing: { zh: '请填写理由', en: 'Give a reason' },
    revoked: { zh: '密钥已撤销', en: 'The key is revoked' },
  },
  history: {
    title: { zh: '密钥沿革', en: 'History of the keys' },
    lead: {
      zh: '取自登记簿所列的日志记录，逐条可在日志中核验。',
      en: 'From the log’s leaves as the registry lists them; each can be verified in the log.',
    },
    behind: {
      zh: '登记簿正在整理日志，一两分钟内自动更新…',
      en: 'The registry’s list follows its log; this is renewed within a minute or two…',
    },
    none: { zh: '从未登记过密钥。', en: 'No key was ever registered.' },
    event: { zh: '事件', en: 'Event' },
    registered: { zh: '登记', en: 'Registered' },
    revoked: { zh: '撤销', en: 'Revoked' },
    at: { zh: '时间', en: 'At' },
    by: { zh: '办理者', en: 'By' },
    signedBy: { zh: '签名密钥', en: 'Signed with' },
    unsigned: { zh: '无（首个密钥或登记机构代办）', en: 'nothing (a first key, or the operator)' },
    reason: { zh: '理由', en: 'Reason' },
  },
});
