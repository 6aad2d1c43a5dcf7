import { createTheme, type Theme } from '@mui/material/styles'

export type Mode = 'light' | 'dark'

/** Reads a token of tokens.css as it stands on the page now. */
export type Token = (name: string) => string

export const tokenOf: Token = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const flat = { disableRipple: true, disableTouchRipple: true }

/** The MUI theme of the tokens; no colour is written here. */
export function themeFrom(token: Token, mode: Mode): Theme {
  const colour = (name: string) => token(`--${name}`)
  return createTheme({
    palette: {
      mode,
      primary: { main: colour('accent'), contrastText: colour('on-accent') },
      error: { main: colour('bad') },
      success: { main: colour('ok') },
      text: { primary: colour('text'), secondary: colour('text-2'), disabled: colour('text-3') },
      background: { default: colour('bg'), paper: colour('surface') },
      divider: colour('line'),
      action: { hover: colour('hover'), selected: colour('accent-bg') },
    },
    typography: { fontFamily: token('--font'), fontSize: 13, htmlFontSize: 16 },
    shape: { borderRadius: 4 },
    transitions: { create: () => 'none' },
    components: {
      MuiButtonBase: { defaultProps: flat },
      MuiTooltip: {
        defaultProps: { arrow: false, enterDelay: 400, disableInteractive: true },
        styleOverrides: {
          tooltip: {
            background: 'var(--text)',
            color: 'var(--surface)',
            fontSize: 'var(--fs-2)',
            fontWeight: 400,
            padding: '4px 8px',
          },
        },
      },
      MuiPaper: {
        defaultProps: { elevation: 0 },
        styleOverrides: { root: { backgroundImage: 'none' } },
      },
      MuiMenu: {
        styleOverrides: { paper: { boxShadow: 'var(--shadow)', border: '1px solid var(--line)' } },
      },
      MuiMenuItem: { styleOverrides: { root: { fontSize: 'var(--fs-2)', minHeight: 30 } } },
      MuiDialog: { styleOverrides: { paper: { boxShadow: 'var(--shadow)' } } },
      MuiDialogTitle: {
        styleOverrides: {
          root: { fontSize: 'var(--fs-4)', fontWeight: 600, padding: '14px 20px 6px' },
        },
      },
      MuiDialogContent: { styleOverrides: { root: { padding: '4px 20px 16px' } } },
      MuiDialogActions: { styleOverrides: { root: { padding: '8px 20px 16px' } } },
      MuiTextField: {
        defaultProps: {
          size: 'small',
          fullWidth: true,
          slotProps: { inputLabel: { shrink: true } },
        },
      },
      MuiInputLabel: {
        styleOverrides: {
          root: {
            position: 'static',
            transform: 'none',
            maxWidth: 'none',
            color: 'var(--text-3)',
            fontSize: 'var(--fs-1)',
            lineHeight: '16px',
            marginBottom: 2,
          },
        },
      },
      MuiFormHelperText: {
        styleOverrides: {
          root: { fontSize: 'var(--fs-1)', marginLeft: 0, color: 'var(--text-3)' },
        },
      },
      MuiOutlinedInput: {
        styleOverrides: {
          root: { fontSize: 'var(--fs-2)', background: 'var(--surface)' },
          notchedOutline: { top: 0, borderColor: 'var(--edge)', '& legend': { display: 'none' } },
        },
      },
      MuiFormControlLabel: { styleOverrides: { label: { fontSize: 'var(--fs-2)' } } },
      MuiAutocomplete: {
        styleOverrides: {
          paper: {
            boxShadow: 'var(--shadow)',
            border: '1px solid var(--line)',
            fontSize: 'var(--fs-2)',
          },
          option: { fontSize: 'var(--fs-2)', minHeight: '26px !important' },
          tag: { height: 20, fontSize: 'var(--fs-1)', borderRadius: 2, margin: 1 },
        },
      },
      MuiTabs: { styleOverrides: { root: { minHeight: 34 }, indicator: { height: 2 } } },
      MuiTab: {
        defaultProps: flat,
        styleOverrides: {
          root: {
            minHeight: 34,
            minWidth: 0,
            padding: '0 8px',
            textTransform: 'none',
            fontSize: 'var(--fs-2)',
            letterSpacing: 0,
            color: 'var(--text-2)',
            '&.Mui-selected': { color: 'var(--text)', fontWeight: 500 },
          },
        },
      },
    },
  })
}
