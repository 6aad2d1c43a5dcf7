import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.js'
import './theme/tokens.css'
import './theme/base.css'
import './theme/frame.css'
import './theme/controls.css'
import './theme/marks.css'
import './theme/panels.css'
import './theme/pages.css'
import './theme/pages-narrow.css'
import './shell/shell.css'

// A build replaced under an open tab takes its chunks along: one reload brings the new ones.
window.addEventListener('vite:preloadError', (event) => {
  const key = 'assize.reloaded'
  const last = Number(sessionStorage.getItem(key))
  if (Date.now() - last < 10_000) return
  event.preventDefault()
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
