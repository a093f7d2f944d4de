/** A decimal with its thousands apart; digits beyond a number's stay. */
export const grouped = (figure: number | string): string => {
  const [integer = '', ...part] = String(figure).split('.');
  return [integer.replace(/\B(?=(\d{3})+$)/g, ','), ...part].join('.');
};
