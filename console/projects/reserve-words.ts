/** What is said where a project enters the reserve pool. */
import { area } from '../words/area.ts';

export const reserveWords = area('reserve', {
  title: { zh: '设立项目', en: 'Reserve a project' },
  lead: {
    zh: '以已登记的地块设立项目，项目即进入储备库；其后须有联合开发协议方可启动开发。',
    en: 'On registered land a project enters the reserve pool; its development begins under an agreement.',
  },
  back: { zh: '全部项目', en: 'All projects' },
  done: { zh: '「{{name}}」已进入储备库', en: '“{{name}}” is in the reserve pool' },
  toProject: { zh: '查看项目', en: 'See the project' },
  submit: { zh: '设立', en: 'Reserve' },
  missing: { zh: '请填写', en: 'Please fill this in' },
  name: { zh: '项目名称', en: 'Name' },
  standard: { zh: '标准', en: 'Standard' },
  methodology: { zh: '方法学', en: 'Methodology' },
  facility: { zh: '电站', en: 'Power station' },
  noFacility: { zh: '本机构还没有登记电站。', en: 'This organization has no facility yet.' },
  parcels: { zh: '地块', en: 'Parcels' },
  parcelsHelp: {
    zh: '本机构登记的、类型与方法学相符的地块；设立后不能增减，须调整时撤回项目另立。',
    en: 'The organization’s own parcels of the type that the methodology takes. They can’t be changed later; withdraw the project and reserve another.',
  },
  noParcels: { zh: '没有类型相符的地块。', en: 'There is no parcel of that type.' },
  toLand: { zh: '登记地块', en: 'Register a parcel' },
  chosen: { zh: '已选 {{count}} 个，共 {{area}}', en: '{{count}} chosen, {{area}} in all' },
});
