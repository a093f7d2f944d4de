/** antd in the registry's colours and the person's language, light and dark. */
import { ConfigProvider, theme } from 'antd';
import en from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, useLayoutEffect } from 'react';
import { useLanguage } from '../words/area.ts';
import { useIsDark, useIsStill } from './appearance.ts';

const ON_LIGHT = {
  colorSuccess: '#237804',
  colorSuccessBg: '#f1f8ee',
  colorWarning: '#874d00',
  colorWarningBg: '#fdf3df',
  colorError: '#a8071a',
  colorErrorBg: '#fdefed',
};

const ON_DARK = {
  colorPrimaryHover: '#2b774f',
  colorError: '#ff8f87',
  colorErrorHover: '#ffaaa3',
  colorErrorActive: '#ff7a70',
  colorInfo: '#7fb2ff',
};

/** What a button says while the pointer is on it or presses it, on a dark ground. */
const BUTTON_ON_DARK = {
  dangerColor: '#2a0d0b',
  defaultHoverColor: '#6fcf97',
  defaultHoverBorderColor: '#6fcf97',
  defaultActiveColor: '#8fdcae',
  defaultActiveBorderColor: '#8fdcae',
};

/** The dark algorithm makes a link's colour darker than what it is given, too faint in a dialog. */
const linkOnDark: typeof theme.darkAlgorithm = (seed, map) => ({
  ...(map ?? theme.darkAlgorithm(seed)),
  colorLink: '#6fcf97',
  colorLinkHover: '#8fdcae',
  colorLinkActive: '#8fdcae',
});

export function Theme({ children }: { children: ReactNode }) {
  const isDark = useIsDark();
  const isStill = useIsStill();
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.dataset.dark = String(isDark);
  }, [isDark]);
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      locale={language === 'en' ? en : zhCN}
      theme={{
        algorithm: isDark ? [theme.darkAlgorithm, linkOnDark] : theme.defaultAlgorithm,
        token: {
          colorPrimary: isDark ? '#31835a' : '#17643b',
          colorLink: '#17643b',
          colorBgLayout: isDark ? '#121a15' : '#f6f8f5',
          colorBgContainer: isDark ? '#1a241e' : '#ffffff',
          // Words in these colours are read by everybody, on their own tints too (WCAG AA).
          ...(isDark ? ON_DARK : ON_LIGHT),
          // Grey on white that is read by everybody (WCAG AA).
          colorTextDescription: isDark ? '#9fb0a6' : '#55655c',
          colorTextPlaceholder: isDark ? '#8fa096' : '#66756c',
          fontFamily: 'var(--fonts)',
          borderRadius: 6,
          motion: !isStill,
        },
        ...(isDark && { components: { Button: BUTTON_ON_DARK } }),
      }}
    >
      {children}
    </ConfigProvider>
  );
}
