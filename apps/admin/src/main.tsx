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

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
