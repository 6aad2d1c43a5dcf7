import { useLayoutEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { ThemeProvider } from '@mui/material/styles'
import { useStore } from 'react-admin'
import { themeFrom, tokenOf, type Mode } from './theme.js'

export type Wish = Mode | 'system'

const dark = () => matchMedia('(prefers-color-scheme: dark)')

function subscribe(onChange: () => void) {
  const query = dark()
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

/** What the person asked for, light, dark or as the system has it; kept in the store. */
export const useThemeWish = () => useStore<Wish>('theme', 'system')

export function ThemeRoot({ children }: { children: ReactNode }) {
  const [wish] = useThemeWish()
  const system: Mode = useSyncExternalStore(subscribe, () => dark().matches) ? 'dark' : 'light'
  const mode = wish === 'system' ? system : wish
  const [applied, setApplied] = useState<Mode | null>(null)
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = mode
    setApplied(mode)
  }, [mode])
  const theme = useMemo(() => (applied ? themeFrom(tokenOf, applied) : null), [applied])
  return theme && <ThemeProvider theme={theme}>{children}</ThemeProvider>
}
