/** What the form of a new facility says, and the page of provincial accounts. */
import { area } from '../words/area.ts';

export const facilityFormWords = area('facility-form', {
  title: { zh: '建档立卡', en: 'Register a facility' },
  lead: {
    zh: '登记后不能更改：技术、并网日期与电表决定其绿证能否交易。所填全部公开。',
    en: 'It can’t be changed afterwards: technology, day of connection and meters decide whether its certificates are traded. All of it is public.',
  },
  missing: { zh: '请填写', en: 'Fill this in' },
  choose: { zh: '请选择', en: 'Choose one' },
  capacity: { zh: '装机容量（千瓦）', en: 'Capacity (kW)' },
  capacityHelp: { zh: '1 兆瓦 = 1000 千瓦', en: '1 MW = 1000 kW' },
  banner: { zh: '所在旗县区', en: 'Banner, county or district' },
  gridHelp: {
    zh: '确认电量的电网企业；输入名称或统一社会信用代码的开头',
    en: 'It confirms the readings; type the beginning of its name or USCC',
  },
  gridNone: { zh: '没有找到', en: 'Nothing found' },
  marketBased: {
    zh: '全部电量参与市场交易（仅水电）',
    en: 'All its power is sold on the market (hydropower only)',
  },
  meters: { zh: '电表', en: 'Meters' },
  metersHelp: {
    zh: '上网电量须有上网电表，自发自用须有自用电表；储能放电另需储能电表。',
    en: 'Power fed into the grid needs an on-grid meter, self-use a self-use meter, and discharge a storage meter.',
  },
  meterId: { zh: '第 {{n}} 块电表编号', en: 'Number of meter {{n}}' },
  meterKind: { zh: '第 {{n}} 块电表用途', en: 'Purpose of meter {{n}}' },
  addMeter: { zh: '添加电表', en: 'Add a meter' },
  removeMeter: { zh: '移除第 {{n}} 块电表', en: 'Remove meter {{n}}' },
  code: { zh: '建档立卡编号（17 位，可不填）', en: 'Code on file (17 characters, if it has one)' },
  storageKilowatts: { zh: '储能功率（千瓦，没有则不填）', en: 'Storage, power (kW, if there is any)' },
  storageKilowattHours: {
    zh: '储能容量（千瓦时，没有则不填）',
    en: 'Storage, energy (kWh, if there is any)',
  },
  submit: { zh: '建档立卡', en: 'Register' },
  clear: { zh: '清空', en: 'Clear' },
  ask: { zh: '登记“{{name}}”？', en: 'Register “{{name}}”?' },
  what: {
    zh: '登记后，名称、技术、容量、所在地、并网日期、电表与电网企业均不能更改，也不能删除；每块电表只能属于一个项目。',
    en: 'Name, technology, capacity, place, day of connection, meters and grid company can’t be changed or removed afterwards; a meter belongs to one facility only.',
  },
  done: { zh: '“{{name}}”已建档立卡', en: '“{{name}}” is registered' },
  next: { zh: '填报电量', en: 'Report generation' },
  show: { zh: '查看此项目', en: 'See the facility' },
  provinces: {
    title: { zh: '省级专用账户', en: 'Provincial accounts' },
    lead: {
      zh: '机制电价电量的绿证不归业主，归所在省的专用账户，不参与交易。一省一户。',
      en: 'Certificates of power under the mechanism price go to the account of the province, not to the owner, and aren’t traded. One account for each province.',
    },
    province: { zh: '省级行政区', en: 'Province' },
    holder: { zh: '持有机构', en: 'Held by' },
    account: { zh: '账户', en: 'Account' },
    none: { zh: '尚未开立', en: 'Not opened yet' },
    open: { zh: '开立账户', en: 'Open an account' },
    organization: { zh: '持有机构', en: 'Organization' },
    help: {
      zh: '开立后不能更换持有机构；输入名称或统一社会信用代码的开头',
      en: 'Its holder can’t be changed afterwards; type the beginning of the name or USCC',
    },
    done: { zh: '账户已开立', en: 'The account is open' },
  },
});
