import { realpath } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { Config } from '@assize/platform'
import { ImportError } from '../import-error.js'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * Where bundles may be read from: ASSIZE_IMPORT_DIRS and the bundle ASSIZE_TRACES names. An embedded installation that
 * only this machine reaches is its owner's own tool and reads any path.
 */
@Injectable()
export class ImportPlaces {
  /** Uploads wait here to be imported. */
  readonly uploads: string
  private readonly directories: readonly string[]
  private readonly anywhere: boolean

  constructor(@Inject(Config) config: Config) {
    this.uploads = join(resolve(config.dataDir), 'uploads')
    this.anywhere = config.mode === 'embedded' && loopback.has(config.host)
    this.directories = [
      ...config.importDirs.split(delimiter).filter((directory) => directory !== ''),
      ...(config.tracesPath ? [config.tracesPath] : []),
    ].map((directory) => resolve(directory))
  }

  /** The path after all links, if it may be read; what lies elsewhere is refused without a look. */
  async locate(path: string): Promise<string> {
    if (path.includes('\0') || !isAbsolute(path))
      throw new ImportError('PATH_REFUSED', 'expected an absolute path on the server')
    if (!this.anywhere && !isInside(resolve(path), this.directories)) throw this.refusal()
    const place = await follow(path)
    const directories = await Promise.all(
      this.directories.map((each) => realpath(each).catch(() => each)),
    )
    if (!this.anywhere && !isInside(place, directories)) throw this.refusal()
    return place
  }

  private refusal(): ImportError {
    const places = this.directories.length > 0 ? this.directories.join(', ') : 'none is set'
    return new ImportError(
      'PATH_REFUSED',
      `expected a path inside a directory of ASSIZE_IMPORT_DIRS (${places})`,
    )
  }
}

const isInside = (path: string, directories: readonly string[]): boolean =>
  directories.some((directory) => path === directory || path.startsWith(`${directory}${sep}`))

async function follow(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (cause) {
    throw new ImportError(
      'BUNDLE_NOT_FOUND',
      'expected a trace bundle, saw nothing the server can read at that path',
      {},
      { cause },
    )
  }
}
