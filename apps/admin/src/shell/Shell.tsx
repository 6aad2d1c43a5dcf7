import { Suspense, useState, type ReactNode } from 'react'
import { Drawer } from '@mui/material'
import { useNavigate, useLocation } from 'react-router'
import { useKeys } from '../keys/useKeys.js'
import { KeySheet } from '../keys/KeySheet.js'
import { Icon } from '../parts/Icon.js'
import { Bones } from '../parts/states.js'
import { Toast } from '../parts/toast.js'
import { ErrorBoundary } from './ErrorBoundary.js'
import { GoTo } from './GoTo.js'
import { Menu } from './Menu.js'
import { topSlot } from './PageTop.js'
import { needsWidth } from './places.js'
import { RecordWhole } from './RecordWhole.js'
import { UserMenu } from './UserMenu.js'

const Brand = () => (
  <div className="brand">
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 13.5 8 2.5l6 11M4.7 9h6.6" fill="none" stroke="var(--accent)" strokeWidth="2" />
    </svg>
    <span>Assize</span>
  </div>
)

/** While a page is fetched; it has a heading then, too. */
const Coming = () => (
  <>
    <h1 className="hide">The page is being loaded</h1>
    <Bones />
  </>
)

/** What every page stands in: menu, top bar, keys that work everywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [dialog, setDialog] = useState<'keys' | 'goTo' | 'menu' | null>(null)
  const close = () => setDialog(null)
  const go = (to: string) => () => void navigate(to)
  useKeys({
    help: () => setDialog('keys'),
    goTo: () => setDialog('goTo'),
    goHome: go('/'),
    goVerdicts: go('/verdicts'),
    goQueues: go('/queues'),
    goPolicies: go('/policies'),
    goChanges: go('/changes'),
    goAppeals: go('/appeals'),
  })
  return (
    <div className={needsWidth(pathname) ? 'app folded' : 'app'}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <aside className="side">
        <Brand />
        <Menu />
      </aside>
      <header className="top">
        <button className="btn quiet phone" aria-label="Menu" onClick={() => setDialog('menu')}>
          <Icon name="menu" />
        </button>
        <div id={topSlot} className="row" />
        <span className="spacer" />
        <RecordWhole />
        <button
          className="goto wide"
          aria-keyshortcuts="Control+K"
          onClick={() => setDialog('goTo')}
        >
          <Icon name="search" />
          <span>Go to anything</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <UserMenu onKeys={() => setDialog('keys')} />
      </header>
      <main className="main" id="main" tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Coming />}>{children}</Suspense>
        </ErrorBoundary>
      </main>
      <Drawer open={dialog === 'menu'} onClose={close}>
        <aside className="side drawer">
          <Brand />
          <Menu onGo={close} />
        </aside>
      </Drawer>
      <KeySheet open={dialog === 'keys'} onClose={close} />
      {dialog === 'goTo' && <GoTo onClose={close} />}
      <Toast />
    </div>
  )
}
