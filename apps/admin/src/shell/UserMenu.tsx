import { useState } from 'react'
import { Divider, Menu, MenuItem } from '@mui/material'
import { useGetIdentity, useLogout } from 'react-admin'
import { useThemeWish, type Wish } from '../theme/ThemeRoot.js'

const wishes: readonly { wish: Wish; words: string }[] = [
  { wish: 'light', words: 'Light' },
  { wish: 'dark', words: 'Dark' },
  { wish: 'system', words: 'As the system has it' },
]

const initials = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase()

export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { identity } = useGetIdentity()
  const logout = useLogout()
  const [theme, setTheme] = useThemeWish()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  if (!identity) return null
  const name = identity.fullName ?? ''
  const roles = ((identity['roles'] ?? []) as string[]).map((role) =>
    role.toLowerCase().replace(/[-_]/g, ' '),
  )
  const close = () => setAnchor(null)
  return (
    <>
      <button
        type="button"
        className="who"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title={roles.join(', ')}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <b aria-hidden="true">{initials(name)}</b>
        <span className="whoname cut">
          {name}, {roles[0]}
        </span>
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem disabled>{identity['email'] as string}</MenuItem>
        <Divider />
        {wishes.map(({ wish, words }) => (
          <MenuItem
            key={wish}
            role="menuitemradio"
            aria-checked={theme === wish}
            selected={theme === wish}
            onClick={() => setTheme(wish)}
          >
            {words}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            close()
            onKeys()
          }}
        >
          Keys
        </MenuItem>
        <MenuItem onClick={() => void logout()}>Sign out</MenuItem>
      </Menu>
    </>
  )
}
