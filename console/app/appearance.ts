/** Light or dark: as the person chose, or else as the system is. */
import { useSyncExternalStore } from 'react';

export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

const KEPT_AS = 'lvzhang.appearance';
const watchers = new Set<() => void>();
/** Who asks its system for less motion gets none. */
const systemStill = window.matchMedia('(prefers-reduced-motion: reduce)');
systemStill.addEventListener('change', tellAll);

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
systemDark.addEventListener('change', tellAll);

function tellAll(): void {
  for (const tell of watchers) tell();
}

function subscribe(changed: () => void): () => void {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}

export function chosenAppearance(): Appearance {
  const kept = localStorage.getItem(KEPT_AS);
  return appearances.find((each) => each === kept) ?? 'system';
}

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEPT_AS, appearance);
  tellAll();
}

const isDark = (): boolean => {
  const chosen = chosenAppearance();
  return chosen === 'system' ? systemDark.matches : chosen === 'dark';
};

export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, chosenAppearance);
export const useIsStill = (): boolean => useSyncExternalStore(subscribe, () => systemStill.matches);
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, isDark);
