import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Chromium } from './chromium-program.js'

const packageName = '@sparticuz/chromium'
const cache = fileURLToPath(
  new URL('../../../../node_modules/.cache/assize/chromium', import.meta.url),
)

/** The headless Chromium that travels inside an npm package: x86-64 Linux with glibc only. */
export async function shippedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `the npm-shipped Chromium is for linux x64, this is ${process.platform} ${process.arch}`,
    )
  const version = await shippedVersion()
  const home = join(cache, version)
  if (!existsSync(home)) await unpackInto(home)
  return {
    name: `Chromium ${version} from npm`,
    executablePath: join(home, 'chromium'),
    args: ['--disable-gpu', '--disable-quic', '--disable-sync'],
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  }
}

async function shippedVersion(): Promise<string> {
  const require = createRequire(import.meta.url)
  const main = require.resolve(packageName)
  const manifest = join(
    main.slice(0, main.lastIndexOf(packageName) + packageName.length),
    'package.json',
  )
  const parsed: unknown = JSON.parse(await readFile(manifest, 'utf8'))
  if (
    typeof parsed === 'object' &&
    parsed &&
    'version' in parsed &&
    typeof parsed.version === 'string'
  )
    return parsed.version
  throw new Error(`${manifest} names no version`)
}

/**
 * Unpacks in a child process, because the package always writes to the temporary folder and reuses
 * whatever older version lies there. Pretending to be a function host makes it unpack the NSS
 * libraries as well. The rename at the end makes a half-unpacked browser impossible.
 */
async function unpackInto(home: string): Promise<void> {
  const partial = `${home}.${process.pid}.partial`
  await mkdir(partial, { recursive: true })
  try {
    await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { default: chromium } = await import('${packageName}'); await chromium.executablePath()`,
      ],
      {
        cwd: dirname(fileURLToPath(import.meta.url)),
        env: { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
      },
    )
    await writeFile(join(partial, 'fonts.conf'), fontsConf(home))
    await rename(partial, home).catch((error: unknown) => {
      // Another process was faster; its copy is the same.
      if (!existsSync(home)) throw error
    })
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** Without a font of its own the browser lays text out with height 0 where the system has none. */
const fontsConf = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`
