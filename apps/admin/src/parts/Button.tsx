import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { ariaKeys, keymap, type KeyName } from '../keys/keymap.js'
import { Key } from '../keys/Key.js'
import { isMac } from '../keys/useKeys.js'
import { Icon, type IconName } from './Icon.js'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'primary' | 'quiet'
  readonly icon?: IconName
  readonly keyName?: KeyName
  readonly showKey?: boolean
  readonly children?: ReactNode
}

export function Button({
  kind,
  icon,
  keyName,
  showKey = true,
  children,
  className,
  ...rest
}: Props) {
  const classes = ['btn', kind, className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      {...(keyName
        ? { title: keymap[keyName].does, 'aria-keyshortcuts': ariaKeys(keyName, isMac()) }
        : {})}
      {...rest}
      className={classes}
    >
      {icon && <Icon name={icon} />}
      {children}
      {keyName && showKey && <Key name={keyName} />}
    </button>
  )
}
