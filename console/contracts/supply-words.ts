/** What is said of supply contracts that other registries' certificates fulfil. */
import { area } from '../words/area.ts';

export const supplyWords = area('supplies', {
  lead: {
    zh: '由其他登记簿的绿证履行、经登记机构导入的供应合同：合同电量、已在此核发与已交付的数量。',
    en: 'Contracts that other registries’ certificates fulfil, imported by the operator: contracted, issued here, delivered.',
  },
  empty: { zh: '没有导入的供应合同', en: 'No imported supply contracts' },
  emptyHint: {
    zh: '登记机构导入其他登记簿的供应合同后，会出现在这里。',
    en: 'What the operator imports from other registries appears here.',
  },
  origin: { zh: '来源登记簿与编号', en: 'Registry and number' },
  technology: { zh: '技术类型', en: 'Technology' },
  mixed: { zh: '多种', en: 'Several' },
  period: { zh: '发电期间', en: 'Generated' },
  megawattHours: { zh: '合同（兆瓦时）', en: 'Contracted (MWh)' },
  issued: { zh: '已核发（兆瓦时）', en: 'Issued (MWh)' },
  delivered: { zh: '已交付（兆瓦时）', en: 'Delivered (MWh)' },
  deliverBy: { zh: '交付期限', en: 'Deliver by' },
});
